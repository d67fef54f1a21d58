using SrceOgc.Rendering.Fonts;
using SrceOgc.Rendering.Rasterization;

namespace SrceOgc.Rendering.Canvases;

/// <summary>A line of text, kerned, at a size in pixels to the em; its baseline begins at the origin of <paramref name="Place"/>.</summary>
public readonly record struct PlacedText(Font Font, double Size, string Text, Affine Place);

/// <summary>The colours of a text. <paramref name="HaloRadius"/> in pixels, 0 for none.</summary>
public readonly record struct TextLook(Color Fill, Color Halo = default, double HaloRadius = 0)
{
    /// <summary>What the lines say together, where they are letters set one by one along a curve; else null.</summary>
    public string? Words { get; init; }
}
