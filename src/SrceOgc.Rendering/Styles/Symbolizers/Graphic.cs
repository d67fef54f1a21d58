using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Rendering.Styles.Symbolizers;

/// <summary>What a point symbolizer shows.</summary>
internal abstract record Graphic;

/// <summary>A path filled and outlined. <see cref="WellKnownName"/> is "circle", "square"… or empty; renderers may keep fast ways for
/// some.</summary>
internal sealed record MarkGraphic(VectorPath Path) : Graphic
{
    public string WellKnownName { get; init; } = "";

    /// <summary>None for shapes made of lines only.</summary>
    public Paint Fill { get; init; } = Paint.None;

    public Stroke? Stroke { get; init; }

    /// <summary>Fills the shape instead of <see cref="Fill"/> (QGIS, filled marker).</summary>
    public Fill? PatternFill { get; init; }
}

/// <summary>One character of a font, centred by its advance and its font's ascent; the size is that of the font.</summary>
internal sealed record GlyphGraphic(string FontFamily, string Text) : Graphic
{
    public bool Bold { get; init; }

    public bool Italic { get; init; }

    public Paint Fill { get; init; } = Rgba.Black;

    public Stroke? Stroke { get; init; }
}

/// <summary>A drawing of several paths in the same square as well-known marks, each with its own paint (a sanitised SVG).</summary>
internal sealed record DrawingGraphic(IReadOnlyList<DrawingPath> Paths) : Graphic;

/// <summary>A path of a drawing; <paramref name="StrokeWidth"/> in the drawing's own units, where the box is 2 high.</summary>
internal sealed record DrawingPath(VectorPath Path, Paint Fill, Paint Stroke, float StrokeWidth, bool EvenOdd);
