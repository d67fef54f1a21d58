namespace SrceOgc.Server;

/// <summary>Work beside the requests, from the moment the server listens until it stops.</summary>
internal sealed class BackgroundLoop(Func<CancellationToken, Task> run, IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (lifetime.ApplicationStarted.Register(listening.SetResult))
        await using (stoppingToken.Register(() => listening.TrySetCanceled(stoppingToken)))
            await listening.Task;
        await run(stoppingToken);
    }
}
