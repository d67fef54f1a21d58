using System.Collections.Frozen;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using SrceOgc.Features.Budgets;
using SrceOgc.Publishing.Comparisons;
using SrceOgc.Publishing.Deliveries;
using SrceOgc.Publishing.Store;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Configuration;
using SrceOgc.Server.Diagnostics;
using SrceOgc.Server.Identity;
using SrceOgc.Server.Indicators;
using SrceOgc.Server.Plates;

namespace SrceOgc.Server;

/// <summary>
/// Puts the parts together: settings, store, catalogue, stewards' services, and the addresses they answer at. Built on Kestrel's
/// core alone: no routing, no configuration providers, so that it starts in a tenth of a second.
/// </summary>
internal sealed class ServerHost : IAsyncDisposable
{
    private const int LongestRequestLine = 128 << 10;

    private readonly WebApplication _app;
    private readonly CancellationTokenSource _stop = new();
    private readonly IReadOnlyList<Func<CancellationToken, Task>> _loops;
    private readonly StoreLock _storeLock;

    private ServerHost(WebApplication app, RequestDelegate answer, IReadOnlyList<Func<CancellationToken, Task>> loops, StoreLock storeLock)
    {
        _app = app;
        Answer = answer;
        _loops = loops;
        _storeLock = storeLock;
    }

    /// <summary>What every address answers, without a connection.</summary>
    public RequestDelegate Answer { get; }

    public static ServerHost Build(Settings settings)
    {
        var app = Empty(settings);
        var log = app.Services.GetRequiredService<ILoggerFactory>();
        var service = ServiceDescription.Read(settings.OgcFolder);
        StorePermissions.Restrict(settings.DataMode);
        var storeLock = StoreLock.Take(settings.DataFolder);
        StorePermissions.Tighten(settings.DataFolder);
        var store = new DatasetStore(settings.DataFolder);
        var plates = PlateModels.Read(settings.OgcFolder);
        var publications = new PublicationSet();
        var inputs = DocumentInputs.Of(settings);
        var styles = StyleFolder.Read(settings.OgcFolder);
        var builder = new CatalogBuilder(service, styles, inputs, () => RetiredLayers.Of(store, publications),
            new UpdateInstants(settings.DataFolder, TimeProvider.System), log.CreateLogger("Styles"));
        var catalogs = new CatalogHolder(builder.Build([], FrozenSet<string>.Empty));
        var indicators = new IndicatorWork(IndicatorDefinitions.Read(settings.OgcFolder), settings.DataFolder,
            log.CreateLogger("Indicateurs"));
        publications.Changed = (current, restricted) => catalogs.Switch(builder.Build(indicators.With(current, restricted), restricted));
        var journal = new Journal(settings.DataFolder);
        StoredPublications.Load(store, publications, journal, log.CreateLogger("Publication"));
        // What was shown while loading was shown to nobody: from here on each change has an instant of its own.
        publications.Changed = (current, restricted) =>
        {
            var next = builder.Build(indicators.With(current, restricted), restricted);
            next.KeepInstant();
            catalogs.Switch(next);
        };
        indicators.Attach(catalogs, publications.Refresh);
        var comparing = new Comparing();
        var cache = new ComparisonCache(settings.DataFolder, RequestLimits.ComparisonBytes);
        cache.ForgetAllBut(store);
        store.Removed = cache.Forget;
        var versions = new KeptCatalogs(store, publications, comparing, cache, () =>
            new CatalogBuilder(service, styles, inputs, null, null, log.CreateLogger("Styles")));
        var stewards = StewardServices.Of(settings, store, publications, journal, versions, comparing, styles,
            service.Deliveries ?? new(), app.Lifetime.ApplicationStopping, log);
        FirstToken(stewards.Tokens);
        StartAdvice.Write(settings, stewards.Tokens, log.CreateLogger("Réglages"));
        RequestDelegate answer = Addresses.Of(settings, catalogs, stewards, indicators, plates, log).Answer;
        app.Run(answer);
        return new(app, answer, [.. stewards.Loops, indicators.Run, stop => MappedMemoryRelease.LetGo(catalogs, stop)], storeLock);
    }

    public async Task Run()
    {
        await _app.StartAsync();
        var listening = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>();
        StartupBanner.Print(listening!.Addresses);
        var loops = _loops.Select(loop => Task.Run(() => loop(_stop.Token))).ToArray();
        await _app.WaitForShutdownAsync();
        await _stop.CancelAsync();
        await Task.WhenAll(loops);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _stop.Dispose();
        _storeLock.Dispose();
    }

    /// <summary>
    /// No default password: a start that finds nobody who may administer makes one administrator's token and shows it this once. Whoever
    /// starts the
    /// server owns its store.
    /// </summary>
    private static void FirstToken(TokenStore tokens)
    {
        if (!tokens.IsWithoutAdministrator)
            return;
        var (_, secret) = tokens.Create("premier démarrage", [new(Right.Administer, "*")], null);
        Console.WriteLine($"Jeton d'administration (affiché cette seule fois) : {secret}");
    }

    private static WebApplication Empty(Settings settings)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(Limits)
            .UseUrls(settings.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(settings.DrainSeconds));
        builder.Host.UseConsoleLifetime(options => options.SuppressStatusMessages = true);
        // Each takes the console's place only when it is systemd, or Windows' services, that started the process.
        builder.Services.AddSystemd().AddWindowsService();
        builder.Logging.SetMinimumLevel(Enum.Parse<LogLevel>(settings.LogLevel, ignoreCase: true)).AddFilter("Microsoft", LogLevel.Warning)
            .AddSimpleConsole(options => (options.SingleLine, options.TimestampFormat) = (false, "HH:mm:ss "));
        return builder.Build();
    }

    private static void Limits(KestrelServerOptions options)
    {
        options.AddServerHeader = false;
        options.Limits.MaxRequestLineSize = LongestRequestLine;
        options.Limits.MaxRequestBufferSize = 2 * LongestRequestLine;
        options.Limits.MaxRequestBodySize = 16 << 20;
    }
}
