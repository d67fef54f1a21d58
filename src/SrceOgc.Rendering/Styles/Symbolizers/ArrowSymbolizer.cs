namespace SrceOgc.Rendering.Styles.Symbolizers;

internal enum ArrowHeads : byte
{
    End,
    Start,
    Both,
}

/// <summary>A line drawn as an arrow, filled and outlined: a shaft that may taper, and triangular heads.</summary>
internal sealed record ArrowSymbolizer : Symbolizer
{
    public Length Width { get; init; } = Length.Millimetres(1);

    public Length StartWidth { get; init; } = Length.Millimetres(1);

    public Length HeadLength { get; init; } = Length.Millimetres(1.5);

    /// <summary>How far a head stands out on each side of the shaft.</summary>
    public Length HeadThickness { get; init; } = Length.Millimetres(1.5);

    public ArrowHeads Heads { get; init; }

    /// <summary>One arrow for each segment rather than one for the whole line.</summary>
    public bool PerSegment { get; init; }

    /// <summary>A single arc from the line's first point to its last through its middle vertex.</summary>
    public bool Curved { get; init; }

    public IReadOnlyList<Paint> Fills { get; init; } = [];

    public IReadOnlyList<Stroke> Strokes { get; init; } = [];
}
