namespace SrceOgc.Rendering.Vectors;

/// <summary>A pattern of dashes and gaps in pixels, as vector formats count it.</summary>
public sealed record Dashes(IReadOnlyList<double> Lengths, double Offset)
{
    /// <summary>The rasteriser's measure: below this period in pixels, or this part of the line's width, a line is whole.</summary>
    private const double ShortestPeriod = 0.5, ShortestShare = 1 / 64.0, LongestPeriod = 1e6;

    /// <summary>Null when the line is whole.</summary>
    public static Dashes? Of(ReadOnlySpan<double> pattern, double offset, double width)
    {
        var lengths = new double[pattern.Length & ~1];
        var period = 0.0;
        for (var i = 0; i < lengths.Length; i++)
            period += lengths[i] = Math.Max(0, pattern[i]);
        if (!(period >= Math.Max(ShortestPeriod, width * ShortestShare) && period < LongestPeriod))
            return null;
        // PDF knows no phase below zero.
        var start = offset % period;
        return new(lengths, start < 0 ? start + period : start);
    }
}
