using System.Net;
using SrceOgc.Server.Configuration;
using SrceOgc.Server.Identity;

namespace SrceOgc.Server.Diagnostics;

/// <summary>What an operator should set before strangers come, said in the log at each start.</summary>
internal static class StartAdvice
{
    private static readonly TimeSpan Soon = TimeSpan.FromDays(30);

    public static void Write(Settings settings, TokenStore tokens, DateTime now, ILogger log)
    {
        if (settings.PublicUrl.Length == 0 && IsReachedFromOutside(settings))
            log.LogWarning("publicUrl is not set: answers repeat the address that each request announces (Host, X-Forwarded-*). Set it");
        if (EndsSoon(tokens, now) is { } end)
            log.LogWarning("The last administrator's token expires on {End:yyyy-MM-dd}: make another one before", end);
    }

    /// <summary>The end of the last token that may administer, when it is near.</summary>
    public static DateTime? EndsSoon(TokenStore tokens, DateTime now) =>
        tokens.EndOfAdministration is { } end && end - now < Soon ? end : null;

    /// <summary>Directly, or through a proxy on another machine. A proxy on this one is seen at the first request it hands on
    /// (/diagnostic).</summary>
    private static bool IsReachedFromOutside(Settings settings) =>
        settings.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Any(static url => !IsLoopback(url))
        || settings.TrustedProxies.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Any(static proxy => !IPAddress.IsLoopback(IPAddress.Parse(proxy)));

    private static bool IsLoopback(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.IsLoopback;
}
