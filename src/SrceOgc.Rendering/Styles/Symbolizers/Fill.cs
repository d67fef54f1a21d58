namespace SrceOgc.Rendering.Styles.Symbolizers;

/// <summary>What the inside of a polygon is covered with.</summary>
public abstract record Fill;

public sealed record SolidFill(Paint Paint) : Fill;

/// <summary>
/// Parallel lines. <paramref name="Angle"/> in degrees counterclockwise from the x axis; <paramref name="Distance"/>
/// between the axes of neighbouring lines; lines lie on one grid for the whole map so that polygons and tiles match.
/// </summary>
internal sealed record HatchFill(Parameter<double> Angle, Length Distance, Length Offset, IReadOnlyList<Stroke> Strokes) : Fill;

/// <summary>
/// Marks on a grid. Every other row is shifted by <paramref name="DisplacementX"/>, every other column by
/// <paramref name="DisplacementY"/>; the grid as a whole by the offsets and turned by <paramref name="Angle"/> degrees.
/// </summary>
internal sealed record PatternFill(IReadOnlyList<PointSymbolizer> Marks, Length DistanceX, Length DistanceY) : Fill
{
    public Length DisplacementX { get; init; } = Length.Zero;

    public Length DisplacementY { get; init; } = Length.Zero;

    public Length OffsetX { get; init; } = Length.Zero;

    public Length OffsetY { get; init; } = Length.Zero;

    public Parameter<double> Angle { get; init; }
}

/// <summary>Qt's brush patterns: an 8 by 8 bitmap in device pixels, row by row from the top, each row's leftmost pixel in its lowest
/// bit.</summary>
internal sealed record BitmapFill(Paint Paint, ulong Bits) : Fill;
