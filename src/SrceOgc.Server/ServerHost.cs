using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Configuration;
using SrceOgc.Server.Http;
using SrceOgc.Server.Identity;
using SrceOgc.Server.Publishing;
using SrceOgc.Server.Publishing.Api;

namespace SrceOgc.Server;

/// <summary>
/// Puts the parts together: settings, store, catalogue, drop folder, and the addresses they answer at. Built on Kestrel's
/// core alone: no routing, no configuration providers, so that it starts in a tenth of a second.
/// </summary>
internal sealed class ServerHost : IAsyncDisposable
{
    private const int LongestRequestLine = 128 << 10;

    private readonly WebApplication _app;
    private readonly CancellationTokenSource _stop = new();
    private readonly DropFolder _drop;
    private readonly CatalogHolder _catalogs;

    private ServerHost(WebApplication app, DropFolder drop, CatalogHolder catalogs)
    {
        _app = app;
        _drop = drop;
        _catalogs = catalogs;
    }

    public static ServerHost Build(Settings settings)
    {
        var app = Empty(settings);
        var log = app.Services.GetRequiredService<ILoggerFactory>();
        var service = ServiceDescription.Read(settings.OgcFolder);
        var store = new DatasetStore(settings.DataFolder);
        var publications = new PublicationSet();
        var styles = StyleFolder.Read(settings.OgcFolder);
        var builder = new CatalogBuilder(service, styles, log.CreateLogger("Styles"));
        var catalogs = new CatalogHolder(builder.Build([]));
        publications.Changed = current => catalogs.Switch(builder.Build(current));
        StoredPublications.Load(store, publications, log.CreateLogger("Publication"));
        var journal = new Journal(settings.DataFolder);
        var tokens = new TokenStore(settings.DataFolder);
        var largest = (long)settings.MaxGeoPackageMegabytes << 20;
        var publisher = new Publisher(store, publications, journal, settings.KeptVersions, largest, log.CreateLogger("Publication"));
        var stewards = new StewardServices(
            new DatasetsApi(store, publications, publisher, tokens, new Upload(store, largest)), new TokensApi(tokens, journal), new JournalApi(journal, tokens),
            new KeptCatalogs(store, () => new CatalogBuilder(service, styles, log.CreateLogger("Styles"))));
        FirstToken(tokens);
        var drop = new DropFolder(settings.GpkgFolder, store, publisher, publications, TimeSpan.FromMilliseconds(settings.PollMilliseconds), log.CreateLogger("Dépôt"));
        app.Run(Addresses.Of(settings, catalogs, stewards, log).Answer);
        return new(app, drop, catalogs);
    }

    public async Task Run()
    {
        await _app.StartAsync();
        Welcome.Print(_app.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>().Features.Get<IServerAddressesFeature>()!.Addresses);
        var watching = Task.Run(() => _drop.Watch(_stop.Token));
        var lettingGo = MappedPages.LetGo(_catalogs, _stop.Token);
        await _app.WaitForShutdownAsync();
        await _stop.CancelAsync();
        await Task.WhenAll(watching, lettingGo);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _stop.Dispose();
    }

    /// <summary>No default password: the first start makes one administrator's token and shows it this once.</summary>
    private static void FirstToken(TokenStore tokens)
    {
        if (!tokens.IsEmpty)
            return;
        var (_, secret) = tokens.Create("premier démarrage", [new(Right.Administer, "*")], null);
        Console.WriteLine($"Jeton d'administration (affiché cette seule fois) : {secret}");
    }

    private static WebApplication Empty(Settings settings)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(Limits).UseUrls(settings.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(settings.DrainSeconds));
        builder.Services.AddSingleton<IHostLifetime, Microsoft.Extensions.Hosting.Internal.ConsoleLifetime>();
        builder.Services.Configure<ConsoleLifetimeOptions>(options => options.SuppressStatusMessages = true);
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
