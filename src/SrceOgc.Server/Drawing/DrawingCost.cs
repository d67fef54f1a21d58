namespace SrceOgc.Server.Drawing;

/// <summary>What a drawing is known to need before it begins. More is counted while it goes on.</summary>
/// <param name="Bytes">Working memory, at least.</param>
/// <param name="IsHeavy">Large, or drawn as a stranger says: fewer of these go on at once, so that ordinary maps find a place.</param>
internal readonly record struct DrawingCost(long Bytes, bool IsHeavy)
{
    /// <summary>Larger drawings are heavy.</summary>
    private const long MostOfLight = 32 << 20;

    /// <summary>An image's pixels, the coverage of what is drawn on it, what hides what.</summary>
    private const double BytesOfPixel = 4 + 4.7 + 0.2;

    private const int BytesOfGroupPixel = 4;

    /// <param name="pixels">Of the image.</param>
    /// <param name="groups">Layers that are drawn aside at once, of the image's size.</param>
    /// <param name="isSent">A style came with the request.</param>
    public static DrawingCost Of(long pixels, int groups, bool isSent)
    {
        var bytes = (long)(pixels * (BytesOfPixel + groups * BytesOfGroupPixel));
        return new(bytes, isSent || bytes > MostOfLight);
    }

    /// <summary>
    /// A vector file keeps no pixels, but every vertex and the fonts, several times over while it is put together; what is written is
    /// counted while it grows. Always heavy: twenty at once took 2.4 GB, and the ordinary maps' turn.
    /// </summary>
    public static DrawingCost OfVectors() => new(MostOfLight, IsHeavy: true);
}
