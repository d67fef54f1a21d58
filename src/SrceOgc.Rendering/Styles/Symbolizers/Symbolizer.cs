using SrceOgc.Rendering.Styles.Expressions;

namespace SrceOgc.Rendering.Styles.Symbolizers;

/// <summary>Which points of the feature's geometry a symbolizer draws.</summary>
public enum GeometrySource : byte
{
    Feature,
    Centroid,
    PointOnSurface,
    StartPoint,
    EndPoint,
    Vertices,

    /// <summary>The rings of polygons, as lines.</summary>
    ExteriorRing,
    InteriorRings,
}

/// <summary>
/// One layer of a symbol. A line symbolizer draws the rings of polygons; a point symbolizer draws lines and polygons at a
/// point of theirs (SE 1.1, 11.3.2).
/// </summary>
public abstract record Symbolizer
{
    public GeometrySource Source { get; init; }

    /// <summary>
    /// What is drawn instead of the feature's geometry: one in the layer's system (QGIS, geometry generator); null for the feature's own.
    /// </summary>
    public StyleExpression? Generated { get; init; }

    /// <summary>Features for which it is false are not drawn by this symbolizer; null and unknown draw.</summary>
    public StyleExpression? Condition { get; init; }
}
