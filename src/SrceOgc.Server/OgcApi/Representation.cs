using SrceOgc.Features.Formats;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.OgcApi;

/// <summary>
/// Which representation a client gets: the parameter f, else what Accept prefers, else JSON. Accept never makes an error:
/// a client that names only types unknown here gets the default (RFC 9110, 12.5.1 allows it).
/// </summary>
internal static class Representation
{
    public const string Json = "application/json";

    public const string Html = "text/html";

    /// <summary>The formats of features, GeoJSON first; a page (null) is the other representation of everything.</summary>
    public static IReadOnlyList<FeatureFormat> FeatureFormatsHere { get; } = [.. FeatureFormats.Announced(FeatureFormats.GeoJson)];

    public static bool IsHtmlAsked(ServiceRequest request, string mediaType)
    {
        if (request.Parameters.Optional("f") is { } asked)
            return asked.ToLowerInvariant() switch
            {
                "html" or Html => true,
                "json" or Json => false,
                var other when other == mediaType => false,
                _ => throw ServiceException.Invalid("f", asked, "json ou html", "json or html"),
            };
        return Preferred(request)
            .FirstOrDefault(type => type is Html or "*/*" || type == mediaType || type.EndsWith("json", StringComparison.Ordinal)) is Html;
    }

    /// <summary>Of features: null for a page.</summary>
    public static FeatureFormat? OfFeatures(ServiceRequest request)
    {
        if (request.Parameters.Optional("f") is not { } asked)
            return Preferred(request).Select(Match)
                .FirstOrDefault(match => match.IsKnown, (IsKnown: true, Format: FeatureFormats.GeoJson)).Format;
        if (asked.Equals("html", StringComparison.OrdinalIgnoreCase) || asked.Equals(Html, StringComparison.OrdinalIgnoreCase))
            return null;
        var known = string.Join(", ", FeatureFormatsHere.Select(format => format.Key).Prepend("html").Prepend("json"));
        return FeatureFormats.Find(asked) ?? throw ServiceException.Invalid("f", asked, known, known);
    }

    private static (bool IsKnown, FeatureFormat? Format) Match(string type) => type switch
    {
        Html or "text/*" => (true, null),
        "*/*" or "application/*" => (true, FeatureFormats.GeoJson),
        _ => FeatureFormats.Find(type) is { } format ? (true, format) : (false, null),
    };

    /// <summary>The media types of Accept without their parameters, the most wanted first.</summary>
    private static IEnumerable<string> Preferred(ServiceRequest request) => request.Context.Request.GetTypedHeaders().Accept
        .Where(range => range.Quality is not 0)
        .OrderByDescending(range => range.Quality ?? 1)
        .Select(range => range.MediaType.ToString().ToLowerInvariant());
}
