namespace SrceOgc.Rendering.Images;

/// <summary>
/// The forward discrete cosine transform of eight by eight samples (ITU-T T.81, A.3.3) in integers, rows then
/// columns. Each pass splits even and odd coefficients: sums and differences of mirrored samples need half of the
/// cosines. The result is eight times the standard's; the fourth
/// cosine is also the 1/√2 of the first coefficient.
/// </summary>
internal static class CosineTransform
{
    private const int Bits = 13;

    // cos(k π / 16) in Bits bits of fraction.
    private const int C1 = 8035, C2 = 7568, C3 = 6811, C4 = 5793, C5 = 4551, C6 = 3135, C7 = 1598;

    public static void Forward(Span<int> block)
    {
        for (var row = 0; row < 64; row += 8)
            Transform(block[row..], 1, Bits - 2);
        for (var column = 0; column < 8; column++)
            Transform(block[column..], 8, Bits + 1);
    }

    /// <summary>One line of samples, a step apart: sums of samples times cosines, in Bits - shift bits of fraction.</summary>
    private static void Transform(Span<int> line, int step, int shift)
    {
        int s0 = line[0], s1 = line[step], s2 = line[2 * step], s3 = line[3 * step];
        int s4 = line[4 * step], s5 = line[5 * step], s6 = line[6 * step], s7 = line[7 * step];
        int a0 = s0 + s7, a1 = s1 + s6, a2 = s2 + s5, a3 = s3 + s4;
        int d0 = s0 - s7, d1 = s1 - s6, d2 = s2 - s5, d3 = s3 - s4;
        line[0] = Scale((a0 + a1 + a2 + a3) * C4, shift);
        line[4 * step] = Scale((a0 - a1 - a2 + a3) * C4, shift);
        line[2 * step] = Scale((a0 - a3) * C2 + (a1 - a2) * C6, shift);
        line[6 * step] = Scale((a0 - a3) * C6 - (a1 - a2) * C2, shift);
        line[step] = Scale(d0 * C1 + d1 * C3 + d2 * C5 + d3 * C7, shift);
        line[3 * step] = Scale(d0 * C3 - d1 * C7 - d2 * C1 - d3 * C5, shift);
        line[5 * step] = Scale(d0 * C5 - d1 * C1 + d2 * C7 + d3 * C3, shift);
        line[7 * step] = Scale(d0 * C7 - d1 * C5 + d2 * C3 - d3 * C1, shift);
    }

    private static int Scale(int value, int shift) => (value + (1 << (shift - 1))) >> shift;
}
