using System.Globalization;
using Microsoft.OData;
using Microsoft.OData.UriParser;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Layers;
using SrceOgc.Features.Texts;

namespace SrceOgc.Server.OData;

/// <summary>
/// Values of OData expressions. The library makes the syntax tree; names, kinds and costs are checked by the builder, as for
/// every other filter language.
/// </summary>
internal sealed class ODataExpressionReader(FilterBuilder builder, EntityNames? names)
{
    private const int Depth = 120;

    private static readonly int EpochDay = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    public FilterBuilder Builder => builder;

    public static QueryToken Parse(string text)
    {
        if (text.Length > RequestLimits.FilterCharacters)
            throw new FilterException(
                $"Expression trop longue : au plus {RequestLimits.FilterCharacters} caractères.",
                $"Expression too long: at most {RequestLimits.FilterCharacters} characters.");
        try
        {
            return new UriQueryExpressionParser(Depth).ParseFilter(text);
        }
        catch (ODataException fault)
        {
            var said = fault.Message.Length <= 300 ? fault.Message : fault.Message[..300] + "…";
            throw new FilterException($"Expression OData incorrecte : {said}", $"Incorrect OData expression: {said}");
        }
    }

    public Expression Read(QueryToken token)
    {
        builder.Enter();
        var expression = token switch
        {
            LiteralToken literal => builder.Literal(Literal(literal.Value)),
            EndPathToken path => ReadProperty(path),
            BinaryOperatorToken binary when Arithmetic(binary.OperatorKind) is { } operation => ReadArithmetic(operation, binary),
            UnaryOperatorToken { OperatorKind: UnaryOperatorKind.Negate } minus =>
                builder.Arithmetic(ArithmeticOperator.Subtract, LiteralExpression.Of(0L), Read(minus.Operand)),
            FunctionCallToken call => ReadFunction(call),
            { Kind: QueryTokenKind.FunctionParameterAlias } => throw FilterException.Unsupported(
                "Les alias de paramètres (@nom) ne sont pas pris en charge.",
                "Parameter aliases (@name) are not supported."),
            _ => throw FilterException.Unsupported("Expression OData non prise en charge ici.",
                "OData expression that is not supported here."),
        };
        builder.Leave();
        return expression;
    }

    /// <summary>Null is no value to compute with: comparisons look for it before.</summary>
    public static LiteralExpression Literal(object? value) => value switch
    {
        string text => LiteralExpression.Of(text),
        bool truth => LiteralExpression.Of(truth),
        int whole => LiteralExpression.Of((long)whole),
        long whole => LiteralExpression.Of(whole),
        // The parser takes 100.1 for a single: its shortest text is what was written, its bits are not.
        float real => LiteralText.ReadNumber(real.ToString(CultureInfo.InvariantCulture)) ?? throw new FilterException(
            "Nombre infini dans l'expression.",
            "Infinite number in the expression."),
        double real when double.IsFinite(real) => LiteralExpression.Of(real),
        decimal real => LiteralExpression.Of((double)real),
#pragma warning disable CS0618 // What the parser of version 8 gives for a date.
        Microsoft.OData.Edm.Date day => LiteralExpression.OfDays(new DateOnly(day.Year, day.Month, day.Day).DayNumber - EpochDay),
#pragma warning restore CS0618
        DateTimeOffset instant => LiteralExpression.OfMilliseconds(instant.ToUnixTimeMilliseconds()),
        _ => throw FilterException.Unsupported(
            "Valeur d'un type qui n'est pas pris en charge dans l'expression.",
            "Value of a type that is not supported in the expression."),
    };

    public static bool IsTruth(string identifier, out bool truth) => bool.TryParse(identifier, out truth);

    private Expression ReadProperty(EndPathToken path)
    {
        if (path.NextToken is not (null or RangeVariableToken))
            throw FilterException.Unsupported(
                $"Chemin de propriété non pris en charge : « …/{GivenText.Shortened(path.Identifier)} ».",
                $"Unsupported property path: '…/{GivenText.Shortened(path.Identifier)}'.");
        if (names is not null && path.Identifier == names.Key)
            return new IdentifierExpression();
        if (names is not null && path.Identifier == names.GeometryText && names.GeometryText.Length > 0)
            return builder.Geometry();
        // "True" and "TRUE", which some tools write, are names to the parser.
        return builder.HasProperty(path.Identifier) || !IsTruth(path.Identifier, out var truth)
            ? builder.Property(path.Identifier) : builder.Literal(LiteralExpression.Of(truth));
    }

    private Expression ReadArithmetic(ArithmeticOperator operation, BinaryOperatorToken binary)
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

    private Expression ReadFunction(FunctionCallToken call)
    {
        var arguments = call.Arguments.Select(argument => argument.ValueToken).ToArray();
        return call.Name switch
        {
            "now" when arguments.Length == 0 => LiteralExpression.OfMilliseconds(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()),
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
