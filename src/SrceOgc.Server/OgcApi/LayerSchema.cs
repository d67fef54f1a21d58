using System.Text;
using System.Text.Json;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.FeatureRequests;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.OgcApi;

/// <summary>
/// The properties of a layer as JSON Schema: what filters may name (19-079r2, 6.2), and with the identifier what features
/// hold (23-058r1, 7 and 8).
/// </summary>
internal sealed class LayerSchema : OgcDocument
{
    public const string SchemaType = "application/schema+json";

    private readonly CatalogLayer _layer;
    private readonly bool _isQueryables;

    private LayerSchema(ServiceRequest request, CatalogLayer layer, bool isQueryables)
        : base(request)
    {
        _layer = layer;
        _isQueryables = isQueryables;
    }

    public override string Title => _isQueryables
        ? Say($"Propriétés interrogeables de « {_layer.Title.French} »", $"Queryables of '{_layer.Title.English}'")
        : Say($"Schéma de « {_layer.Title.French} »", $"Schema of '{_layer.Title.English}'");

    public override string MediaType => SchemaType;

    public override IReadOnlyList<(string Title, string Address)> Above =>
        [("OGC API", Root), ("Collections", Root + "/collections"),
            (_layer.Title.In(Request.Language), $"{Root}/collections/{_layer.Name}")];

    public static LayerSchema Queryables(ServiceRequest request, CatalogLayer layer) => new(request, layer, isQueryables: true);

    public static LayerSchema Returnables(ServiceRequest request, CatalogLayer layer) => new(request, layer, isQueryables: false);

    public override void WriteJson(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("$schema", "https://json-schema.org/draft/2020-12/schema");
        json.WriteString("$id", Address);
        json.WriteString("type", "object");
        json.WriteString("title", Title);
        json.WriteStartObject("properties");
        WriteProperties(json);
        json.WriteEndObject();
        json.WriteBoolean("additionalProperties", false);
        json.WriteEndObject();
    }

    public override void WriteHtml(StringBuilder html)
    {
        html.Append($"<table><tr><th>{Say("Propriété", "Property")}</th><th>{Say("Titre", "Title")}</th><th>Type</th></tr>");
        foreach (var field in _layer.Type.Fields)
            html.Append($"<tr><td><code>{field.Name}</code></td><td>{HtmlText.Encode(field.Title)}</td><td>{JsonType(field.Kind)} "
                + $"{Format(field.Kind)}</td></tr>");
        if (_layer.IsSpatial)
            html.Append($"<tr><td><code>{_layer.Type.GeometryName}</code></td><td>{Say("Géométrie", "Geometry")}</td>"
                + $"<td>{GeometryFormat(_layer.Type.Family)}</td></tr>");
        html.Append("</table>");
    }

    public static string JsonType(FieldKind kind) => kind switch
    {
        FieldKind.Boolean => "boolean",
        FieldKind.Integer => "integer",
        FieldKind.Real => "number",
        _ => "string",
    };

    public static string? Format(FieldKind kind) => kind switch
    {
        FieldKind.Date => "date",
        FieldKind.DateTime => "date-time",
        _ => null,
    };

    private void WriteProperties(Utf8JsonWriter json)
    {
        var time = TimeField.Of(_layer.Type);
        var sequence = 0;
        if (!_isQueryables)
            WriteIdentifier(json, ++sequence);
        for (var i = 0; i < _layer.Type.Fields.Count; i++)
            WriteField(json, _layer.Type.Fields[i], isTime: i == time, ++sequence);
        if (_layer.IsSpatial)
            WriteGeometry(json, ++sequence);
    }

    private void WriteIdentifier(Utf8JsonWriter json, int sequence)
    {
        json.WriteStartObject(_layer.Type.IndexOf("id") < 0 ? "id" : "id_objet");
        json.WriteString("title", Say("Identifiant", "Identifier"));
        json.WriteString("type", "integer");
        json.WriteString("x-ogc-role", "id");
        json.WriteBoolean("readOnly", true);
        json.WriteNumber("x-ogc-propertySeq", sequence);
        json.WriteEndObject();
    }

    private static void WriteField(Utf8JsonWriter json, Field field, bool isTime, int sequence)
    {
        json.WriteStartObject(field.Name);
        json.WriteString("title", field.Title);
        json.WriteString("type", JsonType(field.Kind));
        if (Format(field.Kind) is { } format)
            json.WriteString("format", format);
        if (field.Kind == FieldKind.Blob)
            json.WriteString("contentEncoding", "base64");
        if (field.MaxLength > 0)
            json.WriteNumber("maxLength", field.MaxLength);
        if (isTime)
            json.WriteString("x-ogc-role", "primary-instant");
        json.WriteNumber("x-ogc-propertySeq", sequence);
        json.WriteEndObject();
    }

    private void WriteGeometry(Utf8JsonWriter json, int sequence)
    {
        json.WriteStartObject(_layer.Type.GeometryName);
        json.WriteString("title", Say("Géométrie", "Geometry"));
        json.WriteString("format", GeometryFormat(_layer.Type.Family));
        json.WriteString("x-ogc-role", "primary-geometry");
        json.WriteNumber("x-ogc-propertySeq", sequence);
        json.WriteEndObject();
    }

    private static string GeometryFormat(GeometryFamily family) => family switch
    {
        GeometryFamily.Point => "geometry-point-or-multipoint",
        GeometryFamily.Line => "geometry-linestring-or-multilinestring",
        GeometryFamily.Polygon => "geometry-polygon-or-multipolygon",
        _ => "geometry-any",
    };
}
