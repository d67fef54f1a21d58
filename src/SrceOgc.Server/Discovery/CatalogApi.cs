using System.Text.Json;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Discovery;

/// <summary>
/// Finding layers.
/// <code>
/// GET /api/v1/couches?q=&amp;trame=&amp;jeu=&amp;bbox=&amp;commune=&amp;debut=&amp;limite=   layers, with facets
/// GET /api/v1/couches/{name}                                          all that is known of one
/// GET /api/v1/etat?couches=name@version@style,…                       which have a newer version or style
/// </code>
/// </summary>
internal sealed class CatalogApi : IService
{
    public const string LayersPath = "/api/v1/couches";

    public const string StatePath = "/api/v1/etat";

    public ErrorDialect DialectOf(Parameters parameters) => ErrorDialect.Problem;

    public Task Answer(ServiceRequest request)
    {
        var path = request.Context.Request.Path.Value!.TrimEnd('/');
        request.Response.Headers.Vary = "Accept-Language";
        return path.Equals(LayersPath, StringComparison.OrdinalIgnoreCase) ? Send(request, LayerSearch.Write)
            : path.Equals(StatePath, StringComparison.OrdinalIgnoreCase) ? Send(request, ProjectState.Write)
            : Sheet(request, path[(LayersPath.Length + 1)..]);
    }

    private static Task Sheet(ServiceRequest request, string name)
    {
        var layer = request.Catalog.Find(name) ?? throw request.OrGone(new("NotFound", null, new(
            $"La couche « {ServiceException.Shortened(name)} » n'existe pas.",
                $"Layer '{ServiceException.Shortened(name)}' does not exist."), 404), name);
        return Send(request, (r, json) => LayerSheet.Write(r, json, layer));
    }

    private static Task Send(ServiceRequest request, Action<ServiceRequest, Utf8JsonWriter> write)
    {
        if (request.IsNotModified($"c{request.Catalog.Sequence}{request.Language}"))
            return Task.CompletedTask;
        return request.Send(JsonAnswer.MediaType, JsonAnswer.Make(json => write(request, json)));
    }
}
