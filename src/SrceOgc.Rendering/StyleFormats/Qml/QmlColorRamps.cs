using System.Globalization;
using System.Xml.Linq;
using SrceOgc.Rendering.Styles.Expressions;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Rendering.StyleFormats.Qml;

/// <summary>Gradients: the colour of a value between two ends, and the single colour that stands for a whole gradient.</summary>
internal static class QmlColorRamps
{
    private readonly record struct Stop(double At, Rgba Color);

    public static StyleExpression Colored(StyleExpression source, XElement data, double least, double most, QmlContext context)
    {
        var ramp = data.Elements("colorramp").FirstOrDefault() ?? data.Descendants("Option")
            .FirstOrDefault(option => QmlContext.Attribute(option, "name") == "colorramp") ?? data;
        var stops = Stops(ramp);
        var share = FunctionCatalog.Call("scale_linear", [source, Literal.Of(least), Literal.Of(most), Literal.Of(0.0), Literal.Of(1.0)]);
        if (stops.Count < 2)
        {
            context.Losses.Approximate("assistant de couleur", "dégradé non reconnu : la couleur fixe du symbole est utilisée");
            return Literal.Null;
        }

        var branches = new List<CaseBranch>();
        for (var i = 1; i < stops.Count; i++)
            branches.Add(new(new Comparison(ComparisonOperator.LessOrEqual, share, Literal.Of(stops[i].At)),
                Mixed(share, stops[i - 1], stops[i])));
        return new Case(branches, Literal.Null);
    }

    /// <summary>The mean of a gradient's colours over its length.</summary>
    public static Rgba Mean(Func<string, string> property)
    {
        var stops = Stops(property("color"), property("color1"), property("gradient_color2"), property("color2"), property("stops"));
        return MeanOf(stops);
    }

    /// <summary>Of two colours that the data may choose.</summary>
    public static Parameter<Rgba> Mean(Rgba first, StyleExpression? firstOf, Rgba second, StyleExpression? secondOf)
    {
        var mean = MeanOf([new(0, first), new(1, second)]);
        return firstOf is null && secondOf is null ? mean : new Parameter<Rgba>(mean, FunctionCatalog.Call("color_mix_rgb",
            [Chosen(first, firstOf), Chosen(second, secondOf), Literal.Of(0.5)]));
    }

    private static StyleExpression Chosen(Rgba color, StyleExpression? expression) => expression is null ? Literal.Of(TextOf(color))
        : FunctionCatalog.Call("coalesce", [expression, Literal.Of(TextOf(color))]);

    private static Rgba MeanOf(List<Stop> stops)
    {
        double r = 0, g = 0, b = 0, a = 0;
        for (var i = 1; i < stops.Count; i++)
        {
            var weight = (stops[i].At - stops[i - 1].At) / 2;
            var (x, y) = (stops[i - 1].Color, stops[i].Color);
            (r, g, b, a) = (r + weight * (x.R + y.R), g + weight * (x.G + y.G), b + weight * (x.B + y.B), a + weight * (x.A + y.A));
        }

        return new((byte)r, (byte)g, (byte)b, (byte)a);
    }

    /// <summary>The mean of the ramp an element holds; null when it holds none.</summary>
    public static Rgba? Mean(XElement holder)
    {
        if (holder.Element("colorramp") is not { } ramp || Stops(ramp) is not { Count: > 1 } stops)
            return null;
        return MeanOf(stops);
    }

    private static StyleExpression Mixed(StyleExpression share, Stop from, Stop to)
    {
        var local = FunctionCatalog.Call("scale_linear", [share, Literal.Of(from.At), Literal.Of(to.At), Literal.Of(0.0), Literal.Of(1.0)]);
        return FunctionCatalog.Call("color_mix_rgb", [Literal.Of(TextOf(from.Color)), Literal.Of(TextOf(to.Color)), local]);
    }

    private static string TextOf(Rgba color) => $"{color.R},{color.G},{color.B},{color.A}";

    private static List<Stop> Stops(XElement ramp)
    {
        var values = ramp.DescendantsAndSelf()
            .Where(element => element.Name.LocalName is "prop" or "Option")
            .GroupBy(element => (string?)element.Attribute("k") ?? QmlContext.Attribute(element, "name"))
            .ToDictionary(group => group.Key, group =>
                (string?)group.First().Attribute("v") ?? QmlContext.Attribute(group.First(), "value"));
        return Stops("", values.GetValueOrDefault("color1", ""), "", values.GetValueOrDefault("color2", ""),
            values.GetValueOrDefault("stops", ""));
    }

    /// <summary>Stops are written "0.25;r,g,b,a;rgb;ccw:0.5;r,g,b,a": the parts that are neither number nor colour are interpolation
    /// modes.</summary>
    private static List<Stop> Stops(string color, string color1, string gradient2, string color2, string stops)
    {
        var result = new List<Stop>();
        if (ColorText.TryParse(color1, out var first) || ColorText.TryParse(color, out first))
            result.Add(new(0, first));
        var parts = stops.Split(';', ':');
        for (var i = 0; i + 1 < parts.Length; i++)
            if (double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out var at)
                && ColorText.TryParse(parts[i + 1], out var stop))
                result.Add(new(at, stop));
        if (ColorText.TryParse(color2, out var last) || ColorText.TryParse(gradient2, out last))
            result.Add(new(1, last));
        return result;
    }
}
