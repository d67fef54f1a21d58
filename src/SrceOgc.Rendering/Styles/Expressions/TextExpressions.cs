using System.Text;
using SrceOgc.Features.Budgets;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Rendering.Styles.Expressions;

/// <summary>Expressions that are values of the data: read once a text and drawing, a few deep in each other.</summary>
internal static class TextExpressions
{
    private const int MostKept = 10_000;

    public static object? Evaluate(string text, EvaluationContext context)
    {
        if (++context.TextDepth > RequestLimits.ExpressionDepth)
        {
            context.TextDepth--;
            throw new EvaluationFailure();
        }

        try
        {
            return Read(text, context).ObjectOf(context);
        }
        finally
        {
            context.TextDepth--;
        }
    }

    /// <summary>A text in which [% expressions %] give way to their values.</summary>
    public static string Fill(string template, EvaluationContext context)
    {
        var result = new StringBuilder();
        var at = 0;
        while (template.IndexOf("[%", at, StringComparison.Ordinal) is >= 0 and var open
            && template.IndexOf("%]", open, StringComparison.Ordinal) is >= 0 and var close)
        {
            result.Append(template, at, open - at).Append(ObjectValues.Text(Evaluate(template[(open + 2)..close].Trim(), context)));
            at = close + 2;
            if (result.Length > TextScratch.MaxTextLength)
                throw new EvaluationFailure();
        }

        return result.Append(template, at, template.Length - at).ToString();
    }

    private static StyleExpression Read(string text, EvaluationContext context)
    {
        context.Budget.Look();
        var key = ("eval", text);
        if (context.Kept.TryGetValue(key, out var known))
            return (StyleExpression)known!;
        if (context.Source is not { } source || context.Kept.Count > MostKept)
            throw new EvaluationFailure();
        try
        {
            var read = ExpressionParser.Parse(text, source.Type, new StyleLosses(), name => context.Variables.ContainsKey(name)
                ? new VariableReference(name) : null);
            context.Kept[key] = read;
            return read;
        }
        catch (ExpressionException)
        {
            throw new EvaluationFailure();
        }
    }
}
