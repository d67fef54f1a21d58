namespace SrceOgc.Features.Geometries;

/// <summary>The family a layer's geometries belong to; a client such as QGIS accepts one family per feature type.</summary>
public enum GeometryFamily : byte
{
    None,
    Point,
    Line,
    Polygon,

    /// <summary>Several families in one column: published as the abstract geometry type.</summary>
    Mixed,
}
