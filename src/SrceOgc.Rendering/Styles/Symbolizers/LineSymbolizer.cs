namespace SrceOgc.Rendering.Styles.Symbolizers;

/// <summary>A stroke along lines or rings.</summary>
public sealed record LineSymbolizer(Stroke Stroke) : Symbolizer
{
    /// <summary>Perpendicular to the line, to the left of its direction when positive (SE 1.1, 11.1.5).</summary>
    public Length PerpendicularOffset { get; init; } = Length.Zero;

    /// <summary>The part of the stroke outside the polygon is not drawn (QGIS, "tracer uniquement à l'intérieur du polygone").</summary>
    public bool InsideOnly { get; init; }

    /// <summary>Left out at the line's start; a percentage is of its length; below 0, all but that much at its end.</summary>
    public Length TrimStart { get; init; } = Length.Zero;

    /// <summary>Left out at the line's end.</summary>
    public Length TrimEnd { get; init; } = Length.Zero;

    public bool IsTrimmed => !TrimStart.IsZero || !TrimEnd.IsZero;

    /// <summary>A shift of the whole line, in x and y on the picture, y downwards.</summary>
    public Length OffsetX { get; init; } = Length.Zero;

    public Length OffsetY { get; init; } = Length.Zero;
}
