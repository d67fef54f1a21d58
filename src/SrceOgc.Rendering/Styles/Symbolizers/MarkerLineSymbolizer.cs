namespace SrceOgc.Rendering.Styles.Symbolizers;

[Flags]
internal enum MarkerPlacement : byte
{
    None = 0,
    Interval = 1,
    FirstVertex = 2,
    LastVertex = 4,
    InnerVertices = 8,
    CentralPoint = 16,
    SegmentCenters = 32,
    Vertices = FirstVertex | LastVertex | InnerVertices,
}

/// <summary>Marks along a line or ring.</summary>
internal sealed record MarkerLineSymbolizer(IReadOnlyList<PointSymbolizer> Marks) : Symbolizer
{
    public MarkerPlacement Placement { get; init; } = MarkerPlacement.Interval;

    public Length Interval { get; init; } = Length.Millimetres(3);

    /// <summary>Along the line, from its start to the first mark.</summary>
    public Length StartOffset { get; init; } = Length.Zero;

    public Length PerpendicularOffset { get; init; } = Length.Zero;

    /// <summary>Marks turn with the line; their own rotation comes on top.</summary>
    public bool Rotate { get; init; } = true;
}
