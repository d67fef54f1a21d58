namespace SrceOgc.Rendering.Styles.Symbolizers;

/// <summary>
/// A graphic at a point. <see cref="Size"/> is the height of the graphic's box; the order of the transforms is scale,
/// displacement, rotation (so that the displacement turns with the graphic, as QGIS does), then the place of the point.
/// </summary>
internal sealed record PointSymbolizer(Graphic Graphic) : Symbolizer
{
    public Length Size { get; init; } = Length.Pixels(6);

    /// <summary>Width over height, 1 for a square box.</summary>
    public Parameter<double> Aspect { get; init; } = 1.0;

    /// <summary>In degrees clockwise.</summary>
    public Parameter<double> Rotation { get; init; }

    /// <summary>To the right.</summary>
    public Length OffsetX { get; init; } = Length.Zero;

    /// <summary>Downwards.</summary>
    public Length OffsetY { get; init; } = Length.Zero;

    /// <summary>The point of the graphic's box that lies on the feature's point: (0, 0) left and top, (0.5, 0.5) the centre.</summary>
    public double AnchorX { get; init; } = 0.5;

    public double AnchorY { get; init; } = 0.5;

    /// <summary>A mark on every point of multi-part geometries rather than on the largest part only.</summary>
    public bool EveryPart { get; init; } = true;

    /// <summary>Marks of polygons are drawn only where the polygon is (QGIS, centroid fill clipped).</summary>
    public bool ClipToPolygon { get; init; }
}
