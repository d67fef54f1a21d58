using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using SrceOgc.Server.Configuration;

namespace SrceOgc.Server;

/// <summary>
/// Puts the parts together: settings, store, catalogue, stewards' services, and the addresses they answer at. Built on Kestrel's
/// core alone: no routing, no configuration providers, so that it starts in a tenth of a second.
/// </summary>
internal sealed class ServerHost : IAsyncDisposable
{
    private const int LongestRequestLine = 128 << 10;

    private readonly WebApplication _app;

    private ServerHost(WebApplication app, RequestDelegate answer)
    {
        _app = app;
        Answer = answer;
    }

    /// <summary>What every address answers, without a connection.</summary>
    public RequestDelegate Answer { get; }

    public static ServerHost Build(Settings settings)
    {
        var app = Empty(settings);
        var answer = app.Services.GetRequiredService<ServerParts>().Answer;
        app.Run(answer);
        return new(app, answer);
    }

    public async Task Run()
    {
        await _app.StartAsync();
        var listening = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>();
        StartupBanner.Print(listening!.Addresses);
        await _app.WaitForShutdownAsync();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static WebApplication Empty(Settings settings)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(Limits)
            .UseUrls(settings.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        builder.Services.Configure<HostOptions>(options =>
        {
            options.ShutdownTimeout = TimeSpan.FromSeconds(settings.DrainSeconds);
            options.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore;
        });
        builder.Host.UseConsoleLifetime(options => options.SuppressStatusMessages = true);
        // Each takes the console's place only when it is systemd, or Windows' services, that started the process.
        builder.Services.AddSystemd().AddWindowsService();
        builder.Services.AddSingleton(services => ServerParts.Make(settings, TimeProvider.System,
            services.GetRequiredService<IHostApplicationLifetime>(), services.GetRequiredService<ILoggerFactory>()));
        for (var i = 0; i < ServerParts.LoopCount; i++)
        {
            var loop = i;
            builder.Services.AddSingleton<IHostedService>(services => new BackgroundLoop(
                services.GetRequiredService<ServerParts>().Loops[loop], services.GetRequiredService<IHostApplicationLifetime>()));
        }

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
