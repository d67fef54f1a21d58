namespace SrceOgc.Rendering.Styles.Symbolizers;

/// <summary>The inside of polygons; their outline is a <see cref="LineSymbolizer"/> that follows.</summary>
public sealed record PolygonSymbolizer(Fill Fill) : Symbolizer
{
    public Length OffsetX { get; init; } = Length.Zero;

    public Length OffsetY { get; init; } = Length.Zero;
}
