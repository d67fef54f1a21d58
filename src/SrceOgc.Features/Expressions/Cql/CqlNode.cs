using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Layers;
using SrceOgc.Features.Texts;

namespace SrceOgc.Features.Expressions.Cql;

/// <summary>What a piece of CQL turned out to be: a condition or a value.</summary>
internal readonly record struct CqlNode(Filter? Filter, Expression? Expression)
{
    public static implicit operator CqlNode(Filter filter) => new(filter, null);

    public static implicit operator CqlNode(Expression expression) => new(null, expression);

    public Filter AsFilter(FilterBuilder builder) => (Filter, Expression) switch
    {
        ({ } filter, _) => filter,
        (_, LiteralExpression { Kind: FieldKind.Boolean } constant) => constant.Bits != 0 ? Filter.All : Filter.None,
        (_, { } expression) => builder.Truth(expression),
        _ => throw new FilterException("Condition attendue.", "Condition expected."),
    };

    public Expression AsExpression(CqlLexer lexer) =>
        Expression ?? throw lexer.Unexpected("valeur attendue, condition lue", "value expected, condition read");
}
