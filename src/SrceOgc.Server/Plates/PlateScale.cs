using SrceOgc.Features.Geometries;

namespace SrceOgc.Server.Plates;

/// <summary>A scale and what a frame of paper shows at it.</summary>
internal static class PlateScale
{
    private static readonly int[] Round =
    [
        1_000, 2_000, 2_500, 5_000, 7_500, 10_000, 12_500, 15_000, 20_000, 25_000, 30_000, 35_000, 40_000, 50_000, 60_000, 70_000, 80_000,
        100_000, 125_000, 150_000, 175_000, 200_000, 250_000, 300_000, 350_000, 400_000, 500_000, 600_000, 750_000, 1_000_000, 1_250_000,
        1_500_000, 2_000_000, 2_500_000, 3_000_000, 5_000_000,
    ];

    /// <summary>The share of the frame that the territory takes up at most.</summary>
    private const double Share = 0.9;

    /// <summary>Lengths of a scale bar and of a grid in metres.</summary>
    private static readonly int[] Lengths =
        [50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000];

    /// <summary>Metres of the ground that a pixel of paper shows.</summary>
    public static double MetresOfPixel(int denominator) => denominator * 0.0254 / PlatePaper.Dpi;

    /// <summary>The largest round scale at which the bounds lie within the frame; the smallest of all when none is small enough.</summary>
    public static int Fitting(in Envelope bounds, in PlateBox frame)
    {
        foreach (var denominator in Round)
            if (bounds.Width <= frame.Width * MetresOfPixel(denominator) * Share
                && bounds.Height <= frame.Height * MetresOfPixel(denominator) * Share)
                return denominator;
        return Round[^1];
    }

    /// <summary>What the frame shows at a scale, about a point.</summary>
    public static Envelope Extent(double x, double y, in PlateBox frame, int denominator)
    {
        double width = frame.Width * MetresOfPixel(denominator), height = frame.Height * MetresOfPixel(denominator);
        return new(x - width / 2, y - height / 2, x + width / 2, y + height / 2);
    }

    /// <summary>The longest of the lengths that is not longer than so many metres.</summary>
    public static int LengthWithin(double metres)
    {
        var best = Lengths[0];
        foreach (var length in Lengths)
            best = length <= metres ? length : best;
        return best;
    }
}
