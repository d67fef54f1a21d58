using System.Text.Json;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Catalogs;

namespace SrceOgc.Server.Wfs;

/// <summary>
/// The schema of some layers in JSON, which no standard has: the members are those of GeoServer, for the viewers (MapStore) that build
/// tables and forms from them.
/// </summary>
internal static class JsonSchemaWriter
{
    public static byte[] Write(IReadOnlyList<CatalogLayer> layers, string namespaceUri) => JsonAnswer.Make(json =>
    {
        json.WriteStartObject();
        json.WriteString("elementFormDefault", "qualified");
        json.WriteString("targetNamespace", namespaceUri);
        json.WriteString("targetPrefix", WfsNames.Prefix);
        json.WriteStartArray("featureTypes");
        foreach (var layer in layers)
            WriteType(json, layer);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void WriteType(Utf8JsonWriter json, CatalogLayer layer)
    {
        json.WriteStartObject();
        json.WriteString("typeName", layer.Name);
        json.WriteStartArray("properties");
        if (layer.IsSpatial)
            WriteProperty(json, layer.Type.GeometryName, "gml:" + GeometryType(layer.Type), GeometryType(layer.Type));
        foreach (var field in layer.Type.Fields)
            WriteProperty(json, field.Name, SchemaWriter.XsdType(field.Kind), LocalType(field.Kind));
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteProperty(Utf8JsonWriter json, string name, string type, string localType)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteNumber("maxOccurs", 1);
        json.WriteNumber("minOccurs", 0);
        json.WriteBoolean("nillable", true);
        json.WriteString("type", type);
        json.WriteString("localType", localType);
        json.WriteEndObject();
    }

    private static string LocalType(FieldKind kind) => kind switch
    {
        FieldKind.Boolean => "boolean",
        FieldKind.Integer => "int",
        FieldKind.Real => "number",
        FieldKind.Date => "date",
        FieldKind.DateTime => "date-time",
        FieldKind.Blob => "base64Binary",
        _ => "string",
    };

    private static string GeometryType(FeatureType type) => (type.Family, type.IsMulti) switch
    {
        (GeometryFamily.Point, false) => "Point",
        (GeometryFamily.Point, true) => "MultiPoint",
        (GeometryFamily.Line, false) => "LineString",
        (GeometryFamily.Line, true) => "MultiLineString",
        (GeometryFamily.Polygon, false) => "Polygon",
        (GeometryFamily.Polygon, true) => "MultiPolygon",
        _ => "Geometry",
    };
}
