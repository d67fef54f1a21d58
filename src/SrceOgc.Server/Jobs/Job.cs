using SrceOgc.Features.Texts;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Jobs;

/// <summary>A job of this process: what is kept of it, and what only lives with it.</summary>
internal sealed class Job(JobState state, JobOrder? order, RequestedWork? work, string owner) : IDisposable
{
    private readonly CancellationTokenSource _cancelled = new();
    private volatile JobState _state = state;

    public JobState State => _state;

    public JobOrder? Order => order;

    public RequestedWork? Work => work;

    /// <summary>Who asked: a token, or an address of the network.</summary>
    public string Owner => owner;

    public JobProgress Progress { get; } = new();

    public CancellationToken Cancelled => _cancelled.Token;

    public void Cancel() => _cancelled.Cancel();

    public JobState Become(JobPhase phase, DateTime? ended = null, long bytes = 0, ServiceException? fault = null) =>
        _state = _state with { Phase = phase, Ended = ended, Bytes = bytes, Fault = fault?.Text, FaultStatus = fault?.Status ?? 0 };

    public void Dispose() => _cancelled.Dispose();
}
