using System.Text.Json;
using SrceOgc.Features.Texts;
using SrceOgc.Publishing.Exchanges;
using SrceOgc.Publishing.Store;
using SrceOgc.Server.Http;
using SrceOgc.Server.Identity;

namespace SrceOgc.Server.Stewards;

/// <summary>
/// <c>/api/v1/abonnements</c>, for administrators: GET lists them (never a secret), POST makes one (<c>adresse</c>, <c>jeu</c>) and
/// shows its secret this once, DELETE …/{id} ends it.
/// </summary>
internal sealed class SubscriptionsApi(StoredList<Subscription> subscriptions, OutboundClient client, Journal journal) : IService
{
    public const string Path = "/api/v1/abonnements";

    public ErrorDialect DialectOf(Parameters parameters) => ErrorDialect.Problem;

    public bool Changes => true;

    public string MethodsAt(string path) => path.TrimEnd('/') == Path ? Methods.Asking : "DELETE, OPTIONS";

    public Task Answer(ServiceRequest request)
    {
        var administrator = request.Require(Right.Administer, "*");
        var parts = request.Context.Request.Path.Value![Path.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries);
        request.Response.Headers.CacheControl = "no-store";
        return (request.Context.Request.Method.ToUpperInvariant(), parts) switch
        {
            ("GET" or "HEAD", []) => request.Send(JsonAnswer.MediaType, JsonAnswer.Make(json => WriteAll(json))),
            ("POST", []) => Add(request, administrator),
            ("DELETE", [var id]) => Remove(request, administrator, id),
            _ => throw NotFound(),
        };
    }

    private Task Add(ServiceRequest request, Token administrator)
    {
        var dataset = request.Parameters.Optional("jeu") ?? "*";
        if (dataset != "*" && dataset != NcName.Of(dataset).ToLowerInvariant())
            throw ServiceException.Invalid("jeu", dataset, "le nom d'un jeu de données, ou *", "the name of a dataset, or *");
        var subscription = Subscription.New(client.Allowed("adresse", request.Parameters.Required("adresse")), dataset, request.Now);
        subscriptions.Change(all => all.Append(subscription));
        journal.Write(new(request.Now, Journal.Subscribed, dataset, null, administrator.Name, request.From(), subscription.Address));
        return request.Send(JsonAnswer.MediaType, JsonAnswer.Make(json => WriteOne(json, subscription, withSecret: true)), 201);
    }

    private Task Remove(ServiceRequest request, Token administrator, string id)
    {
        if (!subscriptions.Remove(s => s.Id == id))
            throw NotFound();
        journal.Write(new(request.Now, Journal.Unsubscribed, "", null, administrator.Name, request.From(), id));
        request.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private void WriteAll(Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (var subscription in subscriptions.All)
            WriteOne(json, subscription, withSecret: false);
        json.WriteEndArray();
    }

    private static void WriteOne(Utf8JsonWriter json, Subscription subscription, bool withSecret)
    {
        json.WriteStartObject();
        json.WriteString("id", subscription.Id);
        json.WriteString("adresse", subscription.Address);
        json.WriteString("jeu", subscription.Dataset);
        json.WriteString("cree", subscription.Created);
        if (withSecret)
            json.WriteString("secret", subscription.Secret);
        json.WriteEndObject();
    }

    private static ServiceException NotFound() =>
        new("NotFound", null, new("Cet abonnement n'existe pas.", "There is no such subscription."), 404);
}
