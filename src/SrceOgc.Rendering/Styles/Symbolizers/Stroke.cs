using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Rendering.Styles.Symbolizers;

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

/// <summary>
/// Dash and gap lengths in turn, an even number of them; <paramref name="Offset"/> into the pattern at the line's start.
/// In <see cref="LengthUnit.Percent"/> they are hundredths of the stroke's width.
/// </summary>
public sealed record DashPattern(IReadOnlyList<double> Lengths, LengthUnit Unit, Parameter<double> Offset = default);

/// <summary>How a line is painted. A width of zero is a hairline: one pixel.</summary>
public sealed record Stroke
{
    public Paint Paint { get; init; } = Rgba.Black;

    public Length Width { get; init; } = Length.Pixels(1);

    public DashPattern? Dashes { get; init; }

    public LineCap Cap { get; init; } = LineCap.Butt;

    public LineJoin Join { get; init; } = LineJoin.Bevel;
}
