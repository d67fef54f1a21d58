using System.Text;
using System.Text.Json;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Configuration;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.OgcApi;

/// <summary>
/// The definition of the interface in OpenAPI 3.0 (17-069r4, 7.3 and 9), with nothing outside itself. Items have a path for
/// each collection, as GDAL looks there for the conditions that a collection takes; QGIS and GDAL read the limits of "limit".
/// </summary>
internal sealed class ApiDefinition(ServiceRequest request, Settings settings) : OgcDocument(request)
{
    public const string OpenApiType = "application/vnd.oai.openapi+json;version=3.0";

    public override string Title => Say("Documentation de l'interface", "Documentation of the interface");

    public override string MediaType => OpenApiType;

    public override IReadOnlyList<(string Title, string Address)> Above => [("OGC API", Root)];

    public override void WriteJson(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("openapi", "3.0.3");
        WriteInfo(json);
        json.WriteStartArray("servers");
        json.WriteStartObject();
        json.WriteString("url", Root);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartObject("paths");
        WritePaths(json);
        json.WriteEndObject();
        json.WriteStartObject("components");
        ApiParameters.Write(json, Request.Language, settings);
        ApiSchemas.Write(json);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public override void WriteHtml(StringBuilder html)
    {
        html.Append($"<p>{Say("La même chose pour les machines :", "The same for machines:")} <a "
            + $"href=\"{HtmlText.Encode(Root)}/api?f=json\">OpenAPI 3.0</a></p>");
        using var document = JsonDocument.Parse(JsonAnswer.Make(WriteJson));
        ApiPage.Append(html, document.RootElement, Root);
    }

    private void WriteInfo(Utf8JsonWriter json)
    {
        var service = Request.Catalog.Service;
        json.WriteStartObject("info");
        json.WriteString("title", service.Title.Text.In(Request.Language));
        json.WriteString("description", service.Abstract.Text.In(Request.Language));
        json.WriteString("version", "1.0.0");
        WriteContact(json, service.Contact);
        json.WriteEndObject();
    }

    /// <summary>OpenAPI 3.0, 4.7.3: an e-mail and an address are such or not there.</summary>
    private static void WriteContact(Utf8JsonWriter json, Contact contact)
    {
        json.WriteStartObject("contact");
        if (contact.Organization.Length > 0)
            json.WriteString("name", contact.Organization);
        if (contact.Email.Contains('@'))
            json.WriteString("email", contact.Email);
        if (Uri.IsWellFormedUriString(contact.Site, UriKind.Absolute))
            json.WriteString("url", contact.Site);
        json.WriteEndObject();
    }

    private void WritePaths(Utf8JsonWriter json)
    {
        WriteGet(json, "/", "getLandingPage", Say("Point d'entrée", "Landing page"), "landingPage", Representation.Json);
        WriteGet(json, "/conformance", "getConformanceDeclaration", Say("Classes de conformité", "Conformance classes"), "confClasses",
            Representation.Json);
        WriteGet(json, "/api", "getApi", Title, "document", OpenApiType);
        WriteGet(json, "/collections", "getCollections", Say("Les collections", "The collections"), "collections", Representation.Json);
        foreach (var layer in Request.Catalog.Layers)
            WriteCollection(json, layer);
    }

    private void WriteCollection(Utf8JsonWriter json, CatalogLayer layer)
    {
        var (path, name, title) = ("/collections/" + layer.Name, layer.Name, layer.Title.In(Request.Language));
        WriteGet(json, path, "describe_" + name, title, "collection", Representation.Json);
        WriteGet(json, path + "/queryables", "queryables_" + name, Say($"{title} : propriétés interrogeables", $"{title}: queryables"),
            "document", LayerSchema.SchemaType);
        WriteGet(json, path + "/schema", "schema_" + name, Say($"{title} : schéma", $"{title}: schema"), "document",
            LayerSchema.SchemaType);
        WriteGet(json, path + "/items", "items_" + name, Say($"{title} : objets", $"{title}: features"), "featureCollection",
            "application/geo+json", j =>
        {
            foreach (var parameter in ItemsRequest.Names)
                ApiParameters.WriteReference(j, parameter);
            foreach (var field in layer.Type.Fields.Where(field => !KnownParameters.Contains(ItemsRequest.Names.ToArray(), field.Name)))
                ApiParameters.WriteCondition(j, field);
        });
        WriteGet(json, path + "/items/{featureId}", "item_" + name, Say($"{title} : un objet", $"{title}: one feature"), "feature",
            "application/geo+json", j =>
        {
            ApiParameters.WriteReference(j, "featureId");
            foreach (var parameter in ItemsRequest.NamesOfOne)
                ApiParameters.WriteReference(j, parameter);
        });
    }

    private static void WriteGet(Utf8JsonWriter json, string path, string operation, string summary, string schema, string mediaType,
        Action<Utf8JsonWriter>? parameters = null)
    {
        json.WriteStartObject(path);
        json.WriteStartObject("get");
        json.WriteString("operationId", operation);
        json.WriteString("summary", summary);
        json.WriteStartArray("parameters");
        parameters?.Invoke(json);
        ApiParameters.WriteReference(json, "f");
        ApiParameters.WriteReference(json, "language");
        json.WriteEndArray();
        ApiSchemas.WriteResponses(json, summary, schema, mediaType);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
