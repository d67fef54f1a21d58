namespace SrceOgc.Server.Catalogs;

/// <summary>
/// Layer files are read through memory maps, and whatever was once read counts as the server's memory until the system
/// runs short. Every second it is let go of: what is still needed comes back from the system's cache for some
/// microseconds a megabyte.
/// </summary>
internal static class MappedMemoryRelease
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    public static async Task Run(CatalogHolder catalogs, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Interval);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
                Release(catalogs);
        }
        catch (OperationCanceledException)
        {
        }
    }

    private static void Release(CatalogHolder catalogs)
    {
        var catalog = catalogs.Acquire();
        try
        {
            catalog.ReleaseMappedMemory();
        }
        finally
        {
            catalog.Release();
        }
    }
}
