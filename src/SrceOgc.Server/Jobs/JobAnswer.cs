using SrceOgc.Features.Budgets;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Jobs;

/// <summary>What is said of a job: to programs 202 and its address, to people its page.</summary>
internal static class JobAnswer
{
    private const int AskAgainSeconds = 2;

    /// <summary>RFC 7240, 4.1: a job even where the answer would be quick.</summary>
    public static bool IsPreferred(ServiceRequest request) =>
        request.Context.Request.Headers["Prefer"].ToString().Contains("respond-async", StringComparison.OrdinalIgnoreCase);

    /// <summary>Answers work that is too long for its request: it has a place, and this is where to look.</summary>
    /// <exception cref="ServiceException">It has no place.</exception>
    public static Task Accept(ServiceRequest request, JobQueue queue, JobOrder order)
    {
        request.Response.Headers.CacheControl = "private, no-store";
        request.Response.Headers.Vary = "Accept, Accept-Language";
        request.Response.Headers.Remove("ETag");
        if (request.IsHead)
        {
            request.Response.StatusCode = StatusCodes.Status202Accepted;
            return Task.CompletedTask;
        }

        var job = queue.Enter(request.Work, request.From(), order);
        request.Response.Headers.Location = AddressOf(request, job);
        if (IsForPeople(request, null))
        {
            request.Response.StatusCode = StatusCodes.Status303SeeOther;
            return Task.CompletedTask;
        }

        return SendState(request, queue, job, StatusCodes.Status202Accepted);
    }

    public static Task SendState(ServiceRequest request, JobQueue queue, Job job, int status)
    {
        var format = request.Parameters.Optional("f");
        var isForPeople = status == StatusCodes.Status200OK && IsForPeople(request, format);
        if (status == StatusCodes.Status200OK && format is not (null or "json" or "html"))
            throw ServiceException.Invalid("f", format, "json ou html", "json or html");
        if (!job.State.IsOver)
            request.Response.Headers.RetryAfter = AskAgainSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (!isForPeople)
            return request.Send(JsonAnswer.MediaType, Json(request, queue, job), status);
        request.Response.Headers.ContentSecurityPolicy = ContentPolicy.UnframedPage;
        return request.Send("text/html; charset=utf-8", JobPage.Write(request, queue, job));
    }

    public static string AddressOf(ServiceRequest request, Job job) => request.SiteUrl + JobsService.Folder + job.State.Id;

    public static string WordOf(JobPhase phase, Language language) => (phase, language == Language.French) switch
    {
        (JobPhase.Attente, true) => "en attente",
        (JobPhase.Attente, _) => "waiting",
        (JobPhase.Cours, true) => "en cours",
        (JobPhase.Cours, _) => "running",
        (JobPhase.Fini, true) => "fini",
        (JobPhase.Fini, _) => "done",
        (JobPhase.Echec, true) => "échoué",
        (JobPhase.Echec, _) => "failed",
        (JobPhase.Annule, true) => "annulé",
        (JobPhase.Annule, _) => "cancelled",
        (_, true) => "perdu : le serveur s'est arrêté avant la fin ; demandez-le de nouveau",
        _ => "lost: the server stopped before its end; ask for it again",
    };

    private static bool IsForPeople(ServiceRequest request, string? format) => format == "html" || (format != "json"
        && request.Context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase));

    private static byte[] Json(ServiceRequest request, JobQueue queue, Job job) => JsonAnswer.Make(json =>
    {
        var state = job.State;
        json.WriteStartObject();
        json.WriteString("travail", state.Id);
        json.WriteString("titre", state.Title);
        json.WriteString("etat", JobStateName(state.Phase));
        json.WriteString("enMots", WordOf(state.Phase, request.Language));
        json.WriteBoolean("termine", state.IsOver);
        json.WriteNumber("rang", queue.Before(job));
        json.WriteNumber("part", state.Phase == JobPhase.Fini ? 1 : Math.Round(job.Progress.Step.Share, 3));
        json.WriteString("etape", job.Progress.Step.What);
        json.WriteString("demande", state.Asked);
        if (state.Fault is { } fault)
        {
            json.WriteString("erreur", fault.In(request.Language));
            json.WriteNumber("statut", state.FaultStatus);
        }

        json.WriteString("adresse", AddressOf(request, job));
        if (state.Phase == JobPhase.Fini)
        {
            json.WriteString("fichier", AddressOf(request, job) + "/fichier");
            json.WriteString("nom", state.FileName);
            json.WriteNumber("octets", state.Bytes);
        }

        if (JobQueue.GoneAt(state) is { } gone)
            json.WriteString("expire", gone);
        else
            json.WriteNumber("gardeHeures", RequestLimits.JobHours);
        json.WriteEndObject();
    });

    private static string JobStateName(JobPhase phase) => phase.ToString().ToLowerInvariant();
}
