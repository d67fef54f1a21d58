using System.Text.Json;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Layers;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Configuration;

namespace SrceOgc.Server.OgcApi;

/// <summary>The parameters of the interface, as OpenAPI has them.</summary>
internal static class ApiParameters
{
    public static void Write(Utf8JsonWriter json, Language language, Settings settings)
    {
        json.WriteStartObject("parameters");
        foreach (var (name, french, english, schema) in All(settings))
            WriteParameter(json, name, name, language == Language.French ? french : english, name == "featureId" ? "path" : "query",
                schema);
        json.WriteEndObject();
    }

    public static void WriteReference(Utf8JsonWriter json, string name)
    {
        json.WriteStartObject();
        json.WriteString("$ref", "#/components/parameters/" + name);
        json.WriteEndObject();
    }

    /// <summary>A field of a collection as a condition of equality.</summary>
    public static void WriteCondition(Utf8JsonWriter json, Field field) => WriteParameter(json, null, field.Name, field.Title, "query", j =>
    {
        j.WriteString("type", LayerSchema.JsonType(field.Kind));
        if (LayerSchema.Format(field.Kind) is { } format)
            j.WriteString("format", format);
    });

    private static IEnumerable<(string Name, string French, string English, Action<Utf8JsonWriter> Schema)> All(Settings settings)
    {
        yield return ("f", "Représentation, avant l'en-tête Accept", "Representation, before the Accept header", json =>
            json.WriteString("type", "string"));
        yield return ("language", "Langue des textes : fre ou eng", "Language of texts: fre or eng", json =>
            json.WriteString("type", "string"));
        yield return ("featureId", "Identifiant de l'objet", "Identifier of the feature", json => json.WriteString("type", "string"));
        yield return ("limit", "Nombre d'objets de la page", "Features of the page", json => WriteLimit(json, settings));
        yield return ("offset", "Nombre d'objets avant la page", "Features before the page", json => WriteInteger(json, 0));
        yield return ("bbox", "Emprise : 4 nombres, ou 6 dont les hauteurs ne comptent pas",
            "Box: 4 numbers, or 6 of which heights do not count", WriteBox);
        yield return ("bbox-crs", "Système de bbox", "System of bbox", WriteUri);
        yield return ("crs", "Système des coordonnées de la réponse", "System of the coordinates of the answer", WriteUri);
        yield return ("datetime", "Date, ou intervalle début/fin, « .. » pour une borne ouverte",
            "Date, or interval begin/end, '..' for an open end", json => json.WriteString("type", "string"));
        yield return ("filter", "Condition en CQL2", "Condition in CQL2", WriteFilter);
        yield return ("filter-lang", "Langage de filter", "Language of filter", WriteLanguages);
        yield return ("filter-crs", "Système des géométries de filter", "System of the geometries of filter", WriteUri);
        yield return ("sortby", "Propriétés de tri, + ou - devant", "Sort keys, each after + or -", WriteNames);
        yield return ("properties", "Propriétés à donner", "Properties to give", WriteNames);
        yield return ("skipGeometry", "Sans géométrie", "Without geometry", json => json.WriteString("type", "boolean"));
    }

    private static void WriteParameter(Utf8JsonWriter json, string? key, string name, string description, string place,
        Action<Utf8JsonWriter> schema)
    {
        if (key is null)
            json.WriteStartObject();
        else
            json.WriteStartObject(key);
        json.WriteString("name", name);
        json.WriteString("in", place);
        json.WriteString("description", description);
        json.WriteBoolean("required", place == "path");
        // Lists are one value with commas; for single values it says the same, and the standard's definitions have it (17-069r4, 7.15).
        if (place == "query")
        {
            json.WriteString("style", "form");
            json.WriteBoolean("explode", false);
        }

        json.WriteStartObject("schema");
        schema(json);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteLimit(Utf8JsonWriter json, Settings settings)
    {
        WriteInteger(json, 1);
        json.WriteNumber("maximum", settings.MaxFeatures);
        json.WriteNumber("default", Math.Min(ItemsRequest.DefaultLimit, settings.MaxFeatures));
    }

    private static void WriteInteger(Utf8JsonWriter json, int least)
    {
        json.WriteString("type", "integer");
        json.WriteNumber("minimum", least);
    }

    private static void WriteFilter(Utf8JsonWriter json)
    {
        json.WriteString("type", "string");
        json.WriteNumber("maxLength", RequestLimits.FilterCharacters);
    }

    private static void WriteBox(Utf8JsonWriter json)
    {
        json.WriteString("type", "array");
        json.WriteNumber("minItems", 4);
        json.WriteNumber("maxItems", 6);
        WriteItems(json, "number");
    }

    private static void WriteNames(Utf8JsonWriter json)
    {
        json.WriteString("type", "array");
        WriteItems(json, "string");
    }

    private static void WriteItems(Utf8JsonWriter json, string type)
    {
        json.WriteStartObject("items");
        json.WriteString("type", type);
        json.WriteEndObject();
    }

    private static void WriteUri(Utf8JsonWriter json)
    {
        json.WriteString("type", "string");
        json.WriteString("format", "uri");
        json.WriteString("default", CollectionDescription.LonLat);
    }

    private static void WriteLanguages(Utf8JsonWriter json)
    {
        json.WriteString("type", "string");
        json.WriteStartArray("enum");
        json.WriteStringValue("cql2-text");
        json.WriteStringValue("cql2-json");
        json.WriteEndArray();
        json.WriteString("default", "cql2-text");
    }
}
