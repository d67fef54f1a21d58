namespace SrceOgc.Features.Indicators;

/// <summary>Threads that measure at once: the caller's, and others of the kind it chooses.</summary>
/// <param name="Count">In all.</param>
/// <param name="Start">Starts one of the others; the task ends, or fails, with its work.</param>
public sealed record MeasuringThreads(int Count, Func<Action, Task> Start)
{
    /// <summary>For an answer somebody waits for.</summary>
    public static readonly MeasuringThreads OfRequest = new(1, Task.Run);
}
