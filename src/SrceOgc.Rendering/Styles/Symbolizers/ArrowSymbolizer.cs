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

    /// <summary>From the axis to a head's corner.</summary>
    public Length HeadThickness { get; init; } = Length.Millimetres(1.5);

    public ArrowHeads Heads { get; init; }

    /// <summary>One arrow for each segment, or each two segments when curved, rather than one from the first point to the last.</summary>
    public bool PerSegment { get; init; }

    /// <summary>Along the circle through three points rather than straight.</summary>
    public bool Curved { get; init; }

    public IReadOnlyList<Paint> Fills { get; init; } = [];

    public IReadOnlyList<Stroke> Strokes { get; init; } = [];
}
