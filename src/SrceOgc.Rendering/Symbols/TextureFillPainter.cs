using SrceOgc.Rendering.Rasterization;

namespace SrceOgc.Rendering.Symbols;

/// <summary>
/// A fill that is first drawn over the whole map, on a grid tied to the ground, and then shown through each polygon: any
/// angle repeats without a seam, and polygons cost what solid ones do. Drawn again only when its parameters change.
/// </summary>
internal abstract class TextureFillPainter(SymbolContext context) : FillPainter
{
    /// <summary>A grid finer than this, in pixels, is coarsened: a hostile style must not draw millions of marks.</summary>
    protected const double FinestGrid = 2;

    private PixelBuffer? _texture;

    protected SymbolContext Context { get; } = context;

    protected abstract bool IsConstant { get; }

    protected abstract void DrawTexture();

    public override void Prepare()
    {
        _texture = Context.Textures.Of(this, out var isDrawn);
        if (isDrawn && IsConstant)
            return;
        Context.Canvas.BeginTexture(_texture);
        DrawTexture();
        Context.Canvas.EndTexture();
    }

    public override void Fill(PathBuffer path, FillRule rule) => Context.Canvas.Fill(path, _texture!, rule);
}
