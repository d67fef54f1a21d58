using System.Runtime.CompilerServices;

namespace SrceOgc.Rendering.Rasterization;

/// <summary>
/// What one drawing may spend, as whoever asked for it says: the rasteriser looks at it where its time goes and counts
/// its memory on it before it grows. One for each set of drawing tools, lent from drawing to drawing; one thread at a time.
/// </summary>
public sealed class DrawingLimits
{
    /// <summary>Vertices after which a loop over them looks again: some milliseconds, however large the picture.</summary>
    public const int Stretch = 256;

    private CancellationToken _token;
    private Action? _stop;
    private Action<long>? _take;

    /// <summary>A drawing begins.</summary>
    /// <param name="token">Cancelled when the time is used up or nobody waits any more.</param>
    /// <param name="stop">Throws what says which of both it is.</param>
    /// <param name="take">Counts bytes; throws when they are too many.</param>
    public void Begin(CancellationToken token, Action stop, Action<long> take) => (_token, _stop, _take) = (token, stop, take);

    /// <summary>Whatever comes after is not limited.</summary>
    public void End() => (_token, _stop, _take) = (default, null, null);

    /// <summary>One volatile read while there is time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Look()
    {
        if (_token.IsCancellationRequested)
            _stop!();
    }

    /// <summary>Before memory grows by so many bytes.</summary>
    public void Take(long bytes)
    {
        if (bytes <= 0)
            return;
        Look();
        _take?.Invoke(bytes);
    }
}
