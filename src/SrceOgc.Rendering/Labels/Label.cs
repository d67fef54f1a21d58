using SrceOgc.Rendering.Rasterization;

namespace SrceOgc.Rendering.Labels;

/// <summary>A glyph of a label that bends: where its middle stands on the line, and its turn in radians.</summary>
public readonly record struct GlyphPlace(Vertex At, double Angle);

/// <summary>
/// A place a label may take: its middle, its turn in radians clockwise, and for bent labels each glyph of its own.
/// </summary>
public readonly record struct LabelPlace(Vertex Middle, double Angle, GlyphPlace[]? Glyphs = null);

/// <summary>The colours and sizes of a label, evaluated for its feature.</summary>
public readonly record struct LabelLook(Color Fill, Color HaloColor, double HaloRadius, Color FrameFill, Color FrameStroke,
    double FrameWidth, double MarginX, double MarginY)
{
    public bool HasFrame => !FrameFill.IsTransparent || !FrameStroke.IsTransparent;
}

/// <summary>
/// One label to place, its places by preference. <paramref name="Rank"/> orders labels of one priority: the
/// layer, top first, then the feature's ordinal, so that any map that sees the same features places them in the same order.
/// </summary>
public sealed record Label(LabelText Text, LabelLook Look, double Priority, int Layer, int Ordinal, List<LabelPlace> Places)
{
    public bool AllowOverlap { get; init; }

    /// <summary>Labels of one layer that say the same stay this far apart; zero for as near as they fit.</summary>
    public double SameTextDistance { get; init; }
}
