using System.Text;
using System.Text.Json;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.OgcApi;

/// <summary>17-069r4, 7.4: only what is true.</summary>
internal sealed class ConformanceDeclaration(ServiceRequest request) : OgcDocument(request)
{
    private const string Specification = "http://www.opengis.net/spec/";

    public static IReadOnlyList<string> Classes { get; } =
    [
        .. new[]
        {
            "ogcapi-features-1/1.0/conf/core", "ogcapi-features-1/1.0/conf/oas30", "ogcapi-features-1/1.0/conf/html",
                "ogcapi-features-1/1.0/conf/geojson",
            "ogcapi-features-2/1.0/conf/crs",
            "ogcapi-features-3/1.0/conf/queryables", "ogcapi-features-3/1.0/conf/queryables-query-parameters",
                "ogcapi-features-3/1.0/conf/filter", "ogcapi-features-3/1.0/conf/features-filter",
            "ogcapi-features-5/1.0/conf/schemas", "ogcapi-features-5/1.0/conf/core-roles-features",
                "ogcapi-features-5/1.0/conf/returnables-and-receivables", "ogcapi-features-5/1.0/conf/queryables",
            "cql2/1.0/conf/cql2-text", "cql2/1.0/conf/cql2-json", "cql2/1.0/conf/basic-cql2", "cql2/1.0/conf/advanced-comparison-operators",
            "cql2/1.0/conf/case-insensitive-comparison", "cql2/1.0/conf/accent-insensitive-comparison",
            "cql2/1.0/conf/basic-spatial-functions", "cql2/1.0/conf/basic-spatial-functions-plus", "cql2/1.0/conf/spatial-functions",
                "cql2/1.0/conf/arithmetic",
            // The names of drafts for what is above, which QGIS 3.40 and STAC clients look for.
            "cql2/1.0/conf/basic-spatial-operators", "cql2/1.0/conf/spatial-operators",
        }.Select(name => Specification + name),
    ];

    public override string Title => Say("Conformité", "Conformance");

    public override IReadOnlyList<(string Title, string Address)> Above => [("OGC API", Root)];

    public override void WriteJson(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        WriteLinks(json, OwnLinks());
        json.WriteStartArray("conformsTo");
        foreach (var name in Classes)
            json.WriteStringValue(name);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    public override void WriteHtml(StringBuilder html)
    {
        html.Append("<ul>");
        foreach (var name in Classes)
            html.Append($"<li><a href=\"{name}\">{name}</a></li>");
        html.Append("</ul>");
    }
}
