using SrceOgc.Publishing.Checks;
using SrceOgc.Publishing.Comparisons;
using SrceOgc.Publishing.Deliveries;
using SrceOgc.Publishing.Exchanges;
using SrceOgc.Publishing.Store;
using SrceOgc.Rendering.StyleFormats.Libraries;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Configuration;
using SrceOgc.Server.Http;
using SrceOgc.Server.Identity;
using SrceOgc.Server.Stewards;

namespace SrceOgc.Server;

/// <summary>
/// The stewards' side: the services that publish and administer by the address they answer at, the versions they keep, the tokens
/// readers are known by, and the loops that work beside the requests.
/// </summary>
internal sealed record StewardServices(
    IReadOnlyDictionary<string, IService> Services, KeptCatalogs Versions, DatasetStore Store, TokenStore Tokens, ProfileLibrary Profiles,
        IReadOnlyList<Func<CancellationToken, Task>> Loops)
{
    public static StewardServices Make(Settings settings, DatasetStore store, PublicationSet publications, Journal journal,
        KeptCatalogs versions, Comparing comparing, StyleLibrary styles, DeliveryRules rules, CancellationToken stopping,
        TimeProvider clock, ILoggerFactory log)
    {
        var tokens = new TokenStore(settings.DataFolder, clock);
        var largest = (long)settings.MaxGeoPackageMegabytes << 20;
        var profiles = ProfileLibrary.Read(settings.GpkgFolder);
        foreach (var fault in profiles.Faults)
            log.CreateLogger("Profiles").LogWarning("{Fault}", fault.English);
        var options = new CheckOptions(profiles, styles) { LossThreshold = rules.LossThresholdPercent / 100 };
        var reports = new LastReports(settings.DataFolder);
        var checks = new DeferredChecks(store, options, clock, log.CreateLogger("Checks"));
        var client = new OutboundClient(new AllowedHosts(settings.AllowedHosts));
        var subscriptions = new StoredList<Subscription>(Path.Combine(settings.DataFolder, "abonnements.json"),
            SubscriptionJson.Default.ListSubscription, isSecret: true);
        var webhooks = new WebhookSender(subscriptions, publications, client, journal, RetryPolicy.Usual, clock,
            log.CreateLogger("Webhooks"));
        webhooks.Resume();
        var publisher = new Publisher(store, publications, journal, reports, checks, options, settings.KeptVersions, largest, stopping,
            clock, log.CreateLogger("Publication"), webhooks.Announce);
        var receiver = new DeliveryReceiver(store, largest);
        var sources = new SourceList(settings.DataFolder);
        var polling = new SourcePolling(sources, new(sources, client, receiver, publisher, RetryPolicy.Usual, clock), RetryPolicy.Usual,
            clock,
            log.CreateLogger("Sources"));
        var drop = new DropFolder(settings.GpkgFolder, store, publisher, publications,
            dataset => rules.IsDraftOnLoss(dataset) ? OnLoss.KeepDraft : OnLoss.Publish,
            TimeSpan.FromMilliseconds(settings.PollMilliseconds), clock, log.CreateLogger("DropFolder"));
        var outdated = new OutdatedVersions(store, publications, publisher, checks, options, log.CreateLogger("Rebuilding"));
        var journals = new JournalApi(journal, store, publications);
        var services = new Dictionary<string, IService>
        {
            [DatasetsApi.Path] = new DatasetsApi(store, publications, publisher, receiver, reports, new(comparing)),
            [TokensApi.Path] = new TokensApi(tokens, new(tokens, journal, clock)),
            [SourcesApi.Path] = new SourcesApi(sources, polling, client, journal),
            [SubscriptionsApi.Path] = new SubscriptionsApi(subscriptions, client, journal),
            [JournalApi.Path] = journals,
            [JournalApi.FeedPath] = journals,
        };
        async Task Deliveries(CancellationToken stop)
        {
            outdated.RebuildServed(stop);
            await Task.WhenAll(outdated.RebuildKept(stop), drop.Watch(stop));
        }

        foreach (var (path, service) in services.ToArray())
            services[path] = new KeptStateService(service, log.CreateLogger("Store"));
        var watch = new SoundnessWatch(publications, store, outdated, publisher, clock, log.CreateLogger("Store"));

        return new(services, versions, store, tokens, profiles, [Deliveries, watch.Run, checks.Run, polling.Run, webhooks.Run]);
    }
}
