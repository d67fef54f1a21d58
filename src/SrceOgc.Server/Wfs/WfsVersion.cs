using SrceOgc.Features.Formats;
using SrceOgc.Features.Formats.Gml;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Wfs;

/// <summary>What differs between the versions of WFS, as data.</summary>
internal sealed record WfsVersion(
    string Number, GmlDialect Dialect, string FilterNamespace, FeatureFormat Format, SchemaDialect Schema,
    string TypesParameter, string CountParameter, AxisOrderRule AxisOrder, CrsSpelling CrsSpelling, ErrorDialect Errors)
{
    public static readonly WfsVersion V200 = new(
        "2.0.0", GmlDialect.Gml32, "http://www.opengis.net/fes/2.0", FeatureFormats.Gml32, SchemaDialect.Gml32,
        "TYPENAMES", "COUNT", AxisOrderRule.BySpelling, CrsSpelling.Urn, ErrorDialect.Ows110)
    {
        HasPages = true,
        HasJoins = true,
        HasHits = true,
        Operations = ["GetCapabilities", "DescribeFeatureType", "ListStoredQueries", "DescribeStoredQueries", "GetFeature",
            "GetPropertyValue"],
    };

    public static readonly WfsVersion V110 = new(
        "1.1.0", GmlDialect.Gml31, "http://www.opengis.net/ogc", FeatureFormats.Gml31, SchemaDialect.Gml31,
        "TYPENAME", "MAXFEATURES", AxisOrderRule.BySpelling, CrsSpelling.Urn, ErrorDialect.Ows100)
    {
        HasHits = true,
        Operations = ["GetCapabilities", "DescribeFeatureType", "GetFeature"],
    };

    public static readonly WfsVersion V100 = new(
        "1.0.0", GmlDialect.Gml21, "http://www.opengis.net/ogc", FeatureFormats.Gml21, SchemaDialect.Gml21,
        "TYPENAME", "MAXFEATURES", AxisOrderRule.EastNorth, CrsSpelling.Code, ErrorDialect.Wfs100)
    {
        Operations = ["GetCapabilities", "DescribeFeatureType", "GetFeature"],
    };

    public static IReadOnlyList<WfsVersion> All { get; } = [V200, V110, V100];

    /// <summary>A default number of features, and links to the next page.</summary>
    public bool HasPages { get; private init; }

    /// <summary>Two names in one TYPENAMES ask for a join, and not for two queries.</summary>
    public bool HasJoins { get; private init; }

    public bool HasHits { get; private init; }

    public required IReadOnlyList<string> Operations { get; init; }

    /// <summary>The name a layer's own reference system goes by.</summary>
    public CrsName NameOf(Crs crs) => new(crs, CrsSpelling);

    /// <summary>The version whose error dialect fits, without failing.</summary>
    public static WfsVersion OfErrors(Parameters parameters) =>
        parameters.All.TryGetValue("VERSION", out var asked) && Match(asked) is { } version ? version : V200;

    /// <summary>Of an operation: the number asked for, or the highest.</summary>
    public static WfsVersion Of(Parameters parameters) => parameters.Optional("VERSION") is not { } asked
        ? V200
        : Match(asked) ?? throw ServiceException.Invalid("VERSION", asked, Numbers(" ou "), Numbers(" or "));

    /// <summary>
    /// Of GetCapabilities (OWS Common 06-121r3, 7.3.2): the first of ACCEPTVERSIONS spoken here; without it, VERSION as older
    /// clients send it, where an unknown number means the highest below it.
    /// </summary>
    public static WfsVersion Negotiate(Parameters parameters)
    {
        if (parameters.List("ACCEPTVERSIONS") is { } accepted)
            return accepted.Select(Match).FirstOrDefault(version => version is not null)
                ?? throw new ServiceException("VersionNegotiationFailed", "ACCEPTVERSIONS",
                    new($"Aucune des versions demandées n'est parlée ; au choix : {Numbers(", ")}.",
                    $"None of these versions is spoken; choose among: {Numbers(", ")}."));
        return parameters.Optional("VERSION") is { } asked ? Match(asked) ?? Below(asked) : V200;
    }

    /// <summary>"2.0.2" and "2.0" are 2.0.0: the third number has never changed what is written.</summary>
    private static WfsVersion? Match(string asked) =>
        All.FirstOrDefault(version => asked.Trim() is var text
            && (text == version.Number || text == version.Number[..3] || text.StartsWith(version.Number[..4], StringComparison.Ordinal)
            && text.Length == 5));

    private static WfsVersion Below(string asked) => Version.TryParse(asked, out var number)
        ? All.FirstOrDefault(version => Version.Parse(version.Number) <= number) ?? V100
        : V200;

    private static string Numbers(string separator) => string.Join(separator, All.Select(version => version.Number));
}
