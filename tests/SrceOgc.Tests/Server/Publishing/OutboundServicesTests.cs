using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace SrceOgc.Tests.Server.Publishing;

/// <summary>Sources and webhooks of the built server, with another server on loopback.</summary>
public sealed class OutboundServicesTests
{
    private const string Hits = "/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES=seuils_ROE&RESULTTYPE=hits";

    [Fact]
    public async Task A_source_is_served_at_once_and_again_when_it_changes()
    {
        var (content, tag) = (TestGeoPackage.Bytes(), "\"1\"");
        using var host = new LoopbackHost(context => context.Request.Headers["If-None-Match"] == tag
            ? LoopbackHost.Send(context, [], 304) : LoopbackHost.Send(context, content, 200, tag));
        await using var steward = await Steward.Start("--allowedHosts", "127.0.0.1");
        await steward.Post("/api/v1/sources", ("jeu", "trame"), ("adresse", host.Address + "/trame.gpkg"), ("secondes", "10"));
        await steward.Server.WaitForLayer("seuils_ROE");
        (content, tag) = (TestGeoPackage.Bytes(without: 100), "\"2\"");
        await steward.Server.WaitFor("the change", async () => (await steward.Read("/api/v1/sources")).Contains("Version 2 publiée."));
        Assert.Contains("numberMatched=\"1400\"", await steward.Server.GetText(Hits));
        Assert.Equal(HttpStatusCode.OK, await steward.Send(HttpMethod.Post, "/api/v1/jeux/trame/versions/1/activer"));
        var pulled = await steward.Post("/api/v1/sources/trame/relever");
        Assert.Equal("La source n'a pas changé.", pulled.GetProperty("texte").GetString());
        Assert.Contains("numberMatched=\"1500\"", await steward.Server.GetText(Hits));
        Assert.Equal(HttpStatusCode.NoContent, await steward.Send(HttpMethod.Delete, "/api/v1/sources/trame"));
    }

    [Theory]
    [InlineData("/api/v1/sources")]
    [InlineData("/api/v1/abonnements")]
    public async Task Nothing_is_called_that_is_not_allowed_and_only_administrators_say_what(string path)
    {
        await using var steward = await Steward.Start();
        using var refused = steward.Request(HttpMethod.Post, path, null);
        refused.Content = new FormUrlEncodedContent([new("jeu", "trame"), new("adresse", "http://127.0.0.1:1/")]);
        using var answer = await steward.Server.Http.SendAsync(refused);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("allowedHosts", await answer.Content.ReadAsStringAsync());
        var publisher = await steward.NewToken("publier", "*");
        Assert.Equal(HttpStatusCode.Forbidden, await steward.Send(HttpMethod.Get, path, publisher.Secret));
        Assert.Equal(HttpStatusCode.Unauthorized, await steward.Send(HttpMethod.Get, path, "srce_faux"));
    }

    [Fact]
    public async Task Subscribers_are_told_signed_and_again_until_they_listen()
    {
        var received = new ConcurrentQueue<(string Signature, string Id, string Time, byte[] Body)>();
        using var host = new LoopbackHost(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            received.Enqueue((context.Request.Headers["webhook-signature"]!, context.Request.Headers["webhook-id"]!,
                context.Request.Headers["webhook-timestamp"]!, body.ToArray()));
            await LoopbackHost.Send(context, [], received.Count == 1 ? 500 : 200);
        });
        await using var steward = await Steward.Start("--allowedHosts", "127.0.0.1");
        var subscription = await steward.Post("/api/v1/abonnements", ("adresse", host.Address + "/avis"));
        Assert.DoesNotContain("whsec_", await steward.Read("/api/v1/abonnements"));
        await steward.Put("/api/v1/jeux/trame?commentaire=%C3%A9t%C3%A9", TestGeoPackage.Bytes());
        await steward.Server.WaitFor("the journal", async () => (await steward.Read("/api/v1/journal")).Contains("avis reçu"));

        var calls = received.ToArray();
        Assert.Equal(2, calls.Length);
        Assert.Equal(calls[0].Id, calls[1].Id);
        var key = Convert.FromBase64String(subscription.GetProperty("secret").GetString()!["whsec_".Length..]);
        foreach (var call in calls)
            Assert.Equal("v1," + Convert.ToBase64String(
                HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{call.Id}.{call.Time}.").Concat(call.Body).ToArray())), call.Signature);
        using var body = JsonDocument.Parse(calls[1].Body);
        Assert.Equal(("publication", "trame", 1, "été"),
            (body.RootElement.GetProperty("evenement").GetString(), body.RootElement.GetProperty("jeu").GetString(),
            body.RootElement.GetProperty("version").GetInt32(), body.RootElement.GetProperty("commentaire").GetString()));
    }

    [Fact]
    public async Task A_subscriber_that_never_answers_delays_nobody_and_secrets_are_for_who_asked_by_name()
    {
        using var silent = new LoopbackHost(_ => Task.Delay(Timeout.Infinite, TestContext.Current.CancellationToken));
        using var all = new LoopbackHost(context => LoopbackHost.Send(context, []));
        using var named = new LoopbackHost(context => LoopbackHost.Send(context, []));
        await using var steward = await Steward.Start("--allowedHosts", "127.0.0.1");
        await steward.Post("/api/v1/abonnements", ("adresse", silent.Address));
        await steward.Post("/api/v1/abonnements", ("adresse", all.Address));
        await steward.Post("/api/v1/abonnements", ("adresse", named.Address), ("jeu", "secret"));
        await steward.Post("/api/v1/jeux/secret/acces", ("pour", "jetons"));
        Assert.Equal(HttpStatusCode.OK, (await steward.Put("/api/v1/jeux/secret", TestGeoPackage.Bytes())).Status);
        Assert.Equal(HttpStatusCode.OK,
            (await steward.Put("/api/v1/jeux/trame?brouillon=1", File.ReadAllBytes(RepositoryFiles.Sample))).Status);
        Assert.Equal(HttpStatusCode.OK, await steward.Send(HttpMethod.Post, "/api/v1/jeux/trame/versions/1/activer"));
        Assert.Equal(HttpStatusCode.NoContent, await steward.Send(HttpMethod.Delete, "/api/v1/jeux/trame"));
        await steward.Server.WaitFor("three deliveries", async () =>
            (await steward.Read("/api/v1/journal")).Split("avis reçu").Length == 4);
        Assert.Equal((2, 1), (all.Asked.Count, named.Asked.Count));
    }

    /// <summary>The first call of a notice is heard but not answered: the subscriber has it, and cannot have it said.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_stop_leaves_untold_is_told_after_it_under_the_same_id_and_then_no_more(bool killed)
    {
        var (isAnswering, calls) = (false, new ConcurrentQueue<(string Id, string Body)>());
        using var host = new LoopbackHost(async context =>
        {
            using var body = new StreamReader(context.Request.InputStream);
            calls.Enqueue((context.Request.Headers["webhook-id"]!, await body.ReadToEndAsync()));
            if (isAnswering)
                await LoopbackHost.Send(context, []);
        });
        await using var steward = await Steward.Start("--allowedHosts", "127.0.0.1");
        await steward.Put("/api/v1/jeux/avant", File.ReadAllBytes(RepositoryFiles.Sample));
        await steward.Post("/api/v1/abonnements", ("adresse", host.Address), ("jeu", "trame"));
        await steward.Put("/api/v1/jeux/trame", TestGeoPackage.Bytes(1));
        await steward.Put("/api/v1/jeux/trame", TestGeoPackage.Bytes(2));
        await steward.Server.WaitFor("two calls", () => Task.FromResult(calls.Count == 2));
        Assert.DoesNotContain("avis reçu", await steward.Read("/api/v1/journal"));

        isAnswering = true;
        await Restart(steward, killed);
        await steward.Server.WaitFor("two outcomes", async () => (await steward.Read("/api/v1/journal")).Split("avis reçu").Length == 3);
        Assert.Equal(4, calls.Count);
        Assert.Equal(calls.Take(2).Order(), calls.Skip(2).Order());
        Assert.Equal(2, calls.Select(call => call.Id).Distinct().Count());
        Assert.All(calls, call => Assert.Contains("\"jeu\":\"trame\"", call.Body));

        await Restart(steward, killed);
        await steward.Put("/api/v1/jeux/trame", TestGeoPackage.Bytes(3));
        await steward.Server.WaitFor("the new outcome", async () => (await steward.Read("/api/v1/journal")).Split("avis reçu").Length == 4);
        Assert.Equal(5, calls.Count);
    }

    /// <summary>A server killed between the line of the journal and the first call leaves just that line.</summary>
    [Fact]
    public async Task A_line_of_the_journal_that_nobody_was_told_of_is_told_unless_it_is_old_or_of_another_dataset()
    {
        var bodies = new ConcurrentQueue<string>();
        using var host = new LoopbackHost(async context =>
        {
            using var body = new StreamReader(context.Request.InputStream);
            bodies.Enqueue(await body.ReadToEndAsync());
            await LoopbackHost.Send(context, []);
        });
        await using var steward = await Steward.Start("--allowedHosts", "127.0.0.1");
        await steward.Post("/api/v1/abonnements", ("adresse", host.Address), ("jeu", "trame"));
        await steward.Put("/api/v1/jeux/trame", TestGeoPackage.Bytes());
        await steward.Server.WaitFor("the outcome", async () => (await steward.Read("/api/v1/journal")).Contains("avis reçu"));
        await steward.Server.Kill();
        var lines = new[] { (DateTime.UtcNow, "trame", "dite"), (DateTime.UtcNow.AddDays(-8), "trame", "ancienne"),
            (DateTime.UtcNow, "autre", "étrangère") }
            .Select(line => JsonSerializer.Serialize(
                new
                {
                    Date = line.Item1,
                    Action = "activation",
                    Dataset = line.Item2,
                    Version = 1,
                    Author = "",
                    From = "",
                    Comment =
                line.Item3
                }));
        await File.AppendAllLinesAsync(Path.Combine(steward.Server.DataFolder, "journal.jsonl"), lines,
            TestContext.Current.CancellationToken);
        await Restart(steward, killed: true);
        await steward.Server.WaitFor("the second outcome", async () =>
            (await steward.Read("/api/v1/journal")).Split("avis reçu").Length == 3);
        Assert.Equal(2, bodies.Count);
        Assert.Contains("\"commentaire\":\"dite\"", bodies.Last());
    }

    private static async Task Restart(Steward steward, bool killed)
    {
        if (killed)
            await steward.Server.Kill();
        else
            await steward.Server.Stop();
        steward.Server.Start("--allowedHosts", "127.0.0.1");
        await steward.Server.WaitFor("an answer", async () => (await steward.Server.Get("/sante")).IsSuccessStatusCode);
    }
}
