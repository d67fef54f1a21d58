using SrceOgc.Features.Budgets;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Identity;

namespace SrceOgc.Server.Http;

/// <summary>What a protocol gets to answer: the parameters, one catalogue for its whole life, who asks, the language and the public
/// address.</summary>
internal sealed class ServiceRequest(HttpContext context, Parameters parameters, Catalog catalog, Caller caller, string siteUrl,
    string folder, RequestBudget budget, DateTime now)
{
    public HttpContext Context => context;

    public HttpResponse Response => context.Response;

    public Parameters Parameters => parameters;

    /// <summary>As the caller may see it.</summary>
    public Catalog Catalog => catalog;

    public Caller Caller => caller;

    /// <summary>The address of the whole server, without a slash at the end: https://example.fr/srce.</summary>
    public string SiteUrl => siteUrl;

    /// <summary>The address under which this catalogue is served: the server's own, or that of a kept version.</summary>
    public string PublicUrl { get; } = siteUrl + folder;

    /// <summary>Below <see cref="PublicUrl"/>, decoded.</summary>
    public string Path { get; } = context.Request.Path.Value![folder.Length..];

    public Language Language { get; } = LanguageNegotiation.Choose(parameters, context.Request.Headers.AcceptLanguage);

    /// <summary>When it came, in UTC.</summary>
    public DateTime Now => now;

    public CancellationToken Aborted => context.RequestAborted;

    /// <summary>What this request may spend in all, whatever it consists of. Its clock runs from the start of its work, not in
    /// queues.</summary>
    public RequestBudget Budget => budget;

    /// <summary>Answers that there is nothing by this name: 410 when there was, else as <paramref name="missing"/> says.</summary>
    public ServiceException OrGone(ServiceException missing, string name) =>
        catalog.IsRetired(name) ? ServiceException.Gone(name, missing.Locator) : missing;

    /// <summary>What it asks for, without the connection.</summary>
    public RequestedWork Work => new(catalog, caller, Language, PublicUrl, siteUrl, budget, now);

    /// <summary>What its filters hold together.</summary>
    public FilterTally Filters { get; } = new();

    public bool IsHead => HttpMethods.IsHead(context.Request.Method);
}
