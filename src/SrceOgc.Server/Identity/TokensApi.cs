using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using SrceOgc.Server.Http;
using SrceOgc.Server.Publishing;

namespace SrceOgc.Server.Identity;

/// <summary>
/// <c>/api/v1/jetons</c>, for administrators: GET lists them (never a secret), POST makes one
/// (<c>nom</c>, <c>droit</c> lire, publier or administrer, <c>jeu</c>, <c>jours</c>) and shows its secret this once, DELETE …/{id} revokes.
/// </summary>
internal sealed class TokensApi(TokenStore tokens, Journal journal) : IService
{
    public const string Path = "/api/v1/jetons";

    private const int LongestName = 80;

    public ErrorDialect DialectOf(Parameters parameters) => ErrorDialect.Problem;

    public Task Answer(ServiceRequest request)
    {
        var administrator = request.Require(tokens, Right.Administer, "*");
        var parts = request.Context.Request.Path.Value![Path.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries);
        request.Response.Headers.CacheControl = "no-store";
        return (request.Context.Request.Method.ToUpperInvariant(), parts) switch
        {
            ("GET", []) => request.Send("application/json; charset=utf-8", Write(json => WriteAll(json))),
            ("POST", []) => Create(request, administrator),
            ("DELETE", [var id]) => Revoke(request, administrator, id),
            _ => throw NotFound(),
        };
    }

    private Task Create(ServiceRequest request, Token administrator)
    {
        var parameters = request.Parameters;
        var name = parameters.Required("nom");
        if (name.Length > LongestName)
            throw ServiceException.Invalid("nom", name, $"au plus {LongestName} caractères", $"at most {LongestName} characters");
        var right = parameters.Required("droit") switch
        {
            "lire" => Right.Read,
            "publier" => Right.Publish,
            "administrer" => Right.Administer,
            var other => throw ServiceException.Invalid("droit", other, "lire, publier ou administrer", "lire, publier or administrer"),
        };
        var dataset = parameters.Optional("jeu") ?? "*";
        DateTime? expires = parameters.Optional("jours") is null ? null : DateTime.UtcNow.AddDays(parameters.Integer("jours", 1, 3650));
        var (token, secret) = tokens.Create(name, [new(right, dataset)], expires);
        journal.Write(new(DateTime.UtcNow, Journal.TokenCreated, dataset, null, administrator.Name, request.From(), name));
        return request.Send("application/json; charset=utf-8", Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("jeton", secret);
            json.WriteString("id", token.Id);
            json.WriteEndObject();
        }), 201);
    }

    private Task Revoke(ServiceRequest request, Token administrator, string id)
    {
        if (!tokens.Revoke(id))
            throw NotFound();
        journal.Write(new(DateTime.UtcNow, Journal.TokenRevoked, "", null, administrator.Name, request.From(), id));
        request.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private void WriteAll(Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (var token in tokens.All)
        {
            json.WriteStartObject();
            json.WriteString("id", token.Id);
            json.WriteString("nom", token.Name);
            json.WriteString("cree", token.Created);
            if (token.Expires is { } end)
                json.WriteString("expire", end);
            json.WriteStartArray("droits");
            foreach (var scope in token.Scopes)
                json.WriteStringValue(string.Create(CultureInfo.InvariantCulture, $"{scope.Right}:{scope.Dataset}"));
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            write(json);
        return stream.ToArray();
    }

    private static ServiceException NotFound() => new("NotFound", null, new("Ce jeton n'existe pas.", "There is no such token."), 404);
}
