using System.Collections.Frozen;
using SrceOgc.Features.Budgets;
using SrceOgc.Publishing.Comparisons;
using SrceOgc.Publishing.Deliveries;
using SrceOgc.Publishing.Store;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Configuration;
using SrceOgc.Server.Diagnostics;
using SrceOgc.Server.Drawing;
using SrceOgc.Server.Identity;
using SrceOgc.Server.Indicators;
using SrceOgc.Server.Jobs;
using SrceOgc.Server.Plates;

namespace SrceOgc.Server;

/// <summary>What the server is made of, each part given what it needs when it is made: the one place where that is decided.</summary>
/// <param name="Answer">What every address answers.</param>
/// <param name="Loops">Work beside the requests; as many as <see cref="LoopCount"/>.</param>
/// <param name="Store">Held as long as the server runs.</param>
internal sealed record ServerParts(RequestDelegate Answer, IReadOnlyList<Func<CancellationToken, Task>> Loops,
    StoreLock Store) : IDisposable
{
    public const int LoopCount = 9;

    public void Dispose() => Store.Dispose();

    public static ServerParts Make(Settings settings, TimeProvider clock, IHostApplicationLifetime lifetime, ILoggerFactory log)
    {
        var service = ServiceDescription.Read(settings.OgcFolder);
        StorePermissions.Restrict(settings.DataMode);
        var storeLock = StoreLock.Take(settings.DataFolder);
        StorePermissions.Tighten(settings.DataFolder);
        var cache = new ComparisonCache(settings.DataFolder, RequestLimits.ComparisonBytes, clock);
        var store = new DatasetStore(settings.DataFolder, cache.Forget);
        cache.ForgetAllBut(store);
        var inputs = DocumentInputs.Of(settings);
        var styles = StyleFolder.Read(settings.OgcFolder);
        var builder = new CatalogBuilder(service, styles, inputs, (served, restricted) => RetiredLayers.Find(store, served, restricted),
            new UpdateInstants(settings.DataFolder, clock), log.CreateLogger("Styles"));
        var catalogs = new CatalogHolder(builder.Build([], FrozenSet<string>.Empty));
        var indicators = new IndicatorWork(IndicatorDefinitions.Read(settings.OgcFolder), settings.DataFolder, catalogs, clock,
            log.CreateLogger("Indicators"));
        var updates = new CatalogUpdates(builder, catalogs, indicators);
        var publications = new PublicationSet(updates.Show);
        var journal = new Journal(settings.DataFolder, clock);
        StoredPublications.Load(store, publications, journal, log.CreateLogger("Publication"));
        updates.Loaded();
        var comparing = new Comparing();
        var versions = new KeptCatalogs(store, publications, comparing, cache, () =>
            new CatalogBuilder(service, styles, inputs, null, null, log.CreateLogger("Styles")));
        var stewards = StewardServices.Make(settings, store, publications, journal, versions, comparing, styles,
            service.Deliveries ?? new(), lifetime.ApplicationStopping, clock, log);
        FirstToken(stewards.Tokens);
        StartAdvice.Write(settings, stewards.Tokens, clock.UtcNow(), log.CreateLogger("Settings"));
        var drawing = DrawingService.Make(settings, log.CreateLogger("Maps"));
        var jobs = new JobQueue(settings.DataFolder, (long)settings.RequestMegabytes << 20, clock, log.CreateLogger("Jobs"));
        var addresses = Addresses.Make(settings, catalogs, stewards, indicators, PlateModels.Read(settings.OgcFolder), drawing, jobs, clock,
            log);
        return new(addresses.Answer,
        [
            .. stewards.Loops, stop => indicators.Run(publications.Refresh, stop), stop => MappedMemoryRelease.Run(catalogs, stop),
            jobs.Run,
            stop => MemoryWatch.Run(log.CreateLogger("Memory"), stop),
        ], storeLock);
    }

    /// <summary>
    /// No default password: a start that finds nobody who may administer makes one administrator's token and shows it this once. Whoever
    /// starts the server owns its store.
    /// </summary>
    private static void FirstToken(TokenStore tokens)
    {
        if (!tokens.IsWithoutAdministrator)
            return;
        var (_, secret) = tokens.Create("premier démarrage", [new(Right.Administer, "*")], null);
        Console.WriteLine($"Jeton d'administration (affiché cette seule fois) : {secret}");
    }
}
