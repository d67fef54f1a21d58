using System.Globalization;
using SrceOgc.Features.Formats;
using SrceOgc.Features.Formats.GeoJson;
using SrceOgc.Features.Formats.Writing;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Configuration;
using SrceOgc.Server.FeatureRequests;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.OgcApi;

/// <summary>
/// 17-069r4, 7.15 and 7.16: features of a collection, and one of them.
/// 1. Understand. 2. Answer 304 when the client has it. 3. Count, exactly. 4. Head, with numbers and links. 5. Stream.
/// </summary>
internal sealed class Items(Settings settings, FeatureAdmission admission)
{
    private const string Prefix = "srce";

    /// <summary>A header that repeats a filter of a hundred kilobytes would break clients and proxies.</summary>
    private const int LongestLinks = 8_000;

    public Task AnswerAll(ServiceRequest request, CatalogLayer layer)
    {
        var format = Representation.OfFeatures(request);
        var asked = ItemsRequest.Read(request, layer, format, settings);
        var links = new ItemLinks(request, layer, format);
        return Answer(request, format, asked.Query, asked.Start, asked.Count, (matched, returned) =>
        {
            CheckWhole(format, asked, matched);
            return new CollectionHead(matched, returned, request.Now) { Links = links.OfPage(matched, asked.Start, asked.Count) };
        });
    }

    public Task AnswerOne(ServiceRequest request, CatalogLayer layer, string feature)
    {
        var format = Representation.OfFeatures(request);
        var query = ItemsRequest.ReadOne(request, layer, feature, format);
        var links = new ItemLinks(request, layer, format);
        return Answer(request, format, query, 0, 1, (matched, returned) => matched == 0
            ? throw new ServiceException("NotFound", "featureId", new(
                $"La collection « {layer.Name} » n'a pas d'objet « {ServiceException.Shortened(feature)} ».",
                    $"Collection '{layer.Name}' has no feature '{ServiceException.Shortened(feature)}'."), 404)
            : new CollectionHead(matched, returned, request.Now) { IsSingleFeature = true, Links = links.OfFeature() });
    }

    private async Task Answer(ServiceRequest request, FeatureFormat? format, LayerQuery query, long start, long count,
        Func<long, long, CollectionHead> describe)
    {
        // What does not exist is 404 before it is "not modified".
        if (query.IsSingleFeature && query.Source.Count(query.Query) == 0)
            describe(0, 0);
        if (request.IsNotModified($"i{request.Catalog.Sequence}{request.Language}{format?.Key ?? "html"}"))
            return;
        await using var answer = new StreamedAnswer(request, format?.ContentType() ?? HtmlPage.MediaType);
        using var encoder = Encoder(request, format, query, answer);
        if (query.Layer.IsSpatial)
            request.Response.Headers["Content-Crs"] = $"<{query.Selection.Crs}>";
        if (format is not null)
            request.SetFileName(format, query.Layer.Title.French);
        await new FeatureStream(request, answer, encoder, admission).Write([query], start, count, (matched, returned) =>
        {
            var head = describe(matched, returned);
            SetHeaders(request, head);
            return head;
        });
    }

    private static FeatureEncoder Encoder(ServiceRequest request, FeatureFormat? format, LayerQuery query, StreamedAnswer answer)
    {
        if (format is not null)
            return format.CreateEncoder(
                new EncodingContext(answer.Output, Prefix, request.Catalog.Service.NamespaceUri) { GeoJson = GeoJsonDialect.OgcApi });
        request.Response.Headers.ContentSecurityPolicy = ContentPolicy.Page;
        return new HtmlItemsEncoder(answer.Output, request, query.Layer);
    }

    /// <summary>Formats without room for links and numbers have them here (17-069r4, recommendations 12 and 13).</summary>
    private static void SetHeaders(ServiceRequest request, CollectionHead head)
    {
        var headers = request.Response.Headers;
        var links = string.Join(", ", head.Links.Where(link => link.Rel is "next" or "prev" or "self")
            .Select(link => $"<{link.Href}>; rel=\"{link.Rel}\"; type=\"{link.Type}\""));
        if (links.Length <= LongestLinks)
            headers.Link = links;
        if (head.IsSingleFeature)
            return;
        headers["OGC-NumberMatched"] = head.Matched.ToString(CultureInfo.InvariantCulture);
        headers["OGC-NumberReturned"] = head.Returned.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>A file without a limit is the whole selection, or an error: never the beginning of it in silence.</summary>
    private void CheckWhole(FeatureFormat? format, ItemsRequest asked, long matched)
    {
        if (format?.IsWhole == true && !asked.HasLimit && matched - asked.Start > settings.MaxFeatures)
            throw new ServiceException("OperationProcessingFailed", "limit", new(
                $"La requête désigne {matched} objets ; une réponse en contient au plus {settings.MaxFeatures}. Restreindre par un "
                    + $"filtre ou par limit.",
                $"The query matches {matched} features; an answer holds {settings.MaxFeatures} at most. Narrow it by a filter or by "
                    + $"limit."));
    }
}
