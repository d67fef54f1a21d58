namespace SrceOgc.SampleData;

/// <summary>Smooth value noise summed over octaves, and hashes of integers: the same numbers on every machine.</summary>
internal sealed class Noise(uint seed)
{
    /// <summary>From about -1 to 1; <paramref name="size"/> is the width in metres of the largest features.</summary>
    public double At(double x, double y, double size, int octaves = 5)
    {
        double sum = 0, weight = 1, total = 0;
        for (var octave = 0; octave < octaves; octave++)
        {
            sum += weight * Smooth(x / size, y / size, (uint)octave);
            total += weight;
            weight *= 0.5;
            size *= 0.5;
        }

        return sum / total * 1.6;
    }

    /// <summary>From 0 to 1, exclusive.</summary>
    public double Of(long a, long b = 0, long c = 0)
    {
        var hash = (ulong)a * 0x9E37_79B9_7F4A_7C15 ^ (ulong)b * 0xC2B2_AE3D_27D4_EB4F ^ (ulong)c * 0x1656_67B1_9E37_79F9 ^ (
            ulong)seed << 32;
        hash = (hash ^ hash >> 30) * 0xBF58_476D_1CE4_E5B9;
        hash = (hash ^ hash >> 27) * 0x94D0_49BB_1331_11EB;
        return ((hash ^ hash >> 31) >> 11) * (1.0 / (1UL << 53));
    }

    public int Pick(int count, long a, long b = 0) => (int)(Of(a, b, 77) * count);

    private double Smooth(double x, double y, uint octave)
    {
        var (ix, iy) = ((long)Math.Floor(x), (long)Math.Floor(y));
        var (fx, fy) = (Fade(x - ix), Fade(y - iy));
        var bottom = Mix(Corner(ix, iy, octave), Corner(ix + 1, iy, octave), fx);
        var top = Mix(Corner(ix, iy + 1, octave), Corner(ix + 1, iy + 1, octave), fx);
        return Mix(bottom, top, fy);
    }

    private double Corner(long x, long y, uint octave) => 2 * Of(x, y, octave) - 1;

    private static double Fade(double t) => t * t * t * (t * (t * 6 - 15) + 10);

    private static double Mix(double a, double b, double t) => a + (b - a) * t;
}
