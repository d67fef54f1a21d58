using SrceOgc.Rendering.Images;
using SrceOgc.Rendering.Rasterization;
using SrceOgc.Rendering.Symbols;

namespace SrceOgc.Rendering.Maps;

/// <summary>All the memory one map needs while it is drawn and encoded, kept for the next one.</summary>
internal sealed class DrawingTools
{
    public Canvas Canvas { get; } = new();

    public TexturePool Textures { get; } = new();

    public FeatureShape Shape { get; } = new();

    /// <summary>Marks of the topmost layers, collected before anything is drawn, and what they will hide.</summary>
    public PlacedSprites Marks { get; } = new();

    public HiddenPixels Hidden { get; } = new();

    public PngEncoder Png { get; } = new();

    public JpegEncoder Jpeg { get; } = new();

    public long CapacityInBytes => Canvas.CapacityInBytes + Marks.CapacityInBytes + Textures.CapacityInBytes + Shape.Path.CapacityInBytes + Png.CapacityInBytes;
}
