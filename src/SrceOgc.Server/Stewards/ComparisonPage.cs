using System.Globalization;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Texts;
using SrceOgc.Publishing.Comparisons;
using SrceOgc.Server.Http;
using SrceOgc.Server.Pages;

namespace SrceOgc.Server.Stewards;

/// <summary>A comparison for people: a table of the layers, then the features of each that differ.</summary>
internal sealed class ComparisonPage
{
    private static readonly Text Added = new("ajouté", "added"), Removed = new("retiré", "removed"), Changed = new("modifié", "changed"),
        OtherGeometry = new("géométrie modifiée", "geometry changed"), Nothing = new("(vide)", "(empty)");

    private readonly DocumentPage _page = new("comparaison.html");

    public byte[] Write(ServiceRequest request, ComparisonDetails details) => Write(request.SiteUrl, request.Language, details);

    public byte[] Write(string siteUrl, Language language, ComparisonDetails details)
    {
        var comparison = details.Comparison;
        var (before, after) = (comparison.Before.Manifest, comparison.After.Manifest);
        var title = new Text($"{comparison.Dataset} : de la version {before.Version} à la version {after.Version}",
            $"{comparison.Dataset}: from version {before.Version} to version {after.Version}");
        var versions = new Text(
            $"Version {before.Version} du {before.Published:dd/MM/yyyy} ({before.Author}), version {after.Version} du "
                + $"{after.Published:dd/MM/yyyy} ({after.Author}).",
            $"Version {before.Version} of {before.Published:yyyy-MM-dd} ({before.Author}), version {after.Version} of "
                + $"{after.Published:yyyy-MM-dd} ({after.Author}).");
        return _page.Write(siteUrl, language, title.In(language), ("versions", versions.In(language)), ("name", comparison.Name),
            ("layers", comparison.Layers.Select(layer => View(layer, language)).ToArray()),
            ("details", details.Layers.Where(HasDifferences).Select(layer => View(layer, comparison, details.Shown, language)).ToArray()));
    }

    private static bool HasDifferences(LayerDetails layer) =>
        layer.Layer is { Differences.Any: true, Before: not null, After: not null };

    private static LayerView View(LayerComparison layer, Language language) => new(layer.Title,
        Counts(layer.Before?.Count, layer.After?.Count), layer.Differences is not null, layer.Differences?.Added.Count,
        layer.Differences?.Removed.Count, layer.Differences?.Changed.Count,
        Difference(layer, measure => measure.Area / 10_000, "ha", language),
        Difference(layer, measure => measure.Length / 1000, "km", language),
        string.Join(" ; ", Remarks(layer).Select(remark => remark.In(language))));

    private static string Counts(long? before, long? after) =>
        before == after ? $"{after}" : $"{(before is { } was ? $"{was}" : "–")} → {(after is { } now ? $"{now}" : "–")}";

    private static string Difference(LayerComparison layer, Func<WkbMeasure, double> of, string unit, Language language)
    {
        if (layer is not { Before.Measure: { } before, After.Measure: { } after })
            return "";
        var difference = Math.Round(of(after) - of(before), 3);
        return difference == 0 ? "="
            : $"{(difference > 0 ? "+" : "−")}{Math.Abs(difference).ToString("#,0.###", PageNumbers.In(language))} {unit}";
    }

    private static IEnumerable<Text> Remarks(LayerComparison layer)
    {
        foreach (var field in layer.Fields)
            yield return field.Before is null ? new($"champ {field.Name} ajouté", $"field {field.Name} added")
                : field.After is null ? new($"champ {field.Name} retiré", $"field {field.Name} removed")
                : new($"champ {field.Name} d'un autre type", $"field {field.Name} of another type");
        if (layer.Before is null)
            yield return new("couche ajoutée", "layer added");
        if (layer.After is null)
            yield return new("couche retirée", "layer removed");
        if (layer.HasOtherCrs)
            yield return new("autre système de coordonnées", "another reference system");
        if (layer.Differences is { Renumbered: > 0 and var count })
            yield return new($"{count} objets identiques, renumérotés", $"{count} features the same, with other numbers");
    }

    private static DetailsView View(LayerDetails details, Comparison comparison, int shown, Language language)
    {
        var (layer, differences) = (details.Layer, details.Layer.Differences!);
        var address = $"comparer?de={comparison.Before.Manifest.Version}&a={comparison.After.Manifest.Version}&format=geojson"
            + $"&couche={Uri.EscapeDataString(layer.Name)}&quoi=";
        var kinds = new (string What, Text Title, int Count)[]
        {
            ("ajouts", new("ajouts", "added"), differences.Added.Count),
            ("retraits", new("retraits", "removed"), differences.Removed.Count),
            ("modifications", new("modifications", "changed"), differences.Changed.Count),
        };
        return new(layer.Title,
            [.. kinds.Where(kind => kind.Count > 0).Select(kind =>
                new FileView(address + kind.What, $"{layer.Name}_{kind.What}.geojson", kind.Title.In(language)))],
            [.. Rows(details, shown, language)], kinds.Any(kind => kind.Count > shown));
    }

    private static IEnumerable<RowView> Rows(LayerDetails details, int shown, Language language)
    {
        var differences = details.Layer.Differences!;
        foreach (var id in differences.Added.Take(shown))
            yield return new(Id(id), Added.In(language));
        foreach (var id in differences.Removed.Take(shown))
            yield return new(Id(id), Removed.In(language));
        foreach (var feature in differences.Changed.Take(shown))
        {
            var id = feature.Before == feature.After ? Id(feature.After) : $"{Id(feature.Before)} → {Id(feature.After)}";
            if (feature.HasOtherGeometry)
                yield return new(id, OtherGeometry.In(language));
            foreach (var change in details.Values[feature.After])
                yield return new(id, Changed.In(language), change.Field, change.Before.Text ?? Nothing.In(language),
                    change.After.Text ?? Nothing.In(language));
        }
    }

    private static string Id(long id) => id.ToString(CultureInfo.InvariantCulture);

    private sealed record LayerView(string Title, string Objects, bool IsCounted, int? Added, int? Removed, int? Changed, string Area,
        string Length, string Remarks);

    private sealed record DetailsView(string Title, IReadOnlyList<FileView> Files, IReadOnlyList<RowView> Rows, bool IsCut);

    private sealed record FileView(string Address, string Name, string Title);

    private sealed record RowView(string Id, string Change, string? Field = null, string? Before = null, string? After = null);
}
