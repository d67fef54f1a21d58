using Microsoft.OData.UriParser;
using SrceOgc.Features.Aggregations;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Layers;
using SrceOgc.Features.Texts;

namespace SrceOgc.Server.OData;

/// <summary>
/// Values of OData expressions. The library binds them; names, kinds and costs are checked by the builder, as for every other filter
/// language.
/// </summary>
internal sealed class ODataExpressionReader(FilterBuilder builder, EntityNames? names, IReadOnlyList<ComputedColumn> computed, DateTime now)
{
    private static readonly int EpochDay = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    public FilterBuilder Builder => builder;

    /// <summary>What conversions the library puts around a node change nothing of what it means.</summary>
    public static QueryNode Bare(QueryNode node)
    {
        while (node is ConvertNode converted)
            node = converted.Source;
        return node;
    }

    public Expression Read(QueryNode node)
    {
        builder.Enter();
        var expression = Bare(node) switch
        {
            ConstantNode literal => builder.Literal(Literal(literal)),
            SingleValuePropertyAccessNode path => ReadProperty(path.Property.Name),
            SingleValueOpenPropertyAccessNode path => ReadProperty(path.Name),
            BinaryOperatorNode binary when Arithmetic(binary.OperatorKind) is { } operation => ReadArithmetic(operation, binary),
            UnaryOperatorNode { OperatorKind: UnaryOperatorKind.Negate } minus =>
                builder.Arithmetic(ArithmeticOperator.Subtract, LiteralExpression.Of(0L), Read(minus.Operand)),
            SingleValueFunctionCallNode call => ReadFunction(call),
            _ => throw FilterException.Unsupported("Expression OData non prise en charge ici.",
                "OData expression that is not supported here."),
        };
        builder.Leave();
        return expression;
    }

    /// <summary>Null is no value to compute with: comparisons look for it before.</summary>
    public static LiteralExpression Literal(ConstantNode literal) => literal.Value switch
    {
        string text => LiteralExpression.Of(text),
        bool truth => LiteralExpression.Of(truth),
        int whole => LiteralExpression.Of((long)whole),
        long whole => LiteralExpression.Of(whole),
        // 100.1 is a single to the library: its bits are not what was written.
        float or decimal => LiteralText.ReadNumber(literal.LiteralText) ?? throw new FilterException(
            "Nombre infini dans l'expression.",
            "Infinite number in the expression."),
        double real when double.IsFinite(real) => LiteralExpression.Of(real),
#pragma warning disable CS0618 // What the parser of version 8 gives for a date.
        Microsoft.OData.Edm.Date day => LiteralExpression.OfDays(new DateOnly(day.Year, day.Month, day.Day).DayNumber - EpochDay),
#pragma warning restore CS0618
        DateTimeOffset instant => LiteralExpression.OfMilliseconds(instant.ToUnixTimeMilliseconds()),
        _ => throw FilterException.Unsupported(
            "Valeur d'un type qui n'est pas pris en charge dans l'expression.",
            "Value of a type that is not supported in the expression."),
    };

    public static bool IsTruth(string identifier, out bool truth) => bool.TryParse(identifier, out truth);

    private Expression ReadProperty(string name)
    {
        if (names is not null && name == names.Key)
            return new IdentifierExpression();
        if (names is not null && name == names.GeometryText && names.GeometryText.Length > 0)
            return builder.Geometry();
        // "True" and "TRUE", which some tools write, are names to the parser.
        return builder.HasProperty(name) || !IsTruth(name, out var truth)
            ? Computed(builder.Property(name)) : builder.Literal(LiteralExpression.Of(truth));
    }

    /// <summary>What a computed column stands for, by whichever of its spellings it was found: the layer itself has no such
    /// column.</summary>
    private Expression Computed(Expression property) =>
        property is FieldExpression { Field: var field } && computed.FirstOrDefault(column => column.Name == field.Name) is { } column
            ? column.Value : property;

    private Expression ReadArithmetic(ArithmeticOperator operation, BinaryOperatorNode binary)
    {
        var (left, right) = (Read(binary.Left), Read(binary.Right));
        // OData 4.01, part 2, 5.1.1.2.4: div of two whole numbers is a whole number.
        return builder.Arithmetic(operation == ArithmeticOperator.Divide && IsWhole(left) && IsWhole(right)
            ? ArithmeticOperator.DivideWhole : operation, left, right);
    }

    private static bool IsWhole(Expression expression) => expression switch
    {
        ArithmeticExpression arithmetic => IsWhole(arithmetic.Left) && IsWhole(arithmetic.Right),
        _ => expression.Kind == FieldKind.Integer,
    };

    private Expression ReadFunction(SingleValueFunctionCallNode call)
    {
        var arguments = call.Parameters.ToArray();
        return call.Name switch
        {
            "now" when arguments.Length == 0 => LiteralExpression.OfMilliseconds(new DateTimeOffset(now).ToUnixTimeMilliseconds()),
            "geo.distance" => throw FilterException.Unsupported(
                "geo.distance ne sert que dans une comparaison avec un nombre : geo.distance(geom,geometry'SRID=2154;POINT(x y)') lt 500.",
                "geo.distance serves only in a comparison with a number: geo.distance(geom,geometry'SRID=2154;POINT(x y)') lt 500."),
            _ => builder.Function(call.Name, Array.ConvertAll(arguments, Read)),
        };
    }

    private static ArithmeticOperator? Arithmetic(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.Add => ArithmeticOperator.Add,
        BinaryOperatorKind.Subtract => ArithmeticOperator.Subtract,
        BinaryOperatorKind.Multiply => ArithmeticOperator.Multiply,
        BinaryOperatorKind.Divide => ArithmeticOperator.Divide,
        BinaryOperatorKind.Modulo => ArithmeticOperator.Modulo,
        _ => null,
    };
}
