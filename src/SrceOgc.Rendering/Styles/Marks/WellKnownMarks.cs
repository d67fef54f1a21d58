using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Rendering.Styles.Marks;

/// <summary>
/// The outlines of the marks that SE, GeoServer (<c>shape://</c>) and QGIS know by name, in the square from -1 to 1, y
/// downwards. Proportions are QGIS's.
/// </summary>
internal static class WellKnownMarks
{
    /// <summary>A mark's outline; open marks are lines, which are stroked and never filled.</summary>
    public readonly record struct Mark(string Name, VectorPath Path, bool IsOpen);

    public static bool TryFind(string name, out Mark mark)
    {
        var canonical = Canonical(name);
        if (Closed(canonical) is { } closed)
            mark = new(canonical, closed, false);
        else if (Open(canonical) is { } open)
            mark = new(canonical, open, true);
        else
            mark = default;
        return mark.Path is not null;
    }

    /// <summary>QGIS's own names of its simple markers.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "circle", "square", "diamond", "pentagon", "hexagon", "octagon", "decagon", "triangle", "equilateral_triangle", "star",
            "diamond_star",
        "heart", "arrow", "arrowhead", "filled_arrowhead", "cross", "cross_fill", "cross2", "line", "semi_circle", "third_circle",
            "quarter_circle",
        "quarter_square", "half_square", "diagonal_half_square", "right_half_triangle", "left_half_triangle", "rounded_square",
            "square_with_corners",
        "asterisk_fill", "half_arc", "third_arc", "quarter_arc", "parallelogram_right", "parallelogram_left", "trapezoid", "shield",
    ];

    public static Mark Square { get; } = new("square", Closed("square")!, false);

    public static Mark Circle { get; } = new("circle", Closed("circle")!, false);

    private static string Canonical(string name) => name.Trim().ToLowerInvariant() switch
    {
        "rectangle" => "square",
        "regular_star" => "star",
        "cross2" or "x" or "shape://times" => "cross2",
        "shape://plus" => "cross",
        "cross_fill" or "crossfill" => "cross_fill",
        "shape://vertline" or "vertline" => "line",
        "horline" or "shape://horline" => "horline",
        "slash" or "shape://slash" => "slash",
        "backslash" or "shape://backslash" => "backslash",
        "shape://dot" => "dot",
        "arrowhead" or "shape://oarrow" => "arrowhead",
        "filled_arrowhead" or "shape://carrow" or "shape://ccarrow" => "filled_arrowhead",
        var other => other,
    };

    private static VectorPath? Closed(string name) => name switch
    {
        "circle" => Ellipse(0, 0, 1, 1),
        "dot" => Ellipse(0, 0, 0.25f, 0.25f),
        "square" => Polygon(-1, -1, 1, -1, 1, 1, -1, 1),
        "rounded_square" => RoundedSquare(),
        "square_with_corners" =>
            Polygon(-0.6072f, 1, 0.6072f, 1, 1, 0.6072f, 1, -0.6072f, 0.6072f, -1, -0.6072f, -1, -1, -0.6072f, -1, 0.6072f),
        "quarter_square" => Polygon(-1, -1, 0, -1, 0, 0, -1, 0),
        "half_square" => Polygon(-1, -1, 0, -1, 0, 1, -1, 1),
        "diagonal_half_square" => Polygon(-1, -1, 1, 1, -1, 1),
        "diamond" => Polygon(-1, 0, 0, 1, 1, 0, 0, -1),
        "shield" => Polygon(1, 0.5f, 1, -1, -1, -1, -1, 0.5f, 0, 1),
        "trapezoid" => Polygon(0.5f, -0.5f, 1, 0.5f, -1, 0.5f, -0.5f, -0.5f),
        "parallelogram_right" => Polygon(1, -0.5f, 0.5f, 0.5f, -1, 0.5f, -0.5f, -0.5f),
        "parallelogram_left" => Polygon(0.5f, -0.5f, 1, 0.5f, -0.5f, 0.5f, -1, -0.5f),
        "triangle" => Polygon(-1, 1, 1, 1, 0, -1),
        "equilateral_triangle" => Regular(3, 1),
        "left_half_triangle" => Polygon(0, 1, 1, 1, 0, -1),
        "right_half_triangle" => Polygon(-1, 1, 0, 1, 0, -1),
        "pentagon" => Regular(5, 1),
        "hexagon" => Regular(6, 1),
        "octagon" => Polygon(-0.4142f, 1, 0.4142f, 1, 1, 0.4142f, 1, -0.4142f, 0.4142f, -1, -0.4142f, -1, -1, -0.4142f, -1, 0.4142f),
        "decagon" => Regular(10, 1),
        "star" => Regular(10, 0.38196602f),
        "diamond_star" => Regular(8, 0.3819f),
        "filled_arrowhead" => Polygon(0, 0, -1, 1, -1, -1),
        "arrow" => Polygon(0, -1, 0.5f, -0.5f, 0.25f, -0.5f, 0.25f, 1, -0.25f, 1, -0.25f, -0.5f, -0.5f, -0.5f),
        "cross_fill" => Polygon(-1, -0.2f, -1, 0.2f, -0.2f, 0.2f, -0.2f, 1, 0.2f, 1, 0.2f, 0.2f, 1, 0.2f, 1, -0.2f, 0.2f, -0.2f, 0.2f, -1,
            -0.2f, -1, -0.2f, -0.2f),
        "asterisk_fill" => Asterisk(),
        "heart" => Heart(),
        "semi_circle" => Sector(0, 180),
        "third_circle" => Sector(90, 120),
        "quarter_circle" => Sector(90, 90),
        _ => null,
    };

    private static VectorPath? Open(string name) => name switch
    {
        "cross" => Lines(-1, 0, 1, 0, 0, -1, 0, 1),
        "cross2" => Lines(-1, -1, 1, 1, 1, -1, -1, 1),
        "line" => Lines(0, -1, 0, 1),
        "horline" => Lines(-1, 0, 1, 0),
        "slash" => Lines(-1, 1, 1, -1),
        "backslash" => Lines(-1, -1, 1, 1),
        "arrowhead" => new PathBuilder().Move(-1, -1).Line(0, 0).Line(-1, 1).Build(),
        "half_arc" => new PathBuilder().Arc(0, 0, 1, 1, 0, 180).Build(),
        "third_arc" => new PathBuilder().Arc(0, 0, 1, 1, 90, 120).Build(),
        "quarter_arc" => new PathBuilder().Arc(0, 0, 1, 1, 90, 90).Build(),
        _ => null,
    };

    private static VectorPath Polygon(params ReadOnlySpan<float> points)
    {
        var path = new PathBuilder().Move(points[0], points[1]);
        for (var i = 2; i < points.Length; i += 2)
            path.Line(points[i], points[i + 1]);
        return path.Close().Build();
    }

    private static VectorPath Lines(params ReadOnlySpan<float> points)
    {
        var path = new PathBuilder();
        for (var i = 0; i < points.Length; i += 4)
            path.Move(points[i], points[i + 1]).Line(points[i + 2], points[i + 3]);
        return path.Build();
    }

    /// <summary>Corners at equal angles from the top, every other one drawn in to <paramref name="inner"/>.</summary>
    private static VectorPath Regular(int corners, float inner)
    {
        var path = new PathBuilder();
        for (var i = 0; i < corners; i++)
        {
            var radius = i % 2 == 0 ? 1 : inner;
            var (sin, cos) = MathF.SinCos(2 * MathF.PI * i / corners);
            path.LineOrMove(radius * sin, -radius * cos);
        }

        return path.Close().Build();
    }

    private static VectorPath Ellipse(float x, float y, float radiusX, float radiusY) =>
        new PathBuilder().Arc(x, y, radiusX, radiusY, 0, 360).Close().Build();

    private static VectorPath Sector(float from, float sweep) =>
        new PathBuilder().Move(0, 0).Arc(0, 0, 1, 1, from, sweep).Close().Build();

    private static VectorPath RoundedSquare() =>
        new PathBuilder().Arc(0.5f, -0.5f, 0.5f, 0.5f, 0, 90).Arc(-0.5f, -0.5f, 0.5f, 0.5f, 90, 90)
            .Arc(-0.5f, 0.5f, 0.5f, 0.5f, 180, 90).Arc(0.5f, 0.5f, 0.5f, 0.5f, 270, 90).Close().Build();

    private static VectorPath Heart() =>
        new PathBuilder().Move(0, 0.75f).Arc(0.5f, -0.25f, 0.5f, 0.5f, -45, 210).Arc(-0.5f, -0.25f, 0.5f, 0.5f, 15, 210).Close().Build();

    /// <summary>Eight arms 0.3 wide: two crosses, one turned by 45 degrees, in one outline.</summary>
    private static VectorPath Asterisk()
    {
        const float half = 0.15f;
        var path = new PathBuilder();
        for (var i = 0; i < 8; i++)
        {
            var (sin, cos) = MathF.SinCos(MathF.PI * i / 4);
            var (notchSin, notchCos) = MathF.SinCos(MathF.PI * (i + 0.5f) / 4);
            const float notch = half / 0.38268343f;
            path.LineOrMove(sin - half * cos, -cos - half * sin).Line(sin + half * cos, -cos + half * sin)
                .Line(notch * notchSin, -notch * notchCos);
        }

        return path.Close().Build();
    }
}
