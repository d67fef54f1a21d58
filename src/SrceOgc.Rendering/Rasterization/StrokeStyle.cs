namespace SrceOgc.Rendering.Rasterization;

public enum LineCap : byte
{
    Butt,
    Round,
    Square,
}

public enum LineJoin : byte
{
    Miter,
    Round,
    Bevel,
}

/// <summary>How a line is drawn, in pixels. <paramref name="MiterLimit"/> is a ratio to the width, as in SVG.</summary>
public readonly record struct StrokeStyle(
    double Width,
    LineCap Cap = LineCap.Butt,
    LineJoin Join = LineJoin.Miter,
    double MiterLimit = 4);
