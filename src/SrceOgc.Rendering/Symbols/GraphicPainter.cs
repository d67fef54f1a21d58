using SrceOgc.Rendering.Fonts;
using SrceOgc.Rendering.Rasterization;
using SrceOgc.Rendering.Styles;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Rendering.Symbols;

/// <summary>Draws one graphic of a point symbolizer under a transform from its square of -1..1 to pixels.</summary>
internal abstract class GraphicPainter
{
    public abstract Color DotColor { get; }

    public abstract void Draw(in Affine transform);

    /// <summary>How far from its centre the graphic's ink may reach, in pixels.</summary>
    public abstract double Radius(in Affine transform);

    public static GraphicPainter? Of(Graphic graphic, SymbolContext context) => graphic switch
    {
        MarkGraphic mark => new MarkPainter(mark, context),
        GlyphGraphic glyph when context.Fonts.Find(glyph.Bold, glyph.Italic) is { } font => new GlyphPainter(glyph, font, context),
        DrawingGraphic drawing => new DrawingPainter(drawing, context),
        _ => null,
    };

    public static bool HasConstantLook(Graphic graphic) => graphic switch
    {
        MarkGraphic mark => mark.Fill.IsConstant && IsConstant(mark.Stroke),
        GlyphGraphic glyph => glyph.Fill.IsConstant && IsConstant(glyph.Stroke),
        DrawingGraphic drawing => drawing.Paths.All(path => path.Fill.IsConstant && path.Stroke.IsConstant),
        _ => false,
    };

    private static bool IsConstant(Stroke? stroke) => stroke is null || (stroke.Paint.IsConstant && stroke.Width.Value.IsConstant);

    /// <summary>The distance of the square's corners, stretched by what the path exceeds the square.</summary>
    protected static double Radius(VectorPath path, in Affine transform)
    {
        var (minX, minY, maxX, maxY) = path.Bounds();
        var radius = 0.0;
        foreach (var (x, y) in (ReadOnlySpan<(float, float)>)[(minX, minY), (minX, maxY), (maxX, minY), (maxX, maxY)])
            radius = Math.Max(radius, transform.Apply(x, y).Length);
        return radius;
    }
}

internal sealed class MarkPainter(MarkGraphic mark, SymbolContext context) : GraphicPainter
{
    private readonly Pen? _pen = Pen.Of(mark.Stroke, context.Evaluation);
    private readonly FillPainter? _pattern = mark.PatternFill is null ? null : FillPainter.Of(mark.PatternFill, context);

    public override Color DotColor =>
        mark.Fill.IsNone ? _pen?.Color ?? Color.Transparent : mark.Fill.Evaluate(context.Evaluation).ToColor();

    public override double Radius(in Affine transform) => Radius(mark.Path, transform) + (_pen?.Style.Width * 4 ?? 0);

    public override void Draw(in Affine transform)
    {
        _pattern?.Prepare();
        var outline = context.Outline;
        outline.Clear();
        MarkOutline.Add(mark.Path, outline, transform);
        if (_pattern is not null)
            _pattern.Fill(outline, FillRule.NonZero);
        else if (!mark.Fill.IsNone)
            context.Canvas.Fill(outline, mark.Fill.Evaluate(context.Evaluation).ToColor(), FillRule.NonZero);
        if (_pen is null)
            return;
        if (_pattern is not null)
        {
            // The pattern's own marks were drawn with the same scratch.
            outline.Clear();
            MarkOutline.Add(mark.Path, outline, transform);
        }
        _pen.Prepare(context.Evaluation);
        _pen.Draw(context.Canvas, outline);
    }
}

/// <summary>Characters, centred by their advance and ascent; the square's half side is half of the em.</summary>
internal sealed class GlyphPainter(GlyphGraphic glyph, Font font, SymbolContext context) : GraphicPainter
{
    private readonly Pen? _pen = Pen.Of(glyph.Stroke, context.Evaluation);

    public override Color DotColor => glyph.Fill.Evaluate(context.Evaluation).ToColor();

    public override double Radius(in Affine transform) =>
        transform.Apply(1 + TextLine.Measure(font, 2, glyph.Text), 2).Length + (_pen?.Style.Width ?? 0);

    public override void Draw(in Affine transform)
    {
        var outline = context.Outline;
        outline.Clear();
        // The em is as high as the square, which is 2; QGIS hangs the baseline half of the ascent below the point.
        var centered = Affine.Translation(-TextLine.Measure(font, 2, glyph.Text) / 2, font.Ascent);
        TextLine.AddOutlines(font, 2, glyph.Text, outline, centered.Then(transform));
        if (_pen is not null)
        {
            _pen.Prepare(context.Evaluation);
            _pen.Draw(context.Canvas, outline);
        }
        context.Canvas.Fill(outline, DotColor, FillRule.NonZero);
    }
}

internal sealed class DrawingPainter(DrawingGraphic drawing, SymbolContext context) : GraphicPainter
{
    public override Color DotColor =>
        drawing.Paths.Count == 0 ? Color.Transparent : drawing.Paths[0].Fill.Evaluate(context.Evaluation).ToColor();

    public override double Radius(in Affine transform)
    {
        var radius = 0.0;
        foreach (var path in drawing.Paths)
            radius = Math.Max(radius, Radius(path.Path, transform) + path.StrokeWidth * ScaleOf(transform));
        return radius;
    }

    public override void Draw(in Affine transform)
    {
        foreach (var path in drawing.Paths)
        {
            context.Outline.Clear();
            MarkOutline.Add(path.Path, context.Outline, transform);
            context.Canvas.Fill(context.Outline, path.Fill.Evaluate(context.Evaluation).ToColor(), path.EvenOdd
                ? FillRule.EvenOdd : FillRule.NonZero);
            if (!path.Stroke.IsNone)
                context.Canvas.Stroke(context.Outline, new StrokeStyle(path.StrokeWidth * ScaleOf(transform)),
                    path.Stroke.Evaluate(context.Evaluation).ToColor());
        }
    }

    private static double ScaleOf(in Affine transform) => Math.Sqrt(Math.Abs(transform.A * transform.E - transform.B * transform.D));
}
