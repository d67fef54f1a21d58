using SrceOgc.Rendering.Rasterization;
using SrceOgc.Rendering.Styles.Symbolizers;

namespace SrceOgc.Rendering.Symbols;

/// <summary>Covers the inside of paths with one fill.</summary>
internal abstract class FillPainter
{
    /// <summary>What a polygon below a pixel is shown in.</summary>
    public abstract Color DotColor { get; }

    /// <summary>Works out what depends on the feature.</summary>
    public abstract void Prepare();

    public abstract void Fill(PathBuffer path, FillRule rule);

    public static FillPainter? Of(Fill fill, SymbolContext context) => fill switch
    {
        SolidFill { Paint.IsNone: true } => null,
        SolidFill solid => new SolidFillPainter(solid.Paint, context),
        BitmapFill bitmap => new BitmapFillPainter(bitmap, context),
        HatchFill hatch => new HatchFillPainter(hatch, context),
        PatternFill pattern => new PatternFillPainter(pattern, context),
        _ => null,
    };
}

internal sealed class SolidFillPainter(Paint paint, SymbolContext context) : FillPainter
{
    private Color _color = paint.Evaluate(context.Evaluation).ToColor();

    public override Color DotColor => _color;

    public override void Prepare()
    {
        if (!paint.IsConstant)
            _color = paint.Evaluate(context.Evaluation).ToColor();
    }

    public override void Fill(PathBuffer path, FillRule rule) => context.Canvas.Fill(path, _color, rule);
}

/// <summary>Qt's brush patterns: eight by eight pixels of the device, of whatever resolution.</summary>
internal sealed class BitmapFillPainter(BitmapFill fill, SymbolContext context) : FillPainter
{
    private Color _color = Color.Transparent;
    private Pattern? _pattern;

    public override Color DotColor => _color;

    public override void Prepare()
    {
        if (_pattern is not null && fill.Paint.IsConstant)
            return;
        var color = fill.Paint.Evaluate(context.Evaluation).ToColor();
        if (_pattern is not null && color == _color)
            return;
        _color = color;
        _pattern = Draw(color.Premultiplied);
    }

    private Pattern Draw(uint pixel)
    {
        var tile = new PixelBuffer();
        tile.Resize(8, 8);
        for (var i = 0; i < 64; i++)
            tile.Pixels(i >> 3)[i & 7] = (fill.Bits >> i & 1) != 0 ? pixel : 0;
        return new Pattern(tile);
    }

    public override void Fill(PathBuffer path, FillRule rule) => context.Canvas.Fill(path, _pattern!, rule);
}
