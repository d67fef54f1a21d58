using SrceOgc.Features.Budgets;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Wfs;

/// <summary>WFS 2.0.0, 9: without type names, all of them.</summary>
internal static class DescribeFeatureType
{
    /// <summary>The schema as JSON, in the form clients of GeoServer read.</summary>
    public const string Json = "application/json";

    public static Task Answer(ServiceRequest request, WfsVersion version)
    {
        var isJson = IsJson(request.Parameters);
        var dialect = isJson ? version.Schema : DialectOf(request.Parameters, version);
        var asked = request.Parameters.List("TYPENAMES") ?? request.Parameters.List("TYPENAME");
        if (asked?.Length > RequestLimits.Names)
            throw new ServiceException("InvalidParameterValue", version.TypesParameter, new(
                $"{version.TypesParameter} : au plus {RequestLimits.Names} noms.",
                    $"{version.TypesParameter}: at most {RequestLimits.Names} names."));
        IReadOnlyList<CatalogLayer> layers = asked is null
            ? request.Catalog.Layers
            : [.. asked.Select(name => WfsNames.Find(request.Catalog, name.Trim('(', ')', ' '), version.TypesParameter)).Distinct()];
        if (request.IsNotModified($"s{(isJson ? "j" : "")}{request.Catalog.Sequence}", 0))
            return Task.CompletedTask;
        if (isJson)
            return request.Send(Json + "; charset=utf-8", JsonSchemaWriter.Write(layers, request.Catalog.Service.NamespaceUri));
        var key = $"wfs schema {dialect.GmlSchema} {string.Join(',', layers.Select(layer => layer.Name))}";
        var document = request.Catalog.Memo.GetOrAdd(key, () => SchemaWriter.Write(layers, dialect, request.Catalog.Service.NamespaceUri));
        return request.Send(dialect.MediaTypes[0] == "XMLSCHEMA" ? "text/xml; charset=utf-8" : dialect.MediaTypes[0] + "; charset=utf-8",
            document);
    }

    private static bool IsJson(Parameters parameters) =>
        parameters.Optional("OUTPUTFORMAT") is { } asked
            && (asked.Trim().Equals("json", StringComparison.OrdinalIgnoreCase) || asked.Trim()
            .StartsWith(Json, StringComparison.OrdinalIgnoreCase));

    private static SchemaDialect DialectOf(Parameters parameters, WfsVersion version)
    {
        if (parameters.Optional("OUTPUTFORMAT") is not { } asked || asked.StartsWith("text/xml", StringComparison.OrdinalIgnoreCase)
            && !asked.Contains("subtype", StringComparison.OrdinalIgnoreCase))
            return version.Schema;
        var compact = Compact(asked);
        return SchemaDialect.All.FirstOrDefault(dialect =>
            dialect.MediaTypes.Any(type => compact.StartsWith(Compact(type), StringComparison.OrdinalIgnoreCase)))
            ?? throw ServiceException.Invalid("OUTPUTFORMAT", asked, $"{version.Schema.MediaTypes[0]} ou {Json}",
                $"{version.Schema.MediaTypes[0]} or {Json}");
    }

    private static string Compact(string type) => type.Replace(" ", "").Replace("+", "");
}
