using SrceOgc.Features.Layers;
using SrceOgc.Features.Texts;

namespace SrceOgc.Features.Expressions.Model;

/// <summary>Decides what compares with what, and gives literals the kind of what they are compared with.</summary>
public static class ExpressionTypes
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
            : throw new FilterException(
                $"Comparaison impossible entre {Name(left.Kind).French} et {Name(right.Kind).French}.",
                $"Cannot compare {Name(left.Kind).English} with {Name(right.Kind).English}.");
    }

    public static Expression Fold(TextFolding folding, Expression operand) => operand is LiteralExpression literal
        ? literal with { Utf8 = Utf8Folding.Fold(literal.Utf8, folding) }
        : new FoldedTextExpression(folding, operand);

    public static void RequireValue(Expression expression)
    {
        if (expression is GeometryExpression)
            throw new FilterException(
                "La géométrie ne se compare pas à une valeur : utiliser un opérateur spatial.",
                "A geometry does not compare with a value: use a spatial operator.");
        if (expression.Kind == FieldKind.Blob)
            throw new FilterException("Un champ binaire ne se compare pas.", "A binary field cannot be compared.");
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
            : literal.Kind == FieldKind.Integer && other.Kind == FieldKind.Boolean && literal.Bits is 0 or 1
                ? LiteralExpression.Of(literal.Bits == 1)
            : null;
        return read ?? throw Misfit(literal, other);
    }

    private static FieldKind Family(FieldKind kind) => kind switch
    {
        FieldKind.Integer => FieldKind.Real,
        FieldKind.Date => FieldKind.DateTime,
        _ => kind,
    };

    private static FilterException Misfit(LiteralExpression literal, Expression other)
    {
        var (french, english) = other is FieldExpression { Field.Name: var name }
            ? ($"La propriété « {name} »", $"Property '{name}'") : ("L'expression comparée", "The expression compared");
        var (kind, given) = (Name(other.Kind), Name(literal.Kind));
        if (literal.Kind == FieldKind.Text)
            given = ($"« {GivenText.Shortened(literal.Text)} »", $"'{GivenText.Shortened(literal.Text)}'");
        return new($"{french} est {kind.French} : {given.French} ne convient pas.",
            $"{english} is {kind.English}: {given.English} is not valid.");
    }

    private static (string French, string English) Name(FieldKind kind) => kind switch
    {
        FieldKind.Boolean => ("un booléen (true, false)", "a boolean (true, false)"),
        FieldKind.Integer => ("un nombre entier", "a whole number"),
        FieldKind.Real => ("un nombre", "a number"),
        FieldKind.Text => ("un texte", "a text"),
        FieldKind.Date => ("une date (AAAA-MM-JJ)", "a date (YYYY-MM-DD)"),
        FieldKind.DateTime => ("une date et heure (AAAA-MM-JJThh:mm:ssZ)", "a date and time (YYYY-MM-DDThh:mm:ssZ)"),
        _ => ("une valeur binaire", "a binary value"),
    };
}
