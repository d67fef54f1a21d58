using SrceOgc.Features.Geometries;
using SrceOgc.Rendering.Styles.Expressions;
using SrceOgc.Rendering.Styles.Marks;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Rendering.Styles;

/// <summary>The style of a layer nobody styled: sober greys by geometry family.</summary>
internal static class GenericStyle
{
    private static readonly Rgba Ink = new(74, 85, 94);
    private static readonly Rgba Wash = new(140, 155, 165, 90);

    public static Style For(GeometryFamily family) => new() { Name = "default", Title = "Style par défaut", Passes = Passes(family) };

    public static IReadOnlyList<StylePass> Passes(GeometryFamily family) => family switch
    {
        GeometryFamily.Point => [Pass(Point)],
        GeometryFamily.Line => [Pass(Line)],
        GeometryFamily.Polygon => [Pass(Polygon, Line)],
        GeometryFamily.Mixed => [new([Only("Polygon", Polygon, Line), Only("Line", Line), Only("Point", Point)], true)],
        _ => [],
    };

    private static StylePass Pass(params Symbolizer[] symbolizers) => new([new Rule { Name = "0", Symbolizers = symbolizers }], true);

    private static Rule Only(string geometryType, params Symbolizer[] symbolizers) => new()
    {
        Name = geometryType,
        Filter = new Comparison(ComparisonOperator.Equal, new GeometryTypeName(), Literal.Of(geometryType)),
        Symbolizers = symbolizers,
    };

    private static PolygonSymbolizer Polygon => new(new SolidFill(Wash));

    private static LineSymbolizer Line => new(new Stroke { Paint = Ink, Width = Length.Millimetres(0.3), Join = LineJoin.Round });

    private static PointSymbolizer Point => new(new MarkGraphic(WellKnownMarks.Circle.Path)
    {
        WellKnownName = "circle",
        Fill = Ink,
        Stroke = new Stroke { Paint = Rgba.White, Width = Length.Millimetres(0.2) },
    })
    { Size = Length.Millimetres(2.2) };
}
