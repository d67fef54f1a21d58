namespace SrceOgc.Server;

/// <summary>
/// Gives memory back while the server is busy. The collector lets a heap of short-lived large arrays grow to a multiple of what is
/// alive, since the machine has memory left: under attack, or beside other services, that is memory the machine wanted.
/// </summary>
internal static class MemoryWatch
{
    /// <summary>Below this nothing is looked at: what maps of a region and a publication need together.</summary>
    private const long Much = 384L << 20;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100), Rest = TimeSpan.FromSeconds(2);

    public static async Task Run(ILogger log, CancellationToken stop)
    {
        var alive = 0L;
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(Look, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var held = Held();
            if (!IsWorthIt(held, alive))
                continue;
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            alive = GC.GetTotalMemory(forceFullCollection: false);
            log.LogDebug("Memory given back: {Held} MiB held, {Alive} MiB alive", held >> 20, alive >> 20);
            await Task.Delay(Rest, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Where half as much again is held as was alive the last time: what is alive is not collected over and over.</summary>
    internal static bool IsWorthIt(long held, long alive) => held > Math.Max(Much, alive + alive / 2);

    private static long Held() =>
        Math.Max(GC.GetTotalMemory(forceFullCollection: false), GC.GetGCMemoryInfo(GCKind.Any).TotalCommittedBytes);
}
