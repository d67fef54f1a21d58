using SrceOgc.Features.Texts;
using SrceOgc.Publishing.Deliveries;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Stewards;

/// <summary>
/// The answer to a delivery that would lose much: 409, a problem document (RFC 9457) with the figures, the address to repeat it at by who
/// agrees, and that of the whole report. Nothing has changed.
/// </summary>
internal static class LossProblem
{
    public const string Parameter = "accepter", Losses = "pertes";

    private const int Status = StatusCodes.Status409Conflict;

    public static Task Send(ServiceRequest request, Report report)
    {
        var changes = report.Changes!;
        var text = new Text(
            $"La livraison ferait disparaître, par rapport à la version {changes.Since} : {changes.Lost.French}. Rien n'a changé. Si c'est "
                + $"voulu, livrez de nouveau avec {Parameter}={Losses}.",
            $"The delivery would lose, compared with version {changes.Since}: {changes.Lost.English}. Nothing changed. If that is wanted, "
                + $"deliver again with {Parameter}={Losses}.");
        var body = JsonAnswer.Make(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("status", Status);
            json.WriteString("title", "LossesNeedConsent");
            json.WriteString("detail", text.In(request.Language));
            json.WriteString("parameter", Parameter);
            json.WriteString("repeter", Repeated(request));
            json.WriteString("rapport", $"{request.SiteUrl}{DatasetsApi.Path}/{report.Dataset}/rapport");
            json.WritePropertyName("pertes");
            json.WriteRawValue(report.ChangesJson(request.Language));
            json.WriteEndObject();
        });
        return request.Send(ErrorDialect.Problem.ContentType, body, Status);
    }

    /// <summary>The same address with the consent.</summary>
    private static string Repeated(ServiceRequest request)
    {
        var http = request.Context.Request;
        return $"{request.SiteUrl}{http.Path.ToUriComponent()}{http.QueryString.Add(Parameter, Losses).ToUriComponent()}";
    }
}
