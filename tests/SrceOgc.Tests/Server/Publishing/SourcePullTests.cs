using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using SrceOgc.Publishing.Checks;
using SrceOgc.Publishing.Deliveries;
using SrceOgc.Publishing.Exchanges;
using SrceOgc.Publishing.Store;

namespace SrceOgc.Tests.Server.Publishing;

/// <summary>Pulling from a host that fails, stalls, changes and misleads.</summary>
public sealed class SourcePullTests : IDisposable
{
    private static readonly byte[] Good = TestGeoPackage.Bytes();
    private static readonly byte[] Other = TestGeoPackage.Bytes(without: 1), Smaller = TestGeoPackage.Bytes(without: 400);
    private static readonly RetryPolicy Short =
        new(TimeSpan.FromMilliseconds(400), TimeSpan.FromSeconds(60), TimeSpan.FromMilliseconds(10), 3, TimeSpan.FromMinutes(5));

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"srceogc-tests-{Guid.NewGuid():N}");
    private readonly PublicationSet _publications = new();
    private readonly DatasetStore _store;
    private readonly SourceList _sources;

    public SourcePullTests()
    {
        Directory.CreateDirectory(_folder);
        _store = new(_folder);
        _sources = new(_folder);
    }

    [Fact]
    public async Task What_changed_is_published_and_what_did_not_is_not_fetched()
    {
        var (content, tag) = (Good, "\"a\"");
        using var host = new LoopbackHost(context => context.Request.Headers["If-None-Match"] == tag
            ? LoopbackHost.Send(context, [], 304, tag) : LoopbackHost.Send(context, content, 200, tag));
        var polling = Polling(host.Address + "/trame.gpkg");
        Assert.Equal("Version 1 publiée.", (await Pull(polling)).Text);
        Assert.Equal("La source n'a pas changé.", (await Pull(polling)).Text);
        tag = "\"b\"";
        Assert.Equal("Le contenu de la source n'a pas changé.", (await Pull(polling)).Text);
        (content, tag) = (Other, "\"c\"");
        Assert.Equal("Version 2 publiée.", (await Pull(polling)).Text);
        Assert.Equal("La source n'a pas changé.", (await Pull(Polling(host.Address + "/trame.gpkg", isNew: false))).Text);
    }

    [Fact]
    public async Task What_loses_much_is_kept_as_a_draft_and_noted()
    {
        var content = Good;
        using var host = new LoopbackHost(context => LoopbackHost.Send(context, content));
        var polling = Polling(host.Address + "/trame.gpkg");
        Assert.Equal("Version 1 publiée.", (await Pull(polling)).Text);
        content = Smaller;
        var outcome = await Pull(polling);
        Assert.False(outcome.IsWell);
        Assert.StartsWith("Version 2 gardée comme brouillon à cause de ses pertes : 400 objets sur", outcome.Text);
        Assert.True(_store.Find("trame", 2)!.IsDraft);
        Assert.Equal(1, _publications.Find("trame")!.Version);
        Assert.Equal("livraison retenue", new Journal(_folder, TimeProvider.System).Last(1, _ => true)[0].Action);
        Assert.Equal("Le contenu de la source n'a pas changé.", (await Pull(polling)).Text);
    }

    [Fact]
    public async Task A_host_that_fails_twice_is_asked_again()
    {
        var count = 0;
        using var host = new LoopbackHost(async context =>
        {
            if (++count != 2)
            {
                await LoopbackHost.Send(context, Good, count == 1 ? 503 : 200);
                return;
            }

            context.Response.ContentLength64 = Good.Length;
            await context.Response.OutputStream.WriteAsync(Good.AsMemory(0, 5000));
            await context.Response.OutputStream.FlushAsync();
            context.Response.Abort();
        });
        var outcome = await Pull(Polling(host.Address + "/a"));
        Assert.True(outcome.IsWell, outcome.Text);
        Assert.Equal(3, host.Asked.Count);
    }

    [Fact]
    public async Task A_host_that_stalls_is_given_up_and_then_left_alone()
    {
        using var host = new LoopbackHost(async context =>
        {
            context.Response.ContentLength64 = Good.Length;
            await context.Response.OutputStream.WriteAsync(Good.AsMemory(0, 5000));
            await context.Response.OutputStream.FlushAsync();
        });
        var polling = Polling(host.Address + "/a");
        Assert.Contains("ne répond plus", (await Pull(polling)).Text);
        Assert.Equal(4, host.Asked.Count);
        Assert.Contains("laissé en paix", (await Pull(polling)).Text);
        Assert.Equal(4, host.Asked.Count);
        AssertNothingIsLeft();
    }

    [Fact]
    public async Task A_file_beyond_the_quota_is_not_received_whole()
    {
        using var host = new LoopbackHost(async context =>
        {
            context.Response.SendChunked = true;
            for (var i = 0; i < 100; i++)
                await context.Response.OutputStream.WriteAsync(new byte[1 << 20]);
            context.Response.Close();
        });
        Assert.Contains("dépasse la taille permise", (await Pull(Polling(host.Address + "/a"))).Text);
        AssertNothingIsLeft();
    }

    [Fact]
    public async Task A_refused_file_has_its_report_and_is_not_built_again()
    {
        using var host = new LoopbackHost(context => LoopbackHost.Send(context, new byte[5000]));
        var polling = Polling(host.Address + "/a");
        var outcome = await Pull(polling);
        Assert.True(outcome is { IsWell: false, Report.Accepted: false }, outcome.Text);
        Assert.Equal("Le contenu de la source n'a pas changé.", (await Pull(polling)).Text);
        AssertNothingIsLeft();
    }

    [Theory]
    [InlineData("/ailleurs", true)]
    [InlineData("http://192.0.2.1/a", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("/encore", false)]
    public async Task Redirections_are_followed_to_allowed_hosts_only(string location, bool isFollowed)
    {
        using var host = new LoopbackHost(context =>
        {
            if (context.Request.RawUrl == "/ailleurs")
                return LoopbackHost.Send(context, Good);
            context.Response.Headers["Location"] = location;
            return LoopbackHost.Send(context, [], 302);
        });
        var outcome = await Pull(Polling(host.Address + "/encore"));
        Assert.True(outcome.IsWell == isFollowed, outcome.Text);
    }

    [Fact]
    public async Task A_name_that_leads_inside_is_refused_unless_the_address_is_allowed_too()
    {
        using var host = new LoopbackHost(context => LoopbackHost.Send(context, Good));
        var refused = await Pull(Polling($"http://localhost:{host.Port}/a", "localhost"));
        Assert.Contains("adresse privée", refused.Text);
        Assert.Empty(host.Asked);
        Assert.True((await Pull(Polling($"http://localhost:{host.Port}/a", "localhost;127.0.0.1;::1"))).IsWell);
    }

    [Fact]
    public async Task A_host_that_says_no_is_not_asked_again_at_once()
    {
        using var host = new LoopbackHost(context => LoopbackHost.Send(context, [], (int)HttpStatusCode.Gone));
        Assert.Contains("410", (await Pull(Polling(host.Address + "/a"))).Text);
        Assert.Single(host.Asked);
    }

    public void Dispose()
    {
        _publications.Remove("trame");
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<PullOutcome> Pull(SourcePolling polling) =>
        (await polling.Pull("trame", TestContext.Current.CancellationToken))!;

    private SourcePolling Polling(string address, string allowed = "127.0.0.1", bool isNew = true)
    {
        const long Largest = 64 << 20;
        if (isNew)
            _sources.Set(new("trame", address, 3600));
        var options = new CheckOptions(ProfileLibrary.None, new([]));
        var checks = new DeferredChecks(_store, options, TimeProvider.System, NullLogger.Instance);
        var publisher = new Publisher(_store, _publications, new Journal(_folder, TimeProvider.System), new LastReports(_folder), checks,
            options, 5, Largest,
            CancellationToken.None, TimeProvider.System, NullLogger.Instance);
        var pull = new SourcePull(_sources, new OutboundClient(new AllowedHosts(allowed)), new DeliveryReceiver(_store, Largest), publisher,
            Short, TimeProvider.System);
        return new(_sources, pull, Short, TimeProvider.System, NullLogger.Instance);
    }

    private void AssertNothingIsLeft()
    {
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(_folder, "quarantaine")));
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(_folder, "jeux")));
    }
}
