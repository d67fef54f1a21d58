using System.Runtime.InteropServices;
using System.Xml.Linq;
using SrceOgc.Rendering.Styles.Expressions;
using SrceOgc.Rendering.Styles.Symbolizers;

namespace SrceOgc.Rendering.StyleFormats.Sld;

/// <summary>ogc:Filter 1.0/1.1 and fes:Filter 2.0 inside rules, without spatial operators.</summary>
internal static class SldFilters
{
    public static StyleExpression Read(XElement filter, SldContext context)
    {
        var conditions = filter.Elements().Select(child => Condition(child, context)).ToList();
        return conditions.Count > 0
            ? All(conditions)
            : throw new ExpressionException("filtre vide");
    }

    private static StyleExpression Condition(XElement element, SldContext context) => Decided(element.Name.LocalName switch
    {
        "And" => All(Conditions(element, context)),
        "Or" => Any(Conditions(element, context)),
        "Not" => new Not(Conditions(element, context)[0]),
        "PropertyIsEqualTo" => Compare(ComparisonOperator.Equal, element, context),
        "PropertyIsNotEqualTo" => Compare(ComparisonOperator.NotEqual, element, context),
        "PropertyIsLessThan" => Compare(ComparisonOperator.Less, element, context),
        "PropertyIsLessThanOrEqualTo" => Compare(ComparisonOperator.LessOrEqual, element, context),
        "PropertyIsGreaterThan" => Compare(ComparisonOperator.Greater, element, context),
        "PropertyIsGreaterThanOrEqualTo" => Compare(ComparisonOperator.GreaterOrEqual, element, context),
        "PropertyIsBetween" => BetweenBounds(element, context),
        "PropertyIsLike" => LikePattern(element, context),
        "PropertyIsNull" or "PropertyIsNil" => new IsNull(Operand(element, 0, context)),
        var name => throw new ExpressionException($"l'opérateur « {name} » n'est pas connu dans un style"),
    });

    private static StyleExpression All(List<StyleExpression> operands) =>
        operands.Contains(Literal.Null) ? Literal.Null : And.All(CollectionsMarshal.AsSpan(operands));

    private static StyleExpression Any(List<StyleExpression> operands)
    {
        operands.RemoveAll(operand => operand == Literal.Null);
        return operands.Count == 0 ? Literal.Null : Or.Any(CollectionsMarshal.AsSpan(operands));
    }

    /// <summary>What is unknown whatever the feature, because the layer lacks the field, stays so: its rule will leave the
    /// legend.</summary>
    private static StyleExpression Decided(StyleExpression condition) => condition switch
    {
        Not negation when negation.Operand == Literal.Null => Literal.Null,
        Comparison comparison when comparison.Left == Literal.Null || comparison.Right == Literal.Null => Literal.Null,
        Like like when like.Value == Literal.Null => Literal.Null,
        Between between when between.Value == Literal.Null => Literal.Null,
        IsNull isNull when isNull.Operand == Literal.Null => Literal.True,
        _ => condition,
    };

    private static List<StyleExpression> Conditions(XElement element, SldContext context)
    {
        var conditions = element.Elements().Select(child => Condition(child, context)).ToList();
        return conditions.Count is > 0 and < 1000
            ? conditions : throw new ExpressionException($"« {element.Name.LocalName} » vide ou démesuré");
    }

    private static StyleExpression Operand(XElement element, int index, SldContext context) =>
        element.Elements().ElementAtOrDefault(index) is { } operand
            ? SldExpressions.Read(operand, context)
            : throw new ExpressionException($"« {element.Name.LocalName} » incomplet");

    /// <summary>A literal before the property is turned round, so that rules can be found by value.</summary>
    private static Comparison Compare(ComparisonOperator operation, XElement element, SldContext context)
    {
        var (left, right) = (Operand(element, 0, context), Operand(element, 1, context));
        if ((string?)element.Attribute("matchCase") is "false" or "0")
            (left, right) = (FunctionCatalog.Call("lower", [left]), FunctionCatalog.Call("lower", [right]));
        return left is Literal && right is not Literal && operation <= ComparisonOperator.NotEqual
            ? new(operation, right, left)
            : new(operation, left, right);
    }

    private static Between BetweenBounds(XElement element, SldContext context)
    {
        var lower = SldContext.Child(element, "LowerBoundary")?.Elements().FirstOrDefault();
        var upper = SldContext.Child(element, "UpperBoundary")?.Elements().FirstOrDefault();
        return lower is null || upper is null
            ? throw new ExpressionException("« PropertyIsBetween » incomplet")
            : new(Operand(element, 0, context), SldExpressions.Read(lower, context), SldExpressions.Read(upper, context));
    }

    /// <summary>The filter's own wild cards are rewritten as LIKE's.</summary>
    private static Like LikePattern(XElement element, SldContext context)
    {
        var pattern = Operand(element, 1, context) as Literal
            ?? throw new ExpressionException("« PropertyIsLike » demande un motif constant");
        var escape = (string?)element.Attribute("escapeChar") ?? (string?)element.Attribute("escape") ?? "\\";
        var written = new System.Text.StringBuilder();
        for (var i = 0; i < pattern.Text.Length; i++)
        {
            var c = pattern.Text[i].ToString();
            if (c == escape && i + 1 < pattern.Text.Length)
                written.Append('\\').Append(pattern.Text[++i]);
            else
                written.Append(c == (string?)element.Attribute("wildCard") ? "%" : c == (string?)element.Attribute("singleChar")
                    ? "_" : c is "%" or "_" or "\\" ? "\\" + c : c);
        }

        return new(Operand(element, 0, context), Literal.Of(written.ToString()), (string?)element.Attribute("matchCase") is "false" or "0");
    }
}
