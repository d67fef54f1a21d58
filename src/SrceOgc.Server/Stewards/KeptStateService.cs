using SrceOgc.Features.Texts;
using SrceOgc.Publishing.Store;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Stewards;

/// <summary>A service that changes the private store: what its disk refuses is answered 507 in words, and has changed nothing.</summary>
internal sealed class KeptStateService(IService inner, ILogger log) : IService
{
    public ErrorDialect DialectOf(Parameters parameters) => inner.DialectOf(parameters);

    public string MethodsAt(string path) => inner.MethodsAt(path);

    public bool Changes => inner.Changes;

    public async Task Answer(ServiceRequest request)
    {
        try
        {
            await inner.Answer(request);
        }
        catch (Exception fault) when (fault is not BadHttpRequestException && !request.Response.HasStarted
            && StorageFault.Reason(fault) is not null)
        {
            log.LogError(fault, "The store refused a change: {Path}", request.Context.Request.Path);
            throw new ServiceException("InsufficientStorage", null, new(
                $"La demande n'a pas pu être enregistrée : {StorageFault.Reason(fault)?.French}. Rien n'a changé ; prévenez "
                    + "l'administrateur du serveur.",
                $"The request could not be stored: {StorageFault.Reason(fault)?.English}. Nothing changed; tell the administrator of the "
                    + "server."), 507);
        }
    }
}
