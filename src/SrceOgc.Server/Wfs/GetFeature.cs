using SrceOgc.Features.Formats;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Configuration;
using SrceOgc.Server.FeatureRequests;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Wfs;

/// <summary>
/// WFS 2.0.0, 11; 1.1.0, 9; 1.0.0, 9.
/// 1. Understand: format, queries, page. 2. Answer 304 when the client has it. 3. Count, exactly, from the selection.
/// 4. Write the head with its numbers and links. 5. Stream the features.
/// </summary>
internal sealed class GetFeature(Settings settings, FeatureAdmission admission)
{
    public async Task Answer(ServiceRequest request, WfsVersion version, IReadOnlyList<QueryText> texts)
    {
        var format = FormatOf(request.Parameters, version);
        Resolve(request.Parameters);
        var queries = new QueryResolver(request, version, format).Resolve(texts);
        if (queries.Count == 0)
            throw ServiceException.Missing(version.TypesParameter);
        if (request.IsNotModified($"f{request.Catalog.Sequence}"))
            return;
        var page = PageRequest.Read(request, version, format, settings);
        await using var answer = new StreamedAnswer(request, format.ContentType());
        request.SetFileName(format, queries.Count == 1 ? queries[0].Layer.Title.French : "srce");
        using var encoder = format.CreateEncoder(new EncodingContext(answer.Output, WfsNames.Prefix, request.Catalog.Service.NamespaceUri));
        var links = new PageLinks(request, version, "GetFeature", format.MediaType, texts);
        var schema = SchemaAddress.Of(request, version, [.. queries.Select(query => query.Layer)]);
        await page.Write(new FeatureStream(request, answer, encoder, admission), queries, links, version, format, schema);
    }

    private static FeatureFormat FormatOf(Parameters parameters, WfsVersion version)
    {
        if (parameters.Optional("OUTPUTFORMAT") is not { } asked)
            return version.Format;
        if (version.Format.Answers(asked) || asked.StartsWith("text/xml", StringComparison.OrdinalIgnoreCase)
            && !asked.Contains("subtype", StringComparison.OrdinalIgnoreCase))
            return version.Format;
        return FeatureFormats.Find(asked) ?? throw ServiceException.Invalid(
            "OUTPUTFORMAT", asked, string.Join(", ", FeatureFormats.All.Select(format => format.MediaType)),
                string.Join(", ", FeatureFormats.All.Select(format => format.MediaType)));
    }

    /// <summary>There are no references to resolve, so that "local" and "none" ask for the same; "remote" is refused.</summary>
    public static void Resolve(Parameters parameters)
    {
        if (parameters.Optional("RESOLVE") is { } resolve && resolve.ToLowerInvariant() is not ("none" or "local"))
            throw ServiceException.Invalid("RESOLVE", resolve, "none ou local", "none or local");
    }
}
