namespace SrceOgc.Rendering.Images;

public enum ImageFormat : byte
{
    Png,

    /// <summary>PNG with at most 256 colours.</summary>
    Png8,

    Jpeg,
}
