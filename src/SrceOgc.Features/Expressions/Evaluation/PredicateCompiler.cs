using System.Text;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Layers;

namespace SrceOgc.Features.Expressions.Evaluation;

/// <summary>
/// Turns a filter into a predicate. Negation is carried down to the leaves, where "not (a = b)" becomes "a and b are known
/// and differ": so two-valued predicates answer exactly when SQL's three-valued logic says "true".
/// </summary>
internal sealed class PredicateCompiler(RequestBudget budget)
{
    /// <summary>Fewer words are sought one by one.</summary>
    private const int ManyWords = 8;

    /// <summary>A folded text is made once a feature, however many conditions ask for it.</summary>
    private readonly Dictionary<FoldedTextExpression, FoldedTextNode> _folded = [];

    public FilterPredicate Compile(Filter filter, bool negated) => filter switch
    {
        ConstantFilter constant => new ConstantPredicate(constant.Value != negated),
        UnknownFilter => new ConstantPredicate(false),
        NotFilter not => Compile(not.Operand, !negated),
        AndFilter and => Combine(and.Operands, negated, all: !negated),
        OrFilter or => Combine(SeekTogether(Flat(or), negated, out var words), words, negated, all: negated),
        IdFilter ids => new IdPredicate([.. ids.Ids], negated),
        ComparisonFilter comparison => Compare(comparison, negated),
        BetweenFilter between => Between(between, negated),
        LikeFilter like => new LikePredicate(Compile(like.Operand), like.Pattern, negated, budget),
        InFilter values => new InPredicate(Compile(values.Operand), values.Values, negated),
        IsNullFilter { Operand: GeometryExpression } => new NullGeometryPredicate(negated),
        IsNullFilter isNull => new NullPredicate(Compile(isNull.Operand), negated),
        SpatialFilter spatial => SpatialPredicate.Compile(spatial, negated, budget),
        _ => throw new InvalidOperationException($"No predicate for {filter.GetType().Name}."),
    };

    public ValueNode Compile(Expression expression) => expression switch
    {
        FieldExpression field => new FieldNode(field.Index),
        IdentifierExpression => new IdentifierNode(),
        LiteralExpression literal => new LiteralNode(literal),
        ArithmeticExpression arithmetic => new ArithmeticNode(arithmetic.Operator, Compile(arithmetic.Left), Compile(arithmetic.Right)),
        NumberFunctionExpression function => new NumberFunctionNode(function.Function, Compile(function.Operand)),
        TextLengthExpression length => new TextLengthNode(Compile(length.Operand)),
        FoldedTextExpression folded => Folded(folded),
        DatePartExpression part => new DatePartNode(part.Part, Compile(part.Operand)),
        ConcatenationExpression texts => new ConcatenationNode(Compile(texts.Left), Compile(texts.Right), budget),
        TrimmedTextExpression trimmed => new TrimmedTextNode(Compile(trimmed.Operand)),
        TextPositionExpression position => new TextPositionNode(Compile(position.Operand), Compile(position.Sought), budget),
        SubstringExpression part =>
            new SubstringNode(Compile(part.Operand), Compile(part.Start), part.Length is null ? null : Compile(part.Length)),
        TextCastExpression cast => new TextCastNode(Compile(cast.Operand)),
        _ => throw new InvalidOperationException($"No value for {expression.GetType().Name}."),
    };

    private FoldedTextNode Folded(FoldedTextExpression folded)
    {
        if (!_folded.TryGetValue(folded, out var node))
            _folded.Add(folded, node = new FoldedTextNode(folded.Folding, Compile(folded.Operand), budget));
        return node;
    }

    private FilterPredicate Combine(IReadOnlyList<Filter> filters, bool negated, bool all) => Combine(filters, [], negated, all);

    private FilterPredicate Combine(IReadOnlyList<Filter> filters, IReadOnlyList<FilterPredicate> compiled, bool negated, bool all)
    {
        FilterPredicate[] operands = [.. compiled, .. filters.Select(filter => Compile(filter, negated))];
        return operands.Length == 1 ? operands[0] : all ? new AllPredicate(operands, budget) : new AnyPredicate(operands, budget);
    }

    private static List<Filter> Flat(OrFilter filter)
    {
        var flat = new List<Filter>();
        foreach (var operand in filter.Operands)
            if (operand is OrFilter inner)
                flat.AddRange(Flat(inner));
            else
                flat.Add(operand);
        return flat;
    }

    /// <summary>Alternatives that each seek a word in the same text become one search of them all; returns the others.</summary>
    private List<Filter> SeekTogether(List<Filter> alternatives, bool negated, out List<FilterPredicate> together)
    {
        together = [];
        var groups = alternatives.OfType<LikeFilter>().Where(like => like.Pattern.Contained is not null).GroupBy(like => like.Operand)
            .Where(group => group.Count() >= ManyWords);
        var taken = new HashSet<Filter>(ReferenceEqualityComparer.Instance);
        foreach (var group in groups)
        {
            together.Add(new ContainsAnyPredicate(Compile(group.Key),
                [.. group.Select(like => Encoding.UTF8.GetString(like.Pattern.Contained!))], negated, budget));
            taken.UnionWith(group);
        }

        return [.. alternatives.Where(filter => !taken.Contains(filter))];
    }

    private ComparisonPredicate Compare(ComparisonFilter comparison, bool negated) =>
        new(negated ? comparison.Operator.Opposite() : comparison.Operator, Compile(comparison.Left), Compile(comparison.Right));

    private FilterPredicate Between(BetweenFilter between, bool negated) => Compile(
        new AndFilter(
        [
            new ComparisonFilter(ComparisonOperator.GreaterOrEqual, between.Operand, between.Lower),
            new ComparisonFilter(ComparisonOperator.LessOrEqual, between.Operand, between.Upper),
        ]),
        negated);
}
