using System.Collections.Concurrent;
using System.Net;
using SrceOgc.Features.Texts;

namespace SrceOgc.Server.Http;

/// <summary>
/// Makes whoever sends tokens that are not valid wait, the longer the more they sent of late; a valid token is never made to wait. Bounded:
/// so many
/// addresses are remembered, so many wait at once, and whoever comes beyond is sent away.
/// </summary>
internal sealed class FailedTries(TimeProvider clock)
{
    private const int MostAddresses = 10_000, MostWaiting = 200, Forgiven = 3;
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(250), LongestWait = TimeSpan.FromSeconds(4), Memory =
        TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<IPAddress, (int Count, long Since)> _byAddress = new();
    private int _waiting;

    /// <exception cref="ServiceException">429: too many wait already.</exception>
    public async Task Slow(HttpContext context)
    {
        var wait = NextWait(context.Connection.RemoteIpAddress ?? IPAddress.None);
        if (wait <= TimeSpan.Zero)
            return;
        try
        {
            if (Interlocked.Increment(ref _waiting) > MostWaiting)
                throw TooMany();
            await Task.Delay(wait, clock, context.RequestAborted);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private TimeSpan NextWait(IPAddress address)
    {
        if (_byAddress.Count >= MostAddresses)
            Forget();
        var now = clock.GetTimestamp();
        var (count, _) = _byAddress.AddOrUpdate(address, (1, now), (_, known) =>
            IsOld(known.Since, now) ? (1, now) : (known.Count + 1, now));
        var wait = Step * Math.Min(count - Forgiven, 1000);
        return wait < LongestWait ? wait : LongestWait;
    }

    private void Forget()
    {
        var now = clock.GetTimestamp();
        foreach (var (address, known) in _byAddress)
            if (IsOld(known.Since, now))
                _byAddress.TryRemove(address, out _);
        if (_byAddress.Count >= MostAddresses)
            _byAddress.Clear();
    }

    private bool IsOld(long since, long now) => clock.GetElapsedTime(since, now) > Memory;

    private static ServiceException TooMany() => new("TooManyRequests", null, new(
        "Trop de jetons refusés ; recommencez dans quelques secondes.", "Too many refused tokens; try again in a few seconds."),
            StatusCodes.Status429TooManyRequests)
    { RetryAfter = (int)LongestWait.TotalSeconds };
}
