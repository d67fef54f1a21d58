using SrceOgc.Features.Texts;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Pages;

/// <summary><c>/carte/{theme}</c>: a theme's map alone, which any site may frame.</summary>
internal sealed class ThemePage : IService
{
    public const string Folder = "/carte/";

    private readonly PageTemplate _template = new("integree.html");

    public ErrorDialect DialectOf(Parameters parameters) => ErrorDialect.Problem;

    public Task Answer(ServiceRequest request)
    {
        var key = request.Context.Request.Path.Value![Folder.Length..];
        var theme = request.Catalog.Layers.Select(layer => layer.Theme).FirstOrDefault(theme => theme.Key == key)
            ?? throw new ServiceException("NotFound", null, new("Cette carte n'existe pas.", "There is no such map."), 404);
        request.Response.Headers.ContentSecurityPolicy = ContentPolicy.FramedPage;
        return _template.Send(request, key,
        [
            ("theme", key),
            ("title", theme.Title.Text.In(request.Language)),
            ("legendLabel", request.Language == Language.French ? "Légende" : "Legend"),
        ]);
    }
}
