using SrceOgc.Features.Texts;
using SrceOgc.Server.Http;
using SrceOgc.Server.Identity;

namespace SrceOgc.Server.Stewards;

/// <summary>
/// <c>/api/v1/jetons</c>, for administrators: GET lists them (never a secret), POST makes one
/// GET …/moi, for any bearer: what their own token may do.
/// (<c>nom</c>, <c>droit</c> lire, publier or administrer, <c>jeu</c>, <c>jours</c>) and shows its secret this once, DELETE …/{id} revokes.
/// </summary>
internal sealed class TokensApi(TokenStore tokens, TokenChanges changes) : IService
{
    public const string Path = "/api/v1/jetons";

    private const string Own = Path + "/moi";

    public ErrorDialect DialectOf(Parameters parameters) => ErrorDialect.Problem;

    public bool Changes => true;

    public string MethodsAt(string path) => path.TrimEnd('/') switch
    {
        Path => Methods.Asking,
        Own => Methods.Reading,
        _ => "DELETE, OPTIONS",
    };

    public Task Answer(ServiceRequest request)
    {
        if (request.Context.Request.Path.Value!.TrimEnd('/').Equals(Own, StringComparison.OrdinalIgnoreCase))
            return SendOwn(request);
        var administrator = request.Require(Right.Administer, "*");
        var parts = request.Context.Request.Path.Value![Path.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries);
        request.Response.Headers.CacheControl = "no-store";
        return (request.Context.Request.Method.ToUpperInvariant(), parts) switch
        {
            ("GET" or "HEAD", []) => request.Send(JsonAnswer.MediaType, TokensJson.All(tokens.All)),
            ("POST", []) => Create(request, administrator),
            ("DELETE", [var id]) => Revoke(request, administrator, id),
            _ => throw NotFound(),
        };
    }

    private static Task SendOwn(ServiceRequest request)
    {
        if (request.Context.Request.Method is not ("GET" or "HEAD"))
            throw NotFound();
        request.Response.Headers.CacheControl = "no-store";
        return request.Send(JsonAnswer.MediaType, TokensJson.One(request.Caller.Token ?? throw Credentials.Unauthorized(request)));
    }

    private Task Create(ServiceRequest request, Token administrator)
    {
        var parameters = request.Parameters;
        int? days = parameters.Optional("jours") is null ? null : parameters.Integer("jours", 1, int.MaxValue);
        var draft = new TokenDraft(parameters.Required("nom"), parameters.Required("droit"), parameters.Optional("jeu") ?? "*", days);
        return request.Send(JsonAnswer.MediaType, TokensJson.New(changes.Create(draft, administrator.Name, request.From())), 201);
    }

    private Task Revoke(ServiceRequest request, Token administrator, string id)
    {
        if (!changes.Revoke(id, administrator.Name, request.From()))
            throw NotFound();
        request.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private static ServiceException NotFound() => new("NotFound", null, new("Ce jeton n'existe pas.", "There is no such token."), 404);
}
