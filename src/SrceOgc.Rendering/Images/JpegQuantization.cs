namespace SrceOgc.Rendering.Images;

/// <summary>A quantisation table (ITU-T T.81, K.1, scaled to a quality of 1..100 as is customary) and the zigzag order.</summary>
internal sealed class JpegQuantization
{
    private readonly byte[] _steps = new byte[64];

    public JpegQuantization(ReadOnlySpan<byte> table, int quality)
    {
        quality = Math.Clamp(quality, 1, 100);
        var scale = quality < 50 ? 5000 / quality : 200 - quality * 2;
        for (var i = 0; i < 64; i++)
            _steps[i] = (byte)Math.Clamp((table[i] * scale + 50) / 100, 1, 255);
    }

    public static ReadOnlySpan<byte> Luminance =>
    [
        16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55,
        14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51, 87, 80, 62,
        18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92,
        49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
    ];

    public static ReadOnlySpan<byte> Chrominance =>
    [
        17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99,
        24, 26, 56, 99, 99, 99, 99, 99, 47, 66, 99, 99, 99, 99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
    ];

    /// <summary>Where the n-th coefficient of a scan lies in the block.</summary>
    public static ReadOnlySpan<byte> Zigzag =>
    [
        0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5,
        12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
        35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51,
        58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
    ];

    /// <summary>Divides coefficients, which come eight times too large, and rounds them to nearest.</summary>
    public void Apply(Span<int> block)
    {
        for (var i = 0; i < 64; i++)
        {
            int divisor = _steps[i] * 8, half = divisor / 2;
            block[i] = (block[i] + (block[i] < 0 ? -half : half)) / divisor;
        }
    }

    public void Write(byte number, ByteSink sink)
    {
        sink.Write([0xFF, 0xDB, 0, 67, number]);
        foreach (var at in Zigzag)
            sink.Write([_steps[at]]);
    }
}
