using System.Collections.Frozen;

namespace SrceOgc.Features.Expressions.Model;

/// <summary>
/// Names that clients give without having read the schema: those of a geometry in other servers, and the properties every GML feature
/// inherits from gml:AbstractFeatureType, which features here never have.
/// </summary>
public static class UsualNames
{
    /// <summary>The prefix under which readers hand over names of the GML namespace, whatever prefix the client had bound.</summary>
    public const string GmlPrefix = "gml:";

    public const string BoundedBy = "gml:boundedBy";

    private static readonly FrozenSet<string> Geometries = new[]
    {
        "geometry", "the_geom", "geom", "msGeometry", "wkb_geometry", "ogr_geometry", "_ogr_geometry_", "geometryProperty", "shape",
            "geometrie", "wkt",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Inherited = new[]
    {
        BoundedBy, "gml:name", "gml:description", "gml:descriptionReference", "gml:identifier", "gml:metaDataProperty", "gml:location",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>A layer's only geometry under a name it has elsewhere.</summary>
    public static bool IsGeometry(string localName) => Geometries.Contains(localName);

    /// <summary>A property of gml:AbstractFeatureType (OGC 07-036, 9.4): known, and absent from every feature (FES 2.0, 7.7.3.5).</summary>
    public static bool IsInherited(string name) => Inherited.Contains(name);

    public static bool IsGmlNamespace(string? uri) => uri is "http://www.opengis.net/gml" or "http://www.opengis.net/gml/3.2";
}
