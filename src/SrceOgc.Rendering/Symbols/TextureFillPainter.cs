using SrceOgc.Rendering.Rasterization;

namespace SrceOgc.Rendering.Symbols;

/// <summary>
/// A fill that is first drawn aside, on a grid tied to the ground, and then shown through each polygon: any angle repeats without
/// a seam. On pixels what is the same everywhere is drawn once over the whole map, and polygons cost what solid ones do. What depends on
/// the feature, and what is too large to keep, is drawn under each polygon.
/// </summary>
internal abstract class TextureFillPainter : FillPainter
{
    /// <summary>A grid finer than this, in pixels, is coarsened: a hostile style must not draw millions of marks.</summary>
    protected const double FinestGrid = 2;

    private readonly Action _draw;
    private PixelBuffer? _texture;

    protected TextureFillPainter(SymbolContext context)
    {
        Context = context;
        _draw = DrawTexture;
    }

    protected SymbolContext Context { get; }

    protected abstract bool IsConstant { get; }

    /// <summary>Covers the canvas, which may be a part of the map.</summary>
    protected abstract void DrawTexture();

    public override void Prepare()
    {
        var isDrawn = false;
        _texture = IsConstant && Context.Pixels is { IsOnImage: true } image
            ? Context.Textures.Find(this, image.Width, image.Height, out isDrawn) : null;
        if (_texture is null || isDrawn)
            return;
        Context.Pixels!.BeginTexture(_texture);
        DrawTexture();
        Context.Pixels.EndTexture();
    }

    public override void Fill(PathBuffer path, FillRule rule)
    {
        if (_texture is null)
            Context.Canvas.FillThrough(path, rule, _draw);
        else
            Context.Pixels!.Fill(path, _texture, rule);
    }

    /// <summary>Half of what the canvas takes up along a direction, in pixels.</summary>
    protected double HalfAlong(Vertex direction) =>
        (Context.Canvas.Width * Math.Abs(direction.X) + Context.Canvas.Height * Math.Abs(direction.Y)) / 2;
}
