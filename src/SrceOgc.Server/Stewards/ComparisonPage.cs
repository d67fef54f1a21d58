using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using SrceOgc.Publishing.Comparisons;
using SrceOgc.Publishing.Store;

namespace SrceOgc.Server.Stewards;

/// <summary>A comparison for people, in French: a table of the layers, then the features of each that differ.</summary>
internal static class ComparisonPage
{
    private static readonly NumberFormatInfo French = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "\u202f" };

    public static byte[] Write(ComparisonDetails details, string siteUrl)
    {
        var comparison = details.Comparison;
        var (before, after) = (comparison.Before.Manifest, comparison.After.Manifest);
        var html = new StringBuilder(
            "<!DOCTYPE html>\n<html lang=\"fr\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, "
            + "initial-scale=1\"><link rel=\"stylesheet\" href=\"/actifs/page.css\">");
        html.Append($"<title>Comparaison – {Encoded(comparison.Dataset)}</title></head><body class=\"document\"><header>"
            + $"<h1>{Encoded(comparison.Dataset)} : de la version {before.Version} à la version {after.Version}</h1></header><main "
            + $"class=\"contenu\">");
        html.Append($"<p>Version {before.Version} du {before.Published:dd/MM/yyyy} ({Encoded(before.Author)}), version {after.Version} "
            + $"du {after.Published:dd/MM/yyyy} ({Encoded(after.Author)}). Carte des différences dans QGIS (WMS) : "
            + $"<code>{Encoded(siteUrl)}/versions/{Encoded(comparison.Name)}/wms</code></p>");
        AppendSummary(html, comparison);
        foreach (var layer in details.Layers.Where(layer =>
            layer.Layer.Differences is { Any: true } && layer.Layer is { Before: not null, After: not null }))
            AppendLayer(html, layer, comparison, details.Shown);
        return Encoding.UTF8.GetBytes(html.Append("</main></body></html>\n").ToString());
    }

    private static void AppendSummary(StringBuilder html, Comparison comparison)
    {
        html.Append("<div class=\"tableau\" tabindex=\"0\" role=\"region\" aria-label=\"Couches\"><table><thead><tr><th "
            + "scope=\"col\">Couche</th><th scope=\"col\">Objets</th><th scope=\"col\">Ajouts</th><th scope=\"col\">Retraits</th><th "
            + "scope=\"col\">Modifications</th><th scope=\"col\">Surface</th><th scope=\"col\">Longueur</th><th scope=\"col\">Remarques"
            + "</th></tr></thead><tbody>");
        foreach (var layer in comparison.Layers)
        {
            html.Append($"<tr><th scope=\"row\">{Encoded(layer.Title)}</th><td>{Change(layer.Before?.Count, layer.After?.Count)}</td>");
            html.Append(layer.Differences is { } found
                ? $"<td>{found.Added.Count}</td><td>{found.Removed.Count}</td><td>{found.Changed.Count}</td>"
                : "<td colspan=\"3\">trop de différences pour être énumérées</td>");
            html.Append($"<td>{Difference(layer, measure => measure.Area / 10_000, "ha")}</td>"
                + $"<td>{Difference(layer, measure => measure.Length / 1000, "km")}</td><td>{Encoded(Remarks(layer))}</td></tr>");
        }

        html.Append("</tbody></table></div>");
    }

    private static string Change(long? before, long? after) =>
        before == after ? $"{after}" : $"{(before is { } was ? $"{was}" : "–")} → {(after is { } now ? $"{now}" : "–")}";

    private static string Difference(LayerComparison layer, Func<SrceOgc.Features.Geometries.WkbMeasure, double> of, string unit)
    {
        if (layer is not { Before.Measure: { } before, After.Measure: { } after })
            return "";
        var difference = Math.Round(of(after) - of(before), 3);
        return difference == 0 ? "=" : $"{(difference > 0 ? "+" : "−")}{Math.Abs(difference).ToString("#,0.###", French)} {unit}";
    }

    private static string Remarks(LayerComparison layer)
    {
        var remarks = layer.Fields.Select(field =>
            $"champ {field.Name} {(field.Before is null ? "ajouté" : field.After is null ? "retiré" : "d'un autre type")}").ToList();
        if (layer.Before is null)
            remarks.Add("couche ajoutée");
        if (layer.After is null)
            remarks.Add("couche retirée");
        if (layer.HasOtherCrs)
            remarks.Add("autre système de coordonnées");
        if (layer.Differences is { Renumbered: > 0 and var count })
            remarks.Add($"{count} objets identiques, renumérotés");
        return string.Join(" ; ", remarks);
    }

    private static void AppendLayer(StringBuilder html, LayerDetails details, Comparison comparison, int shown)
    {
        var (layer, differences) = (details.Layer, details.Layer.Differences!);
        var files = $"comparer?de={comparison.Before.Manifest.Version}&amp;a={comparison.After.Manifest.Version}&amp;format=geojson"
            + $"&amp;couche={Uri.EscapeDataString(layer.Name)}&amp;quoi=";
        html.Append($"<h2>{Encoded(layer.Title)}</h2><ul class=\"liens\">");
        foreach (var (what, count) in new[] { ("ajouts", differences.Added.Count), ("retraits", differences.Removed.Count),
            ("modifications", differences.Changed.Count) })
            if (count > 0)
                html.Append($"<li><a class=\"bouton\" href=\"{files}{what}\" download=\"{Encoded(layer.Name)}_{what}.geojson\">{what} "
                    + $"(GeoJSON)</a></li>");
        html.Append($"</ul><div class=\"tableau\" tabindex=\"0\" role=\"region\" aria-label=\"{Encoded(layer.Title)}\"><table><thead>"
            + $"<tr><th scope=\"col\">Objet</th><th scope=\"col\">Changement</th><th scope=\"col\">Champ</th><th scope=\"col\">Avant"
            + $"</th><th scope=\"col\">Après</th></tr></thead><tbody>");
        foreach (var id in differences.Added.Take(shown))
            html.Append($"<tr><th scope=\"row\">{id}</th><td colspan=\"4\">ajouté</td></tr>");
        foreach (var id in differences.Removed.Take(shown))
            html.Append($"<tr><th scope=\"row\">{id}</th><td colspan=\"4\">retiré</td></tr>");
        foreach (var feature in differences.Changed.Take(shown))
            AppendChanged(html, feature, details.Values[feature.After]);
        html.Append("</tbody></table></div>");
        if (Math.Max(differences.Added.Count, Math.Max(differences.Removed.Count, differences.Changed.Count)) > shown)
            html.Append($"<p>Les {shown} premiers de chaque sorte sont montrés ; les fichiers GeoJSON les ont tous.</p>");
    }

    private static void AppendChanged(StringBuilder html, ChangedFeature feature, IReadOnlyList<ValueChange> values)
    {
        var id = feature.Before == feature.After ? $"{feature.After}" : $"{feature.Before} → {feature.After}";
        if (feature.HasOtherGeometry)
            html.Append($"<tr><th scope=\"row\">{id}</th><td colspan=\"4\">géométrie modifiée</td></tr>");
        foreach (var change in values)
            html.Append($"<tr><th scope=\"row\">{id}</th><td>modifié</td><td>{Encoded(change.Field)}</td>"
                + $"<td>{Encoded(change.Before.Text ?? "(vide)")}</td><td>{Encoded(change.After.Text ?? "(vide)")}</td></tr>");
    }

    private static string Encoded(string text) => HtmlEncoder.Default.Encode(text);
}
