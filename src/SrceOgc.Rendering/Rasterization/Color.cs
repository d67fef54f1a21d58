namespace SrceOgc.Rendering.Rasterization;

/// <summary>A colour with straight (not premultiplied) alpha, in sRGB.</summary>
public readonly record struct Color(byte R, byte G, byte B, byte A = 255)
{
    public static readonly Color Transparent = new(0, 0, 0, 0);

    public static readonly Color Black = new(0, 0, 0);

    public static readonly Color White = new(255, 255, 255);

    public bool IsOpaque => A == 255;

    public bool IsTransparent => A == 0;

    /// <summary>The pixel as <see cref="PixelBuffer"/> holds it: red in the low byte, alpha in the high one.</summary>
    public uint Premultiplied => Scale(R) | Scale(G) << 8 | Scale(B) << 16 | (uint)A << 24;

    public Color WithOpacity(double opacity) => this with { A = (byte)Math.Round(A * Math.Clamp(opacity, 0, 1)) };

    private uint Scale(byte channel) => Pixel.Divide255((uint)channel * A);
}
