using SrceOgc.Features.Texts;

namespace SrceOgc.Server.Http;

/// <summary>
/// One address for several services (/ows): SERVICE decides, or the operation when a client leaves SERVICE out.
/// A POST without parameters is XML, which only the <paramref name="xmlService"/> speaks.
/// </summary>
internal sealed class AnyService(IReadOnlyDictionary<string, IService> byName, IReadOnlyDictionary<string, IService> byRequest,
    IService xmlService) : IService
{
    public ErrorDialect DialectOf(Parameters parameters) => (Find(parameters) ?? xmlService).DialectOf(parameters);

    public string MethodsAt(string path) => Methods.Asking;

    public Task Answer(ServiceRequest request)
    {
        if (Find(request.Parameters) is { } service)
            return service.Answer(request);
        if (HttpMethods.IsPost(request.Context.Request.Method) && request.Parameters.All.Count == 0)
            return xmlService.Answer(request);
        if (request.Parameters.Optional("SERVICE") is { } given)
            throw ServiceException.Invalid("SERVICE", given, string.Join(" ou ", byName.Keys), string.Join(" or ", byName.Keys));
        throw ServiceException.Missing("SERVICE");
    }

    private IService? Find(Parameters parameters)
    {
        if (parameters.All.TryGetValue("SERVICE", out var name) && name.Length > 0)
            return byName.GetValueOrDefault(name.ToUpperInvariant());
        return parameters.All.TryGetValue("REQUEST", out var operation) ? byRequest.GetValueOrDefault(operation.ToUpperInvariant()) : null;
    }
}
