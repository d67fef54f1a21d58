using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;
using SrceOgc.Features.Publications;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Rendering.Maps;
using SrceOgc.Rendering.Styles;
using SrceOgc.Rendering.Styles.Libraries;
using SrceOgc.Server.Http;
using SrceOgc.Server.Publishing;

namespace SrceOgc.Server.Catalogs;

/// <summary>A style of a layer with the rules already found for its features; <paramref name="Version"/> changes with its content.</summary>
internal sealed record CatalogStyle(LayerStyle Source, RuleCache Rules, string Version)
{
    public Style Style => Source.Style;

    public string Name => Style.Name;
}

/// <summary>A layer as every protocol shows it: its data, its names and texts, where it lies.</summary>
internal sealed record CatalogLayer(
    string Name, Text Title, Text Abstract, IReadOnlyList<string> Keywords, Theme Theme, Manifest Publication,
    PublishedLayer Source, Crs Crs, Envelope GeographicExtent, LayerDescription Description, IReadOnlyList<CatalogStyle> Styles)
{
    public FeatureType Type => Source.Type;

    public bool IsSpatial => Type.HasGeometry;

    public CatalogStyle DefaultStyle => Styles[0];

    /// <summary>The name its version is kept by.</summary>
    public string Version => $"{Publication.Dataset}-{Publication.Version}";

    /// <summary>Never the same for other data: a store begun anew counts its versions from 1 again.</summary>
    public string Stamp => $"{Version} {Publication.Published.Ticks:x}";
}
