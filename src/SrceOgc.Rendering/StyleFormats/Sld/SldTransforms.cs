using System.Xml.Linq;
using SrceOgc.Rendering.Styles.Expressions;
using SrceOgc.Rendering.Styles.Symbolizers;

namespace SrceOgc.Rendering.StyleFormats.Sld;

/// <summary>Recode, Categorize and Interpolate (SE 1.1, 11.6.3), as elements or as GeoServer's functions, made into CASE
/// expressions.</summary>
internal static class SldTransforms
{
    public static StyleExpression Read(XElement element, SldContext context)
    {
        var arguments = new List<StyleExpression> { context.Parameter(SldContext.Child(element, "LookupValue")) ?? Literal.Null };
        foreach (var child in element.Elements())
        {
            if (child.Name.LocalName is "MapItem" or "InterpolationPoint")
                arguments.AddRange(child.Elements().Select(part => context.Parameter(part) ?? Literal.Null));
            else if (child.Name.LocalName != "LookupValue")
                arguments.Add(context.Parameter(child) ?? Literal.Null);
        }

        return Read(element.Name.LocalName, arguments);
    }

    public static StyleExpression Read(string name, List<StyleExpression> arguments)
    {
        if (arguments.Count < 3)
            throw new ExpressionException($"« {name} » demande une valeur et des classes");
        return name switch
        {
            "Recode" => Recode(arguments),
            "Categorize" => Categorize(arguments),
            _ => Interpolate(arguments),
        };
    }

    private static Case Recode(List<StyleExpression> arguments)
    {
        var branches = new List<CaseBranch>();
        for (var i = 1; i + 1 < arguments.Count; i += 2)
            branches.Add(new(new Comparison(ComparisonOperator.Equal, arguments[0], arguments[i]), arguments[i + 1]));
        return new(branches, Literal.Null);
    }

    /// <summary>Value, threshold, value, threshold… value; a value on a threshold belongs to the class above.</summary>
    private static Case Categorize(List<StyleExpression> arguments)
    {
        var branches = new List<CaseBranch>();
        var last = arguments.Count - 1;
        while (last > 1 && arguments[last] is Literal { Text: "succeeding" or "preceding" })
            last--;
        for (var i = 1; i + 1 <= last; i += 2)
            branches.Add(new(new Comparison(ComparisonOperator.Less, arguments[0], arguments[i + 1]), arguments[i]));
        return new(branches, arguments[last - (last + 1) % 2]);
    }

    private static Case Interpolate(List<StyleExpression> arguments)
    {
        var isColor = arguments.Exists(argument => argument is Literal { Text: "color" })
            || (arguments[2] is Literal first && first.Text.StartsWith('#'));
        var points = arguments.Skip(1)
            .TakeWhile(argument => argument is not Literal { Text: "color" or "numeric" or "linear" or "cosine" or "cubic" }).ToList();
        var branches = new List<CaseBranch> { new(new Comparison(ComparisonOperator.LessOrEqual, arguments[0], points[0]), points[1]) };
        for (var i = 2; i + 1 < points.Count; i += 2)
            branches.Add(new(new Comparison(ComparisonOperator.LessOrEqual, arguments[0], points[i]),
                Between(arguments[0], points, i, isColor)));
        return new(branches, points[points.Count - 1 - points.Count % 2]);
    }

    private static StyleExpression Between(StyleExpression value, List<StyleExpression> points, int i, bool isColor) => isColor
        ? FunctionCatalog.Call("color_mix_rgb",
            [points[i - 1], points[i + 1],
                FunctionCatalog.Call("scale_linear", [value, points[i - 2], points[i], Literal.Of(0.0), Literal.Of(1.0)])])
        : FunctionCatalog.Call("scale_linear", [value, points[i - 2], points[i], points[i - 1], points[i + 1]]);
}
