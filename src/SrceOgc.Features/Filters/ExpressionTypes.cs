using SrceOgc.Features.Filters.Literals;
using SrceOgc.Features.Layers;

namespace SrceOgc.Features.Filters;

/// <summary>Decides what compares with what, and gives literals the kind of what they are compared with.</summary>
internal static class ExpressionTypes
{
    public static (Expression Left, Expression Right) Unify(Expression left, Expression right)
    {
        RequireValue(left);
        RequireValue(right);
        if (right is LiteralExpression literal && left is not LiteralExpression)
            return (left, Coerce(literal, left));
        if (left is LiteralExpression first && right is not LiteralExpression)
            return (Coerce(first, right), right);
        return Family(left.Kind) == Family(right.Kind)
            ? (left, right)
            : throw new FilterException($"Comparaison impossible entre {French(left.Kind)} et {French(right.Kind)}.");
    }

    public static Expression Fold(TextFolding folding, Expression operand) => operand is LiteralExpression literal
        ? literal with { Utf8 = Utf8Folding.Fold(literal.Utf8, folding) }
        : new FoldedTextExpression(folding, operand);

    public static void RequireValue(Expression expression)
    {
        if (expression is GeometryExpression)
            throw new FilterException("La géométrie ne se compare pas à une valeur : utiliser un opérateur spatial.");
        if (expression.Kind == FieldKind.Blob)
            throw new FilterException("Un champ binaire ne se compare pas.");
    }

    /// <summary>
    /// A number against a text field is refused unless the language had no way to write it otherwise: 2001 is not the INSEE
    /// code "02001", and an answer without features would hide that.
    /// </summary>
    private static LiteralExpression Coerce(LiteralExpression literal, Expression other)
    {
        if (Family(literal.Kind) == Family(other.Kind) && literal.Kind != FieldKind.Text)
            return literal;
        var read = literal.Kind == FieldKind.Text ? LiteralText.Read(literal.Text, other.Kind)
            : literal.Kind == FieldKind.Integer && other.Kind == FieldKind.Boolean && literal.Bits is 0 or 1 ? LiteralExpression.Of(literal.Bits == 1)
            : null;
        return read ?? throw new FilterException($"{Describe(other)} est {French(other.Kind)} : {Show(literal)} ne convient pas.");
    }

    private static FieldKind Family(FieldKind kind) => kind switch
    {
        FieldKind.Integer => FieldKind.Real,
        FieldKind.Date => FieldKind.DateTime,
        _ => kind,
    };

    private static string Describe(Expression expression) =>
        expression is FieldExpression field ? $"La propriété « {field.Field.Name} »" : "L'expression comparée";

    private static string Show(LiteralExpression literal) => literal.Kind == FieldKind.Text
        ? $"« {(literal.Utf8.Length <= 80 ? literal.Text : literal.Text[..Math.Min(literal.Text.Length, 40)] + "…")} »"
        : French(literal.Kind);

    private static string French(FieldKind kind) => kind switch
    {
        FieldKind.Boolean => "un booléen (true, false)",
        FieldKind.Integer => "un nombre entier",
        FieldKind.Real => "un nombre",
        FieldKind.Text => "un texte",
        FieldKind.Date => "une date (AAAA-MM-JJ)",
        FieldKind.DateTime => "une date et heure (AAAA-MM-JJThh:mm:ssZ)",
        _ => "une valeur binaire",
    };
}
