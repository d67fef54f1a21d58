using System.Xml.Linq;
using SrceOgc.Rendering.Styles.Expressions;
using SrceOgc.Rendering.Styles.Symbolizers;

namespace SrceOgc.Rendering.StyleFormats.Sld;

/// <summary>ogc:expression and fes:expression elements.</summary>
internal static class SldExpressions
{
    public static StyleExpression Read(XElement element, SldContext context) => element.Name.LocalName switch
    {
        "PropertyName" or "ValueReference" => Field(element.Value.Trim(), context),
        "Literal" => Literal.Of(element.HasElements ? "" : element.Value),
        "Function" => SldFunctions.Read(element, Arguments(element, context), context),
        "Add" => Arithmetic(ArithmeticOperator.Add, element, context),
        "Sub" => Arithmetic(ArithmeticOperator.Subtract, element, context),
        "Mul" => Arithmetic(ArithmeticOperator.Multiply, element, context),
        "Div" => Arithmetic(ArithmeticOperator.Divide, element, context),
        "Recode" or "Categorize" or "Interpolate" => SldTransforms.Read(element, context),
        "Substring" or "Trim" or "ChangeCase" or "StringLength" or "StringPosition" or "Concatenate" or "FormatNumber" =>
            SldFunctions.ReadSymbologyEncoding(element, context),
        var name => throw new ExpressionException($"l'élément « {name} » n'est pas connu du serveur"),
    };

    public static List<StyleExpression> Arguments(XElement element, SldContext context) =>
        [.. element.Elements().Select(child => Read(child, context))];

    /// <summary>Paths such as <c>ns:name</c> or <c>a/b</c> keep their last name.</summary>
    private static StyleExpression Field(string path, SldContext context)
    {
        if (context.Type.IndexOf(path) < 0)
            path = path[(path.LastIndexOfAny([':', '/']) + 1)..];
        if (context.Type.IndexOf(path) < 0 && context.Synonyms.TryGetValue(path, out var synonyms))
            return synonyms.FirstOrDefault(name => context.Type.IndexOf(name) >= 0) is { } known
                ? ExpressionParser.Field(known, context.Type, context.Losses) : Literal.Null;
        return path.Length > 0 && path == context.Type.GeometryName
            ? FeatureGeometry.Instance
            : ExpressionParser.Field(path, context.Type, context.Losses);
    }

    private static Arithmetic Arithmetic(ArithmeticOperator operation, XElement element, SldContext context)
    {
        var operands = Arguments(element, context);
        return operands.Count == 2
            ? new(operation, operands[0], operands[1])
            : throw new ExpressionException($"« {element.Name.LocalName} » prend deux opérandes");
    }
}
