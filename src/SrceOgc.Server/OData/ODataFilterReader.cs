using Microsoft.OData.UriParser;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Layers;
using SrceOgc.Features.Texts;

namespace SrceOgc.Server.OData;

/// <summary>
/// $filter into the typed filter. Comparisons of OData are true or false even with nulls (part 2, 5.1.1.1): "ne" holds for a
/// null, and so does the negation of "lt"; negation is carried down to them to keep that, while functions of a null are
/// unknown, as in SQL, and match neither way.
/// </summary>
internal sealed class ODataFilterReader(ODataExpressionReader expressions)
{
    private readonly ODataSpatialReader _spatial = new(expressions);

    private FilterBuilder Builder => expressions.Builder;

    public Filter Read(FilterClause clause) => Read(clause.Expression, negated: false);

    private Filter Read(QueryNode node, bool negated)
    {
        Builder.Enter();
        var filter = ODataExpressionReader.Bare(node) switch
        {
            BinaryOperatorNode { OperatorKind: BinaryOperatorKind.And or BinaryOperatorKind.Or } logic => ReadLogic(logic, negated),
            BinaryOperatorNode binary when Comparison(binary.OperatorKind) is { } comparison =>
                ReadComparison(comparison, binary, negated),
            UnaryOperatorNode { OperatorKind: UnaryOperatorKind.Not } not => Read(not.Operand, !negated),
            InNode values => ReadIn(values, negated),
            SingleValueFunctionCallNode call when IsCondition(call) => Negate(ReadCondition(call), negated),
            ConstantNode { Value: bool truth } => truth != negated ? Filter.All : Filter.None,
            _ => Negate(Builder.Truth(expressions.Read(node)), negated),
        };
        Builder.Leave();
        return filter;
    }

    /// <summary>A chain leans to the left: it is read by a loop, so that a long one is not deep.</summary>
    private Filter ReadLogic(BinaryOperatorNode logic, bool negated)
    {
        var operands = new List<Filter>();
        QueryNode node = logic;
        for (; node is BinaryOperatorNode binary
            && binary.OperatorKind == logic.OperatorKind; node = ODataExpressionReader.Bare(binary.Left))
            operands.Add(Read(binary.Right, negated));
        operands.Add(Read(node, negated));
        operands.Reverse();
        return logic.OperatorKind == BinaryOperatorKind.And != negated ? Builder.And(operands) : Builder.Or(operands);
    }

    private Filter ReadComparison(ComparisonOperator comparison, BinaryOperatorNode binary, bool negated)
    {
        var (left, right) = (ODataExpressionReader.Bare(binary.Left), ODataExpressionReader.Bare(binary.Right));
        if (IsNull(left) || IsNull(right))
            return ReadNull(comparison, IsNull(left) ? right : left, negated);
        if (_spatial.TryReadDistance(comparison, left, right, negated) is { } distance)
            return distance;
        if (comparison is ComparisonOperator.Equal or ComparisonOperator.NotEqual && TruthOf(left, right) is var (condition, truth))
            return Read(condition, negated != (truth == (comparison == ComparisonOperator.NotEqual)));
        return Compare(comparison, expressions.Read(left), expressions.Read(right), negated);
    }

    private Filter Compare(ComparisonOperator comparison, Expression left, Expression right, bool negated)
    {
        if (left is IdentifierExpression && right is LiteralExpression { Kind: FieldKind.Integer } id
            && comparison == ComparisonOperator.Equal && !negated)
            return new IdFilter([id.Bits]);
        var filter = Builder.Compare(negated ? comparison.Opposite() : comparison, left, right);
        if (comparison == ComparisonOperator.NotEqual == negated)
            return filter;
        return Builder.Or([filter, .. new[] { left, right }.Where(operand => operand is not (LiteralExpression or IdentifierExpression))
            .Select(Builder.IsNull)]);
    }

    private Filter ReadNull(ComparisonOperator comparison, QueryNode other, bool negated)
    {
        if (comparison is not (ComparisonOperator.Equal or ComparisonOperator.NotEqual))
            return negated ? Filter.All : Filter.None;
        var isNull = IsNull(other) ? Filter.All : Builder.IsNull(expressions.Read(other));
        return Negate(isNull, negated != (comparison == ComparisonOperator.NotEqual));
    }

    private Filter ReadIn(InNode values, bool negated)
    {
        var operand = expressions.Read(values.Left);
        var list = values.Right is CollectionConstantNode constants ? constants.Collection : throw new FilterException(
            "L'opérateur in attend une liste de valeurs entre parenthèses.",
            "Operator in takes a list of values in parentheses.");
        var filter = Builder.In(operand, [.. list.Select(expressions.Read)]);
        return negated ? Builder.Or([Builder.Not(filter), Builder.IsNull(operand)]) : filter;
    }

    /// <summary>"contains(…) eq true", as tools write it, is the condition itself.</summary>
    private (QueryNode Condition, bool Truth)? TruthOf(QueryNode left, QueryNode right)
    {
        if (IsConditionNode(left) && Truth(right) is { } second)
            return (left, second);
        return IsConditionNode(right) && Truth(left) is { } first ? (right, first) : null;
    }

    private bool? Truth(QueryNode node) => node switch
    {
        ConstantNode { Value: bool truth } => truth,
        SingleValueOpenPropertyAccessNode path when !Builder.HasProperty(path.Name)
            && ODataExpressionReader.IsTruth(path.Name, out var truth) => truth,
        _ => null,
    };

    private static bool IsConditionNode(QueryNode node) => node switch
    {
        SingleValueFunctionCallNode call => IsCondition(call),
        BinaryOperatorNode binary =>
            binary.OperatorKind is BinaryOperatorKind.And or BinaryOperatorKind.Or || Comparison(binary.OperatorKind) is not null,
        UnaryOperatorNode unary => unary.OperatorKind == UnaryOperatorKind.Not,
        InNode => true,
        _ => false,
    };

    private static bool IsCondition(SingleValueFunctionCallNode call) =>
        call.Name is "contains" or "startswith" or "endswith" or "geo.intersects";

    private Filter ReadCondition(SingleValueFunctionCallNode call)
    {
        var arguments = call.Parameters.Select(ODataExpressionReader.Bare).ToArray();
        if (arguments.Length != 2)
            throw new FilterException($"La fonction {call.Name} attend deux arguments.", $"Function {call.Name} takes two arguments.");
        if (call.Name == "geo.intersects")
            return _spatial.ReadIntersects(arguments[0], arguments[1]);
        var operand = expressions.Read(arguments[0]);
        return expressions.Read(arguments[1]) is LiteralExpression { Kind: FieldKind.Text } text
            ? Builder.Like(operand, LikePattern.Around(text.Text, anyBefore: call.Name != "startswith", anyAfter: call.Name != "endswith"))
            : throw FilterException.Unsupported(
                $"La fonction {call.Name} attend un texte constant en second argument.",
                $"Function {call.Name} takes a constant text as its second argument.");
    }

    private Filter Negate(Filter filter, bool negated) => negated ? Builder.Not(filter) : filter;

    private static bool IsNull(QueryNode node) => node is ConstantNode { Value: null };

    private static ComparisonOperator? Comparison(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.Equal => ComparisonOperator.Equal,
        BinaryOperatorKind.NotEqual => ComparisonOperator.NotEqual,
        BinaryOperatorKind.LessThan => ComparisonOperator.Less,
        BinaryOperatorKind.LessThanOrEqual => ComparisonOperator.LessOrEqual,
        BinaryOperatorKind.GreaterThan => ComparisonOperator.Greater,
        BinaryOperatorKind.GreaterThanOrEqual => ComparisonOperator.GreaterOrEqual,
        _ => null,
    };
}
