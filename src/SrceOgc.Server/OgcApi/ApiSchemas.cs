using System.Text.Json;

namespace SrceOgc.Server.OgcApi;

/// <summary>The answers of the interface and their schemas, as OpenAPI has them.</summary>
internal static class ApiSchemas
{
    private static readonly (string Name, string Schema)[] All =
    [
        ("document", """{"type":"object"}"""),
        ("link", """
            {"type":"object","required":["href"],"properties":{"href":{"type":"string"},"rel":{"type":"string"},
            "type":{"type":"string"},"title":{"type":"string"}}}
            """),
        ("links", """{"type":"array","items":{"$ref":"#/components/schemas/link"}}"""),
        ("landingPage", """
            {"type":"object","required":["links"],"properties":{"title":{"type":"string"},"description":{"type":"string"},
            "links":{"$ref":"#/components/schemas/links"}}}
            """),
        ("confClasses", """
            {"type":"object","required":["conformsTo"],"properties":{"conformsTo":{"type":"array","items":{"type":"string"}}}}
            """),
        ("collections", """
            {"type":"object","required":["links","collections"],"properties":{"links":{"$ref":"#/components/schemas/links"},
            "collections":{"type":"array","items":{"$ref":"#/components/schemas/collection"}}}}
            """),
        ("collection", """
            {"type":"object","required":["id","links"],"properties":{"id":{"type":"string"},"title":{"type":"string"},
            "description":{"type":"string"},"extent":{"type":"object"},"itemType":{"type":"string"},"crs":{"type":"array",
            "items":{"type":"string"}},"storageCrs":{"type":"string"},"links":{"$ref":"#/components/schemas/links"}}}
            """),
        ("featureCollection", """
            {"type":"object","required":["type","features"],"properties":{"type":{"type":"string","enum":["FeatureCollection"]},
            "features":{"type":"array","items":{"$ref":"#/components/schemas/feature"}},"links":{"$ref":"#/components/schemas/links"},
            "timeStamp":{"type":"string","format":"date-time"},"numberMatched":{"type":"integer","minimum":0},
            "numberReturned":{"type":"integer","minimum":0}}}
            """),
        ("feature", """
            {"type":"object","required":["type","geometry","properties"],"properties":{"type":{"type":"string","enum":["Feature"]},
            "id":{"type":"integer"},"geometry":{"type":"object","nullable":true},"properties":{"type":"object","nullable":true},
            "links":{"$ref":"#/components/schemas/links"}}}
            """),
        ("problem", """
            {"type":"object","properties":{"status":{"type":"integer"},"title":{"type":"string"},"detail":{"type":"string"},
            "parameter":{"type":"string"}}}
            """),
    ];

    public static void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("schemas");
        foreach (var (name, schema) in All)
        {
            json.WritePropertyName(name);
            json.WriteRawValue(schema);
        }

        json.WriteEndObject();
    }

    public static void WriteResponses(Utf8JsonWriter json, string description, string schema, string mediaType)
    {
        json.WriteStartObject("responses");
        WriteResponse(json, "200", description, (mediaType, schema), (Representation.Html, null));
        WriteResponse(json, "default", "Erreur (RFC 9457)", ("application/problem+json", "problem"));
        json.WriteEndObject();
    }

    private static void WriteResponse(Utf8JsonWriter json, string status, string description,
        params ReadOnlySpan<(string MediaType, string? Schema)> contents)
    {
        json.WriteStartObject(status);
        json.WriteString("description", description);
        json.WriteStartObject("content");
        foreach (var (mediaType, schema) in contents)
        {
            json.WriteStartObject(mediaType);
            json.WriteStartObject("schema");
            json.WriteString(schema is null ? "type" : "$ref", schema is null ? "string" : "#/components/schemas/" + schema);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
