using SrceOgc.Features.Layers;

namespace SrceOgc.Features.Filters.Predicates;

/// <summary>
/// Turns a filter into a predicate. Negation is carried down to the leaves, where "not (a = b)" becomes "a and b are known
/// and differ": so two-valued predicates answer exactly when SQL's three-valued logic says "true".
/// </summary>
internal static class PredicateCompiler
{
    public static FilterPredicate Compile(Filter filter, FeatureType type, bool negated) => filter switch
    {
        ConstantFilter constant => new ConstantPredicate(constant.Value != negated),
        NotFilter not => Compile(not.Operand, type, !negated),
        AndFilter and => Combine(and.Operands, type, negated, all: !negated),
        OrFilter or => Combine(or.Operands, type, negated, all: negated),
        IdFilter ids => new IdPredicate([.. ids.Ids], negated),
        ComparisonFilter comparison => Compare(comparison, negated),
        BetweenFilter between => Between(between, type, negated),
        LikeFilter like => new LikePredicate(Compile(like.Operand), like.Pattern, negated),
        InFilter values => new InPredicate(Compile(values.Operand), [.. values.Values], negated),
        IsNullFilter { Operand: GeometryExpression } => new NullGeometryPredicate(negated),
        IsNullFilter isNull => new NullPredicate(Compile(isNull.Operand), negated),
        SpatialFilter spatial => SpatialPredicate.Compile(spatial, negated),
        _ => throw new InvalidOperationException($"No predicate for {filter.GetType().Name}."),
    };

    public static ValueNode Compile(Expression expression) => expression switch
    {
        FieldExpression field => new FieldNode(field.Index),
        IdentifierExpression => new IdentifierNode(),
        LiteralExpression literal => new LiteralNode(literal),
        ArithmeticExpression arithmetic => new ArithmeticNode(arithmetic.Operator, Compile(arithmetic.Left), Compile(arithmetic.Right)),
        NumberFunctionExpression function => new NumberFunctionNode(function.Function, Compile(function.Operand)),
        TextLengthExpression length => new TextLengthNode(Compile(length.Operand)),
        FoldedTextExpression folded => new FoldedTextNode(folded.Folding, Compile(folded.Operand)),
        DatePartExpression part => new DatePartNode(part.Part, Compile(part.Operand)),
        ConcatenationExpression texts => new ConcatenationNode(Compile(texts.Left), Compile(texts.Right)),
        TrimmedTextExpression trimmed => new TrimmedTextNode(Compile(trimmed.Operand)),
        TextPositionExpression position => new TextPositionNode(Compile(position.Operand), Compile(position.Sought)),
        SubstringExpression part => new SubstringNode(Compile(part.Operand), Compile(part.Start), part.Length is null ? null : Compile(part.Length)),
        TextCastExpression cast => new TextCastNode(Compile(cast.Operand)),
        _ => throw new InvalidOperationException($"No value for {expression.GetType().Name}."),
    };

    private static FilterPredicate Combine(IReadOnlyList<Filter> filters, FeatureType type, bool negated, bool all)
    {
        var operands = new FilterPredicate[filters.Count];
        for (var i = 0; i < operands.Length; i++)
            operands[i] = Compile(filters[i], type, negated);
        return operands.Length == 1 ? operands[0] : all ? new AllPredicate(operands) : new AnyPredicate(operands);
    }

    private static ComparisonPredicate Compare(ComparisonFilter comparison, bool negated) =>
        new(negated ? comparison.Operator.Opposite() : comparison.Operator, Compile(comparison.Left), Compile(comparison.Right));

    private static FilterPredicate Between(BetweenFilter between, FeatureType type, bool negated) => Compile(
        new AndFilter(
        [
            new ComparisonFilter(ComparisonOperator.GreaterOrEqual, between.Operand, between.Lower),
            new ComparisonFilter(ComparisonOperator.LessOrEqual, between.Operand, between.Upper),
        ]),
        type,
        negated);
}
