using SrceOgc.Rendering.Styles;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Rendering.StyleFormats.Libraries;

/// <summary>Where a style came from, in order of preference.</summary>
public enum StyleOrigin : byte
{
    /// <summary>A file of <c>ogc/styles</c> named like the layer.</summary>
    LayerFile,

    /// <summary>A row of the GeoPackage's <c>layer_styles</c>.</summary>
    Dataset,

    /// <summary>A file of <c>ogc/styles</c> that the index names for layers of this kind.</summary>
    KindFile,

    /// <summary>Greys by geometry family.</summary>
    Generic,
}

/// <summary>
/// A style of a layer, ready to draw, with what it was read from: <paramref name="Qml"/> and <paramref name="Sld"/> are the
/// documents as written, null when there was none.
/// </summary>
public sealed record LayerStyle(Style Style, StyleOrigin Origin, string Source, IReadOnlyList<StyleLoss> Losses, string? Qml, string? Sld)
{
    public string Name => Style.Name;
}
