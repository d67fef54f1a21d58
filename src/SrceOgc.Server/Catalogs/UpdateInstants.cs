using System.Globalization;

namespace SrceOgc.Server.Catalogs;

/// <summary>
/// When what is shown last changed, for updateSequence: a text that clients can order (OGC 06-042, 7.2.3.5; 06-121r3, 7.3.4). It rises
/// with every
/// change, a return to an older version included, and is kept beside the store, so that a restart changes nothing.
/// </summary>
internal sealed class UpdateInstants
{
    private const string FileName = "actualisation.txt";

    private readonly Lock _lock = new();
    private readonly string _path;
    private readonly TimeProvider _clock;
    private string _fingerprint = "";
    private DateTime _instant;

    /// <param name="dataFolder">Of the server.</param>
    /// <param name="clock">What time it is.</param>
    public UpdateInstants(string dataFolder, TimeProvider clock)
    {
        (_path, _clock) = (Path.Combine(dataFolder, FileName), clock);
        if (File.Exists(_path) && File.ReadAllText(_path).Trim().Split(' ') is [var fingerprint, var text]
            && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var instant))
            (_fingerprint, _instant) = (fingerprint, instant);
    }

    /// <summary>The instant, in UTC and whole milliseconds, since which what is shown has this fingerprint.</summary>
    public DateTime Of(string fingerprint)
    {
        lock (_lock)
        {
            if (_fingerprint == fingerprint)
                return _instant;
            var now = _clock.GetUtcNow().UtcDateTime;
            now = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));
            (_fingerprint, _instant) = (fingerprint, now > _instant ? now : _instant.AddMilliseconds(1));
            Keep();
            return _instant;
        }
    }

    /// <summary>A full disk costs no more than a higher number after the next start.</summary>
    private void Keep()
    {
        try
        {
            File.WriteAllText(_path + ".tmp", $"{_fingerprint} {_instant.ToString("O", CultureInfo.InvariantCulture)}\n");
            File.Move(_path + ".tmp", _path, overwrite: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
        }
    }
}
