using SrceOgc.Features.Texts;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Pages;

/// <summary>
/// <c>/gestion</c>: the stewards' page. It holds nothing of its own: whatever it shows or does, it asks the stewards' API with the token
/// its user typed.
/// </summary>
internal sealed class StewardPage : IService
{
    public const string Path = "/gestion";

    private readonly PageTemplate _template = new("gestion.html");

    public ErrorDialect DialectOf(Parameters parameters) => ErrorDialect.Problem;

    public Task Answer(ServiceRequest request)
    {
        request.Response.Headers.ContentSecurityPolicy = ContentPolicy.UnframedPage;
        request.Response.Headers["Referrer-Policy"] = "no-referrer";
        return _template.Send(request, "", [("title", request.Catalog.Service.Title.Text.In(request.Language))]);
    }
}
