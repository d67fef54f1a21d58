using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;

namespace SrceOgc.Server.Wfs;

/// <summary>What differs between the application schemas of the three versions of GML, as data.</summary>
internal sealed record SchemaDialect(string GmlNamespace, string GmlSchema, string Feature, string Line, string MultiLine, string Polygon,
    string MultiPolygon, params IReadOnlyList<string> MediaTypes)
{
    public static readonly SchemaDialect Gml32 = new(
        "http://www.opengis.net/gml/3.2", "http://schemas.opengis.net/gml/3.2.1/gml.xsd", "AbstractFeature",
        "CurvePropertyType", "MultiCurvePropertyType", "SurfacePropertyType", "MultiSurfacePropertyType",
        "application/gml+xml; version=3.2", "text/xml; subtype=gml/3.2");

    public static readonly SchemaDialect Gml31 = new(
        "http://www.opengis.net/gml", "http://schemas.opengis.net/gml/3.1.1/base/gml.xsd", "_Feature",
        "CurvePropertyType", "MultiCurvePropertyType", "SurfacePropertyType", "MultiSurfacePropertyType",
        "text/xml; subtype=gml/3.1.1");

    public static readonly SchemaDialect Gml21 = new(
        "http://www.opengis.net/gml", "http://schemas.opengis.net/gml/2.1.2/feature.xsd", "_Feature",
        "LineStringPropertyType", "MultiLineStringPropertyType", "PolygonPropertyType", "MultiPolygonPropertyType",
        "XMLSCHEMA", "text/xml; subtype=gml/2.1.2");

    public static IReadOnlyList<SchemaDialect> All { get; } = [Gml32, Gml31, Gml21];

    public string PropertyType(FeatureType type) => (type.Family, type.IsMulti) switch
    {
        (GeometryFamily.Point, false) => "PointPropertyType",
        (GeometryFamily.Point, true) => "MultiPointPropertyType",
        (GeometryFamily.Line, false) => Line,
        (GeometryFamily.Line, true) => MultiLine,
        (GeometryFamily.Polygon, false) => Polygon,
        (GeometryFamily.Polygon, true) => MultiPolygon,
        _ => "GeometryPropertyType",
    };
}
