using System.Text;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Rendering.Fonts;
using SrceOgc.Rendering.Labels;
using SrceOgc.Rendering.Maps;
using SrceOgc.Rendering.StyleFormats;
using SrceOgc.Rendering.StyleFormats.Qml;
using SrceOgc.Rendering.StyleFormats.Sld;
using SrceOgc.Rendering.Styles;
using SrceOgc.Rendering.Styles.Expressions;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;
using SrceOgc.Tests;

namespace SrceOgc.Fuzz;

/// <summary>Styles are read and a small map is drawn with them; expressions are read and worked out for every feature.</summary>
internal static class StyleTargets
{
    private static readonly MapRenderer Renderer = new(new FontLibrary(), scene => new MapLabels(scene.Width, scene.Height));

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("qml", QmlSeeds, ["<symbol type=\"marker\" name=\"0\">", "<prop k=\"size\" v=\"", "<Option name=\"", "value=\"1e9\"",
            "value=\"-1\"", "class=\"SVGFill\"", "class=\"RandomMarkerFill\"", "class=\"GeometryGenerator\"", "NaN",
            "type=\"RuleRenderer\"", "expression=\"", "0;0;0", "@value"], RunQml),
        new("sld", SldSeeds, ["<Rule>", "<PolygonSymbolizer>", "<GraphicFill>", "<Halo><Radius>",
            "<CssParameter name=\"stroke-dasharray\">", "<Size>1e9</Size>", "<ogc:Function name=\"strReplace\">", "<Rotation>",
            "<VendorOption name=\"", "<MinScaleDenominator>", "<WellKnownName>", "<Displacement>"], RunSld),
        new("expression", ExpressionSeeds,
            ["if(", "case when ", "then ", "end", "coalesce(", "\"nom\"", "$area", "@map_scale", "to_string(", "regexp_replace(", "rpad(",
            "array(", "||", "'", "NULL", "color_rgb(", "^", "%", "not ", "in ("], RunExpression),
    ];

    private static byte[][] QmlSeeds() =>
        [.. Directory.EnumerateFiles(Path.Combine(RepositoryFiles.Root, "tests/fidelity"), "*.qml").Order(StringComparer.Ordinal)
        .Select(File.ReadAllBytes)];

    private static byte[][] SldSeeds() =>
        [.. Directory.EnumerateFiles(Path.Combine(RepositoryFiles.Root, "ogc/styles"), "*.sld").Order(StringComparer.Ordinal)
        .Select(File.ReadAllBytes)];

    private static byte[][] ExpressionSeeds() => [.. new[]
    {
        "if(\"rang\" > 2, 'fort', lower(\"nom\"))", "case when \"longueur\" between 1 and 3 then 1 else -2 ^ 3 end",
            "regexp_replace(\"nom\", '([a-z]+)', '<\\\\1>')", "format_number($area / 10000, 2) || ' ha'",
        "to_date('2019-05-01') + to_interval('3 days')", "color_rgba(255, 0, scale_linear(\"rang\", 0, 10, 0, 255), 128)",
            "wordwrap(title(\"nom\"), 10, ' ')", "\"nom\" in ('a', 'b') and not \"actif\" is null",
        "coalesce(\"releve\", now())", "substr(\"nom\", -3, 2) like '%a_'", "round($length, 1) % 7 // 2",
    }.Select(Encoding.UTF8.GetBytes)];

    private static void RunQml(ReadOnlyMemory<byte> input) =>
        Draw(input, (root, losses) => QmlReader.Read("essai", root, FuzzSamples.Source.Type, losses));

    private static void RunSld(ReadOnlyMemory<byte> input) =>
        Draw(input, (root, losses) => SldReader.Read("essai", root, new SldContext(FuzzSamples.Source.Type, losses)));

    private static void Draw(ReadOnlyMemory<byte> input, Func<System.Xml.Linq.XElement, StyleLosses, Style> read)
    {
        Style style;
        try
        {
            style = read(StyleXml.Load(input.ToArray()), new StyleLosses());
        }
        catch (StyleException)
        {
            return;
        }

        var lambert = CrsRegistry.Standard.Lambert93;
        var scene = new MapScene(48, 48, lambert, new(0, 0, 100, 100), [new MapLayer(FuzzSamples.Source, lambert, style)]);
        using var budget = new RequestBudget(TimeSpan.FromSeconds(10), 256 << 20, CancellationToken.None);
        budget.Start();
        try
        {
            using var map = Renderer.Render(scene, budget);
        }
        catch (BudgetExceededException)
        {
            // A map that asks for more than there is.
        }
    }

    private static void RunExpression(ReadOnlyMemory<byte> input)
    {
        StyleExpression expression;
        try
        {
            expression = ExpressionParser.Parse(Encoding.UTF8.GetString(input.Span), FuzzSamples.Source.Type, new StyleLosses());
        }
        catch (ExpressionException)
        {
            return;
        }

        using var cursor = FuzzSamples.Source.Open(new());
        var context = new EvaluationContext(cursor, new MapScale(1, 1, MapScale.DefaultDpi));
        while (cursor.MoveNext())
        {
            context.Scratch.Reset();
            _ = expression.Evaluate(context);
        }
    }
}
