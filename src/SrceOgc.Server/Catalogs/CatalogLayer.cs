using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Features.Texts;
using SrceOgc.Publishing.Store;
using SrceOgc.Rendering.Maps;
using SrceOgc.Rendering.StyleFormats.Libraries;
using SrceOgc.Rendering.Styles;

namespace SrceOgc.Server.Catalogs;

/// <summary>A style of a layer with the rules already found for its features; <paramref name="Version"/> changes with its
/// content.</summary>
internal sealed record CatalogStyle(LayerStyle Source, RuleCache Rules, string Version)
{
    private readonly Lazy<string?> _qml = new(() => DeliveredStyle.Qml(Source)), _sld = new(() => DeliveredStyle.SldText(Source));

    public Style Style => Source.Style;

    /// <summary>As it was delivered, but for what is no symbology; null when it was delivered in other terms. Made at the first
    /// asking.</summary>
    public string? Qml => _qml.Value;

    /// <inheritdoc cref="Qml"/>
    public string? Sld => _sld.Value;

    public string Name => Style.Name;
}

/// <summary>A layer as every protocol shows it: its data, its names and texts, where it lies.</summary>
internal sealed record CatalogLayer(
    string Name, Text Title, Text Abstract, IReadOnlyList<string> Keywords, Theme Theme, Manifest Publication,
    IFeatureSource Source, Crs Crs, Envelope GeographicExtent, LayerDescription Description, IReadOnlyList<CatalogStyle> Styles)
{
    /// <summary>Under which it may be used: its own licence, else that of the service; may be empty.</summary>
    public string License { get; init; } = "";

    /// <summary>Who serves it; may be empty.</summary>
    public string Producer { get; init; } = "";

    public FeatureType Type => Source.Type;

    public bool IsSpatial => Type.HasGeometry;

    /// <summary>It was computed here of other layers: it is no territory, and has no part in what is computed.</summary>
    public bool IsDerived => Publication.IsDerived;

    public CatalogStyle DefaultStyle => Styles[0];

    /// <summary>The name its version is kept by.</summary>
    public string Version => $"{Publication.Dataset}-{Publication.Version}";

    /// <summary>Never the same for other data: a store begun anew counts its versions from 1 again.</summary>
    public string Stamp => $"{Version} {Publication.Published.Ticks:x} {Source.Stamp}";
}
