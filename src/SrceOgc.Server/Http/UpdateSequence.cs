using System.Globalization;
using SrceOgc.Features.Texts;

namespace SrceOgc.Server.Http;

/// <summary>What a client's UPDATESEQUENCE is beside the current one.</summary>
internal enum KnownSequence
{
    /// <summary>None given, or an older one.</summary>
    Outdated,
    Current,
}

/// <summary>The parameter UPDATESEQUENCE of GetCapabilities (OGC 06-042, 7.2.3.5; 06-121r3, 7.3.4): instants, compared as such, anything
/// else as text.</summary>
internal static class UpdateSequence
{
    /// <exception cref="ServiceException">InvalidUpdateSequence: higher than the current one.</exception>
    public static KnownSequence Of(ServiceRequest request)
    {
        if (request.Parameters.Optional("UPDATESEQUENCE") is not { } known)
            return KnownSequence.Outdated;
        var current = request.Catalog.UpdateSequence;
        return Compare(known.Trim(), current) switch
        {
            < 0 => KnownSequence.Outdated,
            0 => KnownSequence.Current,
            _ => throw new ServiceException("InvalidUpdateSequence", "UPDATESEQUENCE", new(
                $"UPDATESEQUENCE : « {ServiceException.Shortened(known)} » est plus récent que l'état actuel ({current}).",
                $"UPDATESEQUENCE: '{ServiceException.Shortened(known)}' is higher than the current one ({current}).")),
        };
    }

    private static int Compare(string known, string current) =>
        DateTimeOffset.TryParse(known, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var a) && known.Contains('-')
            && DateTimeOffset.TryParse(current, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var b)
            ? a.CompareTo(b)
            : string.CompareOrdinal(known, current);
}
