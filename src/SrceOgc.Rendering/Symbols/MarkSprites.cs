using SrceOgc.Rendering.Canvases;
using SrceOgc.Rendering.Rasterization;

namespace SrceOgc.Rendering.Symbols;

/// <summary>
/// A mark drawn once for each of sixteen places within a pixel, then copied: a quarter of a pixel is finer than the eye
/// tells, and copying costs a small part of drawing.
/// </summary>
internal sealed class MarkSprites
{
    private const int Phases = 4;

    /// <summary>Larger marks are rare, and their sprites would take more memory than they save time.</summary>
    private const double LargestRadius = 48;

    private readonly GraphicPainter _graphic;
    private readonly Affine _placement;
    private readonly RasterCanvas _canvas;
    private readonly int _radius;
    private readonly Sprite?[] _sprites = new Sprite?[Phases * Phases];

    private MarkSprites(GraphicPainter graphic, Affine placement, RasterCanvas canvas, int radius) =>
        (_graphic, _placement, _canvas, _radius) = (graphic, placement, canvas, radius);

    /// <summary>Null where they are not drawn as sprites: too large, or not of pixels.</summary>
    public static MarkSprites? Of(GraphicPainter graphic, Affine placement, SymbolContext context)
    {
        if (context.Pixels is not { } canvas)
            return null;
        var radius = graphic.Radius(placement);
        return radius <= LargestRadius ? new MarkSprites(graphic, placement, canvas, (int)Math.Ceiling(radius) + 2) : null;
    }

    /// <summary>The shorter side, in pixels, of a mark that hides what is under it; 0 when it can be seen through.</summary>
    public int HiddenSide => First.Opaque.ContainsAnyExcept(0UL) ? Math.Min(First.Width, First.Height) : 0;

    private Sprite First => _sprites[0] ??= Make(0, 0);

    public void Draw(Vertex at)
    {
        if (!(Math.Abs(at.X) < 1 << 20 && Math.Abs(at.Y) < 1 << 20))
            return;
        int x = (int)Math.Floor(at.X * Phases + 0.5), y = (int)Math.Floor(at.Y * Phases + 0.5);
        int column = x >> 2, row = y >> 2;
        if (column < -_radius || row < -_radius || column > _canvas.Width + _radius || row > _canvas.Height + _radius)
            return;
        ref var sprite = ref _sprites[(y & 3) * Phases + (x & 3)];
        _canvas.Draw(sprite ??= Make(x & 3, y & 3), column, row);
    }

    private Sprite Make(int phaseX, int phaseY)
    {
        var side = 2 * _radius + 1;
        var image = _canvas.BeginPicture(side, side);
        _graphic.Draw(_placement.Then(Affine.Translation(_radius + phaseX / (double)Phases, _radius + phaseY / (double)Phases)));
        _canvas.EndPicture();
        return new Sprite(image, -_radius, -_radius);
    }
}
