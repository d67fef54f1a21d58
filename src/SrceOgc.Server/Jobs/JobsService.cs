using SrceOgc.Features.Texts;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Jobs;

/// <summary>
/// <code>
/// GET    /travaux/{id}            how far it is; ?f=json|html
/// GET    /travaux/{id}/fichier    what it made
/// DELETE /travaux/{id}            cancels it, or throws its file away
/// </code>
/// Jobs begin at the addresses of what they make, which answer 202 with this address when it takes long.
/// </summary>
internal sealed class JobsService(JobQueue queue) : IService
{
    public const string Folder = "/travaux/";

    private const string File = "fichier";

    public bool Changes => true;

    public ErrorDialect DialectOf(Parameters parameters) => ErrorDialect.Problem;

    public string MethodsAt(string path) => path.EndsWith(File, StringComparison.Ordinal) ? Methods.Reading : "GET, HEAD, DELETE, OPTIONS";

    public Task Answer(ServiceRequest request)
    {
        request.Response.Headers.CacheControl = "private, no-store";
        request.Response.Headers.Vary = "Accept, Accept-Language";
        var steps = request.Path[Folder.Length..].TrimEnd('/').Split('/');
        if (steps is not [_] and not [_, File] || queue.Find(steps[0], request.Caller) is not { } job)
            throw NotFound();
        if (steps.Length == 2)
            return SendFile(request, job);
        if (HttpMethods.IsDelete(request.Context.Request.Method))
            queue.Cancel(job);
        return JobAnswer.SendState(request, queue, job, StatusCodes.Status200OK);
    }

    private async Task SendFile(ServiceRequest request, Job job)
    {
        var state = job.State;
        if (state.Phase != JobPhase.Fini)
            throw new ServiceException(state.IsOver ? "Gone" : "NotReady", null, state.IsOver
                ? new("Ce travail n'a pas de fichier : il a échoué, ou a été annulé.", "This job has no file: it failed, or was cancelled.")
                : new("Ce travail n'est pas fini.", "This job is not done yet."), state.IsOver ? 410 : 409)
            { IsOfHttp = true };
        await using var file = new FileStream(queue.PathOf(job), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        request.Response.ContentType = state.ContentType;
        request.Response.ContentLength = file.Length;
        request.Response.Headers.ContentDisposition = ContentDisposition.Write(state.FileName, isAttachment: true);
        if (!request.IsHead)
            await file.CopyToAsync(request.Response.Body, request.Aborted);
    }

    private static ServiceException NotFound() => new("NotFound", null, new(
        "Ce travail n'existe pas, ou n'est plus gardé ; demandez-le de nouveau.",
        "There is no such job, or it is kept no more; ask for it again."), 404);
}
