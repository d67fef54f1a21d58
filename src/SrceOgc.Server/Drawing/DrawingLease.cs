namespace SrceOgc.Server.Drawing;

/// <summary>A place taken, with the bytes that were reserved for it and those it turned out to need.</summary>
/// <param name="cost">Null: bytes only, without a place.</param>
internal sealed class DrawingLease(DrawingPlaces places, DrawingCost? cost) : IDisposable
{
    private long _held;
    private long _extended;

    /// <summary>Bytes taken, or given back when negative; the drawing's own thread.</summary>
    /// <exception cref="SrceOgc.Features.Texts.ServiceException">503: all drawings together would be too large.</exception>
    public void Count(long bytes)
    {
        var more = _held + bytes - (cost?.Bytes ?? 0) - _extended;
        if (more > 0 && !places.TryExtend(more))
            throw DrawingAdmission.Busy();
        _extended += Math.Max(0, more);
        _held += bytes;
    }

    public void Dispose()
    {
        if (cost is { } entered)
            places.Leave(entered, _extended);
        else
            places.GiveBack(_extended);
    }
}
