using System.Text.Json;
using SrceOgc.Features.Texts;
using SrceOgc.Publishing.Deliveries;
using SrceOgc.Publishing.Exchanges;
using SrceOgc.Publishing.Store;
using SrceOgc.Server.Http;
using SrceOgc.Server.Identity;

namespace SrceOgc.Server.Stewards;

/// <summary>
/// <c>/api/v1/sources</c>: the datasets drawn from another server.
/// <code>
/// GET    /api/v1/sources                  them all, and what came of the last question (administrators)
/// POST   /api/v1/sources                  jeu, adresse, secondes (administrators)
/// DELETE /api/v1/sources/{jeu}            (administrators)
/// POST   /api/v1/sources/{jeu}/relever    ask now, answer with what came of it (whoever may publish the dataset)
/// </code>
/// </summary>
internal sealed class SourcesApi(SourceList sources, SourcePolling polling, OutboundClient client, Journal journal) : IService
{
    public const string Path = "/api/v1/sources";

    private const int LeastSeconds = 10, MostSeconds = 30 * 86_400, UsualSeconds = 3600;

    public ErrorDialect DialectOf(Parameters parameters) => ErrorDialect.Problem;

    public bool Changes => true;

    public string MethodsAt(string path) => path[Path.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries) switch
    {
        [] => Methods.Asking,
        [_] => "DELETE, OPTIONS",
        [_, "relever"] => "POST, OPTIONS",
        _ => Methods.Reading,
    };

    public async Task Answer(ServiceRequest request)
    {
        var parts = request.Context.Request.Path.Value![Path.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries);
        request.Response.Headers.CacheControl = "no-store";
        switch (request.Context.Request.Method.ToUpperInvariant(), parts)
        {
            case ("GET" or "HEAD", []):
                request.Require(Right.Administer, "*");
                await request.Send(JsonAnswer.MediaType, JsonAnswer.Make(json => WriteAll(json, request.Language)));
                break;
            case ("POST", []):
                await Set(request);
                break;
            case ("DELETE", [var dataset]):
                Remove(request, dataset);
                break;
            case ("POST", [var dataset, "relever"]):
                request.Require(Right.Publish, dataset);
                var outcome = await polling.Pull(dataset, request.Aborted) ?? throw NotFound();
                await request.Send(JsonAnswer.MediaType, JsonAnswer.Make(json => WriteOutcome(json, outcome, request.Language)));
                break;
            default:
                throw NotFound();
        }
    }

    private Task Set(ServiceRequest request)
    {
        var administrator = request.Require(Right.Administer, "*");
        var (dataset, address) = (request.Parameters.Required("jeu"), request.Parameters.Required("adresse"));
        if (dataset != NcName.Of(dataset).ToLowerInvariant())
            throw ServiceException.Invalid("jeu", dataset, "des lettres minuscules sans accent, chiffres et « _ »",
                "lower-case ASCII letters, digits and '_'");
        var source = new PulledSource(dataset, client.Allowed("adresse", address),
            request.Parameters.Integer("secondes", LeastSeconds, MostSeconds, UsualSeconds));
        sources.Set(source);
        journal.Write(new(request.Now, Journal.SourceSet, dataset, null, administrator.Name, request.From(), address));
        return request.Send(JsonAnswer.MediaType, JsonAnswer.Make(json => WriteSource(json, source, request.Language)), 201);
    }

    private void Remove(ServiceRequest request, string dataset)
    {
        var administrator = request.Require(Right.Administer, "*");
        if (!sources.Remove(dataset))
            throw NotFound();
        journal.Write(new(request.Now, Journal.SourceRemoved, dataset, null, administrator.Name, request.From(), ""));
        request.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private void WriteAll(Utf8JsonWriter json, Language language)
    {
        json.WriteStartArray();
        foreach (var source in sources.All)
            WriteSource(json, source, language);
        json.WriteEndArray();
    }

    private void WriteSource(Utf8JsonWriter json, PulledSource source, Language language)
    {
        json.WriteStartObject();
        json.WriteString("jeu", source.Dataset);
        json.WriteString("adresse", source.Address);
        json.WriteNumber("secondes", source.Seconds);
        if (polling.OutcomeOf(source.Dataset) is { } outcome)
        {
            json.WritePropertyName("dernier");
            WriteOutcome(json, outcome, language);
        }

        json.WriteEndObject();
    }

    private static void WriteOutcome(Utf8JsonWriter json, PullOutcome outcome, Language language)
    {
        json.WriteStartObject();
        json.WriteString("date", outcome.Date);
        json.WriteBoolean("bien", outcome.IsWell);
        json.WriteString("texte", outcome.Text);
        if (outcome.Report is { } report)
        {
            json.WritePropertyName("rapport");
            json.WriteRawValue(report.Json(language));
        }

        json.WriteEndObject();
    }

    private static ServiceException NotFound() => new("NotFound", null, new("Cette source n'existe pas.", "There is no such source."), 404);
}
