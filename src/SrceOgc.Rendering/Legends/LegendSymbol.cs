using SrceOgc.Features.Budgets;
using SrceOgc.Features.Geometries;
using SrceOgc.Rendering.Canvases;
using SrceOgc.Rendering.Fonts;
using SrceOgc.Rendering.Maps;
using SrceOgc.Rendering.Rasterization;
using SrceOgc.Rendering.Styles;
using SrceOgc.Rendering.Styles.Expressions;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;
using SrceOgc.Rendering.Symbols;

namespace SrceOgc.Rendering.Legends;

/// <summary>A rule's symbol in a box: on a patch for polygons, on a level line for lines, alone for points.</summary>
internal static class LegendSymbol
{
    private const double LargestMark = 60;

    public static void Draw(
        Rule rule, GeometryFamily family, Vertex topLeft, double width, double height,
        Canvas canvas, DrawingTools tools, FontLibrary fonts, MapScale scale, RequestBudget budget)
    {
        var evaluation = new EvaluationContext(new NoFeature(), scale, budget);
        var context = new SymbolContext(canvas, tools.Textures, evaluation, fonts, topLeft);
        var shape = tools.Shape;
        foreach (var symbolizer in rule.Symbolizers)
        {
            if (SymbolPainter.Of(symbolizer, context) is not { } painter)
                continue;
            SetShape(shape, FamilyOf(rule, family), topLeft, width, height);
            painter.Draw(shape);
        }
    }

    /// <summary>The height that shows the rule's marks whole, at least <paramref name="usual"/>.</summary>
    public static double HeightOf(Rule rule, MapScale scale, double usual)
    {
        var context = new EvaluationContext(new NoFeature(), scale);
        foreach (var symbolizer in rule.Symbolizers)
            usual = Math.Max(usual, Math.Min(HeightOf(symbolizer, context), LargestMark * scale.PixelsPerPixel));
        return Math.Ceiling(usual);
    }

    private static double HeightOf(Symbolizer symbolizer, EvaluationContext context) => symbolizer switch
    {
        PointSymbolizer point => point.Size.ToPixels(context) + 3,
        MarkerLineSymbolizer markers => markers.Marks.Select(mark => mark.Size.ToPixels(context)).DefaultIfEmpty().Max() + 3,
        LineSymbolizer line => line.Stroke.Width.ToPixels(context) + 4,
        _ => 0,
    };

    private static GeometryFamily FamilyOf(Rule rule, GeometryFamily family) =>
        family is GeometryFamily.Point or GeometryFamily.Line or GeometryFamily.Polygon ? family
        : rule.Symbolizers.Any(symbolizer => symbolizer is PolygonSymbolizer) ? GeometryFamily.Polygon
        : rule.Symbolizers.Any(symbolizer => symbolizer is PointSymbolizer) ? GeometryFamily.Point
        : GeometryFamily.Line;

    private static void SetShape(FeatureShape shape, GeometryFamily family, Vertex topLeft, double width, double height)
    {
        var middle = topLeft + new Vertex(width / 2, height / 2);
        if (family == GeometryFamily.Point)
        {
            shape.SetPoint(ShapeKind.Point, middle);
            return;
        }

        shape.Begin(family == GeometryFamily.Polygon ? ShapeKind.Polygon : ShapeKind.Line);
        shape.BeginPart();
        if (family == GeometryFamily.Polygon)
        {
            var inset = Math.Min(2, height / 8);
            shape.Path.AddRectangle(topLeft.X + inset, topLeft.Y + inset, topLeft.X + width - inset, topLeft.Y + height - inset);
        }
        else
        {
            shape.Path.Add(topLeft.X + 1, middle.Y);
            shape.Path.Add(topLeft.X + width - 1, middle.Y);
            shape.Path.EndFigure(closed: false);
        }

        shape.End();
    }
}
