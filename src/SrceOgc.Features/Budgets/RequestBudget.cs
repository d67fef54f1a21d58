namespace SrceOgc.Features.Budgets;

/// <summary>
/// What one request may spend: working time, bytes, and the presence of its client. Every loop that a stranger can lengthen looks at
/// it (<see cref="Look"/>) where the time goes: inside painters, spatial operators, counts, sorts, text functions. The look is
/// one volatile read. Safe to share between the threads of one request.
/// </summary>
/// <remarks>
/// The clock runs only between <see cref="Start"/> and <see cref="Pause"/>: neither a queue nor a slow client uses up the time
/// in which a request may work.
/// </remarks>
public sealed class RequestBudget : IDisposable
{
    /// <summary>For work nobody waits for: publication, tests, commands.</summary>
    public static readonly RequestBudget Unlimited = new(Timeout.InfiniteTimeSpan, long.MaxValue, CancellationToken.None);

    private readonly CancellationToken _left;
    private readonly CancellationTokenRegistration _leaving;
    private readonly CancellationTokenSource _source;
    private readonly CancellationToken _token;
    private readonly TimeSpan _longest;
    private readonly long _mostBytes;
    private readonly TimeProvider _clock;
    private long _bytes;
    private long _started;
    private TimeSpan _worked;
    private bool _isRunning;
    private Action<long>? _counted;

    /// <param name="longest">Working time; <see cref="Timeout.InfiniteTimeSpan"/> for no bound.</param>
    /// <param name="mostBytes">Bytes that may be taken at once.</param>
    /// <param name="left">The client has left, or the server stops.</param>
    /// <param name="clock">Null: the system's.</param>
    public RequestBudget(TimeSpan longest, long mostBytes, CancellationToken left, TimeProvider? clock = null)
    {
        _longest = longest;
        _mostBytes = mostBytes;
        _left = left;
        _clock = clock ?? TimeProvider.System;
        _source = new(Timeout.InfiniteTimeSpan, _clock);
        _leaving = left.CanBeCanceled
            ? left.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source) : default;
        _token = _source.Token;
    }

    /// <summary>By the clock it runs on, in UTC.</summary>
    public DateTime Now => _clock.UtcNow();

    /// <summary>Cancelled when the time is used up or the client has left; for what takes a token. Afterwards <see cref="Look"/> says
    /// which.</summary>
    public CancellationToken Token => _token;

    public bool IsUsedUp => _token.IsCancellationRequested;

    /// <summary>Bytes that may still be taken.</summary>
    public long BytesLeft => _mostBytes - Interlocked.Read(ref _bytes);

    /// <summary>The work begins, or goes on after <see cref="Pause"/>.</summary>
    public void Start()
    {
        if (_isRunning || _longest == Timeout.InfiniteTimeSpan)
            return;
        _isRunning = true;
        _started = _clock.GetTimestamp();
        _source.CancelAfter(_longest > _worked ? _longest - _worked : TimeSpan.Zero);
    }

    /// <summary>Nothing is worked at: the request waits for a turn, or for its client to take what was written.</summary>
    public void Pause()
    {
        if (!_isRunning)
            return;
        _isRunning = false;
        _worked += _clock.GetElapsedTime(_started);
        if (!_token.IsCancellationRequested)
            _source.CancelAfter(Timeout.InfiniteTimeSpan);
    }

    /// <exception cref="OperationCanceledException">The client has left.</exception>
    /// <exception cref="BudgetExceededException">The time is used up.</exception>
    public void Look()
    {
        if (_token.IsCancellationRequested)
            Stop();
    }

    /// <summary>Before a buffer is rented or made whose size a request decides; <see cref="GiveBack"/> when it is let go.</summary>
    /// <exception cref="BudgetExceededException">It would be more than the request may hold at once.</exception>
    public void Take(long bytes)
    {
        var isTaken = false;
        try
        {
            if (Interlocked.Add(ref _bytes, bytes) > _mostBytes)
                throw new BudgetExceededException(SpentResource.Bytes, _longest, _mostBytes);
            _counted?.Invoke(bytes);
            isTaken = true;
        }
        finally
        {
            if (!isTaken)
                Interlocked.Add(ref _bytes, -bytes);
        }
    }

    public void GiveBack(long bytes)
    {
        Interlocked.Add(ref _bytes, -bytes);
        _counted?.Invoke(-bytes);
    }

    /// <summary>While what is given back lives, bytes are also counted among those of other requests.</summary>
    /// <param name="counted">Told of bytes taken, and given back when negative; throws when all requests together hold too many.</param>
    /// <exception cref="InvalidOperationException">They are counted elsewhere already.</exception>
    public IDisposable CountWith(Action<long> counted) => new Counting(this, counted);

    public void Dispose()
    {
        if (ReferenceEquals(this, Unlimited))
            return;
        _leaving.Dispose();
        _source.Dispose();
    }

    private void Stop()
    {
        _left.ThrowIfCancellationRequested();
        throw new BudgetExceededException(SpentResource.Time, _longest, _mostBytes);
    }

    private sealed class Counting : IDisposable
    {
        private readonly RequestBudget _budget;

        public Counting(RequestBudget budget, Action<long> counted)
        {
            if (Interlocked.CompareExchange(ref budget._counted, counted, null) is not null)
                throw new InvalidOperationException("A request draws one thing at a time.");
            _budget = budget;
        }

        public void Dispose() => _budget._counted = null;
    }
}

public enum SpentResource
{
    Time,
    Bytes,
}

/// <summary>A request has used up what it may spend. The server answers 503 in the caller's dialect.</summary>
public sealed class BudgetExceededException(SpentResource resource, TimeSpan longest, long mostBytes)
    : Exception(resource == SpentResource.Time ? $"More than {longest.TotalSeconds:0} s of work." : $"More than {mostBytes} bytes at once.")
{
    public SpentResource Resource { get; } = resource;

    public TimeSpan Longest { get; } = longest;

    public long MostBytes { get; } = mostBytes;
}
