using SrceOgc.Server.Catalogs;

namespace SrceOgc.Server.Http;

/// <summary>What a protocol gets to answer: the parameters, one catalogue for its whole life, the language and the public address.</summary>
internal sealed class ServiceRequest(HttpContext context, Parameters parameters, Catalog catalog, string publicUrl)
{
    public HttpContext Context => context;

    public HttpResponse Response => context.Response;

    public Parameters Parameters => parameters;

    public Catalog Catalog => catalog;

    /// <summary>Without a slash at the end: https://example.fr/srce.</summary>
    public string PublicUrl => publicUrl;

    public Language Language { get; } = LanguageNegotiation.Choose(parameters, context.Request.Headers.AcceptLanguage);

    public CancellationToken Aborted => context.RequestAborted;

    public bool IsHead => HttpMethods.IsHead(context.Request.Method);
}
