using SrceOgc.Features.Texts;
using SrceOgc.Server.Http;
using SrceOgc.Server.Indicators;
using SrceOgc.Server.Territories;

namespace SrceOgc.Server.Here;

/// <summary>
/// <code>
/// GET /ici?x=&amp;y=&amp;crs=&amp;f=json|html     what is there at a point
/// GET /ici/commune/{insee}              a commune summed up: its indicators, in the forms of <see cref="IndicatorAnswer"/>
/// </code>
/// </summary>
internal sealed class HereService(TerritoryRequests territories, IndicatorAnswer indicators) : IService
{
    public const string Path = "/ici";

    public ErrorDialect DialectOf(Parameters parameters) => ErrorDialect.Problem;

    public Task Answer(ServiceRequest request)
    {
        request.Response.Headers.Vary = "Accept, Accept-Language";
        request.Budget.Start();
        switch (request.Path[Path.Length..].Trim('/').Split('/'))
        {
            case [""]:
                return AnswerPoint(request);
            case [BuiltInTerritories.Commune, var code]:
                return indicators.Send(request, territories.Require(request, BuiltInTerritories.Commune, code));
            default:
                throw new ServiceException("NotFound", null, new(
                    "Cette adresse n'existe pas ; attendu : /ici?x=&y= ou /ici/commune/{insee}.",
                        "There is no such address; expected: /ici?x=&y= or /ici/commune/{insee}."), 404);
        }
    }

    private static Task AnswerPoint(ServiceRequest request)
    {
        var place = PointQuestion.Of(request.Parameters);
        var format = request.Parameters.Optional("f");
        if (format is not (null or "json" or "html"))
            throw ServiceException.Invalid("f", format, "json ou html", "json or html");
        if (request.IsNotModified($"ici{request.Catalog.Sequence}{request.Language}{format}"))
            return Task.CompletedTask;
        var answer = HereAnswer.Of(request.Catalog, place, request.Language, request.Budget);
        if (format != "html" && (format == "json" || !request.Context.Request.Headers.Accept.ToString()
            .Contains("text/html", StringComparison.OrdinalIgnoreCase)))
            return request.Send(JsonAnswer.MediaType, HereJson.Write(request, answer));
        request.Response.Headers.ContentSecurityPolicy = ContentPolicy.Page;
        return request.Send("text/html; charset=utf-8", HerePage.Write(request, answer));
    }
}
