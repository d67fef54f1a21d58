using SrceOgc.Features.Texts;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Configuration;
using SrceOgc.Server.FeatureRequests;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.OgcApi;

/// <summary>OGC API – Features (17-069r4, 18-058r1, 19-079r2, 23-058r1) below <see cref="Folder"/>: finds the resource of a path.</summary>
internal sealed class OgcApiService(Settings settings, FeatureAdmission admission) : IService
{
    public const string Folder = "/ogc";

    private readonly Items _items = new(settings, admission);

    public ErrorDialect DialectOf(Parameters parameters) => ErrorDialect.Problem;

    public Task Answer(ServiceRequest request)
    {
        request.Response.Headers.Vary = "Accept, Accept-Language";
        var steps = request.Path[Folder.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries);
        return steps switch
        {
            [] => Send(request, new LandingPage(request)),
            ["conformance"] => Send(request, new ConformanceDeclaration(request)),
            ["api"] => Send(request, new ApiDefinition(request, settings)),
            ["collections"] => Send(request, new CollectionList(request)),
            ["collections", var id] => Send(request, new CollectionPage(request, Layer(request, id))),
            ["collections", var id, "queryables"] => Send(request, LayerSchema.Queryables(request, Layer(request, id))),
            ["collections", var id, "schema"] => Send(request, LayerSchema.Returnables(request, Layer(request, id))),
            ["collections", var id, "items"] => _items.AnswerAll(request, Layer(request, id)),
            ["collections", var id, "items", var feature] => _items.AnswerOne(request, Layer(request, id), feature),
            _ => throw new ServiceException("NotFound", null,
                new("Cette adresse n'existe pas ; le point d'entrée est /ogc.", "There is no such address; the entry point is /ogc."), 404),
        };
    }

    /// <summary>A document is the same for everybody as long as its catalogue: made once in each language and representation.</summary>
    private async Task Send(ServiceRequest request, OgcDocument document)
    {
        KnownParameters.Check(request.Parameters);
        var isHtml = Representation.IsHtmlAsked(request, document.MediaType);
        if (request.IsNotModified($"o{request.Catalog.Sequence}{request.Language}{(isHtml ? "h" : "j")}"))
            return;
        var bytes = request.Catalog.Memo.GetOrAdd(
            $"{request.Path.TrimEnd('/')} {isHtml} {request.Language} {request.PublicUrl}", () =>
                isHtml ? HtmlPage.Write(request, document) : JsonAnswer.Make(document.WriteJson));
        if (isHtml)
            request.Response.Headers.ContentSecurityPolicy = ContentPolicy.Page;
        await using var answer = new StreamedAnswer(request, isHtml ? HtmlPage.MediaType : document.MediaType);
        answer.Output.Write(bytes);
        await answer.Complete();
    }

    private static CatalogLayer Layer(ServiceRequest request, string id) =>
        request.Catalog.Find(id) ?? throw request.OrGone(new("NotFound", "collectionId", new(
        $"La collection « {ServiceException.Shortened(id)} » n'existe pas ; la liste est à /ogc/collections.",
            $"Collection '{ServiceException.Shortened(id)}' does not exist; the list is at /ogc/collections."), 404), id);
}
