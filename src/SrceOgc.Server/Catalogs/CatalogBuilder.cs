using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.GeoPackages;
using SrceOgc.Features.LayerFiles.Reading;
using SrceOgc.Features.Layers;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Features.Texts;
using SrceOgc.Publishing.Store;
using SrceOgc.Rendering.Maps;
using SrceOgc.Rendering.StyleFormats.Libraries;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Server.Catalogs;

/// <summary>What was served before these publications, and is served no more.</summary>
internal delegate IReadOnlySet<string> RetiredNames(IReadOnlyList<Publication> served, IReadOnlySet<string> restricted);

/// <summary>
/// Joins publications with the service description and the styles into a catalogue. Layers of a publication that was
/// already there are taken over as they are, with their compiled styles.
/// </summary>
/// <param name="service">What the service says of itself.</param>
/// <param name="styles">Styles beside those of the datasets.</param>
/// <param name="inputs">See <see cref="DocumentInputs"/>.</param>
/// <param name="retired">Names served no more; null where nothing is ever retired.</param>
/// <param name="instants">When the present state came to be; null where the publications never change: then the youngest of them says
/// it.</param>
/// <param name="log">Losses of styles.</param>
internal sealed class CatalogBuilder(
    ServiceDescription service, StyleLibrary styles, DocumentInputs inputs, RetiredNames? retired, UpdateInstants? instants,
        ILogger log)
{
    private static readonly Text NoText = Text.Same("");

    private Dictionary<Publication, CatalogLayer[]> _known = [];

    public Catalog Build(IReadOnlyList<Publication> publications, IReadOnlySet<string> restricted)
    {
        _known = publications.ToDictionary(p => p, p => _known.GetValueOrDefault(p) ?? LayersOf(p));
        var layers = publications
            .SelectMany(p => _known[p])
            .OrderBy(l => ThemeRank(l.Theme)).ThenBy(l => FamilyRank(l.Type.Family)).ThenBy(l => l.Name, StringComparer.Ordinal)
            .ToArray();
        return new(service, layers, publications, restricted, inputs.Fingerprint, retired is null ? static () =>
            FrozenSet<string>.Empty : () => retired(publications, restricted),
            instants is null ? _ => Youngest(publications) : instants.Of);
    }

    private DateTime Youngest(IReadOnlyList<Publication> publications) =>
        publications.Select(p => p.Manifest.Published).Append(inputs.Changed).Max();

    private int ThemeRank(Theme theme) => service.Themes.TakeWhile(t => t.Key != theme.Key).Count();

    private static int FamilyRank(GeometryFamily family) => family switch
    {
        GeometryFamily.Point => 0,
        GeometryFamily.Line => 1,
        GeometryFamily.Mixed => 2,
        GeometryFamily.Polygon => 3,
        _ => 4,
    };

    private CatalogLayer[] LayersOf(Publication publication) =>
        [.. publication.Manifest.Layers.Select((layer, i) => Layer(publication.Manifest, layer, publication.Layers[i]))];

    private CatalogLayer Layer(Manifest publication, ManifestLayer layer, IFeatureSource source)
    {
        var description = Description(layer);
        var theme = service.ThemeOf(layer.Name, layer.Table);
        var crs = CrsOf(layer);
        return new(
            layer.Name,
            TitleOf(layer, description.Title?.Text ?? Text.Same(layer.Title)),
            description.Abstract?.Text ?? (layer.Description.Length > 0 ? Text.Same(layer.Description) : NoText),
            [.. (description.Keywords ?? []).Append(theme.Title.Fr).Distinct()],
            theme, publication, source, crs, GeographicExtent(source.Type, crs), description, Styles(layer, source.Type))
        {
            License = description.License ?? service.AccessConstraints,
            Producer = service.Contact.Organization,
        };
    }

    private static Text TitleOf(ManifestLayer layer, Text title) =>
        layer.Part.Length == 0 ? title : new($"{title.French} : {layer.Part}", $"{title.English}: {layer.Part}");

    private IReadOnlyList<CatalogStyle> Styles(ManifestLayer layer, FeatureType type)
    {
        var aside = new StyleLosses();
        var found = styles.StylesOf(layer.Name, layer.Title, type, layer.Styles, aside);
        foreach (var loss in aside.All)
            log.LogWarning("Layer {Layer}: {Loss}", layer.Name, loss);
        return [.. found.Select(style => new CatalogStyle(style, new RuleCache((int)type.Count), Stamp(style)))];
    }

    private static string Stamp(LayerStyle style) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(style.Qml ?? style.Sld ?? style.Name)).AsSpan(0, 6));

    private static Crs CrsOf(ManifestLayer layer) => layer.Srs is not { } srs
        ? CrsRegistry.Standard.LonLat
        : GeoPackageReferenceSystem.Resolve(CrsRegistry.Standard, srs.Id, srs.Name, srs.Organization, srs.OrganizationId, srs.Definition)
            ?? throw new InvalidDataException($"Layer {layer.Name} was published in a CRS that is unknown now.");

    private static Envelope GeographicExtent(FeatureType type, Crs crs)
    {
        if (type.Extent.IsEmpty)
            return Envelope.Empty;
        var extent = CrsTransform.Between(crs, CrsRegistry.Standard.LonLat).TransformEnvelope(type.Extent);
        return Rounded(extent.IsEmpty ? crs.Area : extent).Intersection(new(-180, -90, 180, 90));
    }

    /// <summary>Outwards, to what documents write: no feature lies outside what is announced, and every document announces the same
    /// numbers.</summary>
    private static Envelope Rounded(in Envelope extent)
    {
        // A box of these numbers, whose edges are chords in the layer's system, holds every feature too: two millionths are more than
        // chords cut off.
        const double millionths = 1e6, margin = 2;
        return new(
            (Math.Floor(extent.MinX * millionths) - margin) / millionths, (Math.Floor(extent.MinY * millionths) - margin) / millionths,
            (Math.Ceiling(extent.MaxX * millionths) + margin) / millionths, (Math.Ceiling(extent.MaxY * millionths) + margin) / millionths);
    }

    /// <summary>Every matching description, the first to speak of a property decides it.</summary>
    private LayerDescription Description(ManifestLayer layer)
    {
        var merged = new LayerDescription([layer.Name]);
        foreach (var d in service.Layers.Where(d => d.Match.Any(m => Glob.Matches(m, layer.Name) || Glob.Matches(m, layer.Table))))
            merged = merged with
            {
                Title = merged.Title ?? d.Title,
                Abstract = merged.Abstract ?? d.Abstract,
                Keywords = merged.Keywords ?? d.Keywords,
                Attribution = merged.Attribution ?? d.Attribution,
                AttributionUrl = merged.AttributionUrl ?? d.AttributionUrl,
                License = merged.License ?? d.License,
                MetadataUrl = merged.MetadataUrl ?? d.MetadataUrl,
                MinScale = merged.MinScale ?? d.MinScale,
                MaxScale = merged.MaxScale ?? d.MaxScale,
                ValidityScale = merged.ValidityScale ?? d.ValidityScale,
            };
        return merged;
    }
}
