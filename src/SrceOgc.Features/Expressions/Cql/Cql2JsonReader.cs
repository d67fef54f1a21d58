using System.Text;
using System.Text.Json;
using NetTopologySuite.Geometries;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Layers;
using SrceOgc.Features.Texts;

namespace SrceOgc.Features.Expressions.Cql;

/// <summary>Reads CQL2 JSON: {"op": …, "args": […]}, with GeoJSON geometries.</summary>
public sealed class Cql2JsonReader
{
    private readonly FilterBuilder _builder;
    private readonly GeoJsonGeometryReader _geometries;

    private Cql2JsonReader(FilterBuilder builder)
    {
        _builder = builder;
        _geometries = new GeoJsonGeometryReader(builder);
    }

    public static Filter Read(string json, FilterBuilder builder)
    {
        builder.Tally.CountCharacters(json.Length);
        try
        {
            using var document = JsonDocument.Parse(Encoding.UTF8.GetBytes(json),
                new JsonDocumentOptions { MaxDepth = 3 * RequestLimits.FilterDepth });
            return new Cql2JsonReader(builder).ReadFilter(document.RootElement);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // The second: half a surrogate pair, written as an escape, is found when the text is asked for.
            throw new FilterException("CQL2 JSON mal formé ou trop profond.", "CQL2 JSON is malformed or too deep.");
        }
    }

    private Filter ReadFilter(JsonElement element)
    {
        if (element.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return element.GetBoolean() ? Filter.All : Filter.None;
        if (!TryGetOperation(element, out var name, out var arguments))
            return _builder.Truth(ReadExpression(element));
        _builder.Enter();
        var filter = ReadOperation(name, arguments);
        _builder.Leave();
        return filter;
    }

    private Filter ReadOperation(string name, JsonElement[] arguments) => name.ToLowerInvariant() switch
    {
        "and" => _builder.And(Array.ConvertAll(arguments, ReadFilter)),
        "or" => _builder.Or(Array.ConvertAll(arguments, ReadFilter)),
        "not" => _builder.Not(ReadFilter(Argument(arguments, 0, 1))),
        "isnull" => _builder.IsNull(ReadExpression(Argument(arguments, 0, 1))),
        "between" => _builder.Between(ReadExpression(Argument(arguments, 0, 3)), ReadExpression(arguments[1]),
            ReadExpression(arguments[2])),
        "in" => _builder.In(ReadExpression(Argument(arguments, 0, 2)), ReadList(arguments[1])),
        "like" => ReadLike(ReadExpression(Argument(arguments, 0, 2)), ReadExpression(arguments[1])),
        "=" => Compare(ComparisonOperator.Equal, arguments),
        "<>" => Compare(ComparisonOperator.NotEqual, arguments),
        "<" => Compare(ComparisonOperator.Less, arguments),
        "<=" => Compare(ComparisonOperator.LessOrEqual, arguments),
        ">" => Compare(ComparisonOperator.Greater, arguments),
        ">=" => Compare(ComparisonOperator.GreaterOrEqual, arguments),
        var lower when lower.StartsWith("s_", StringComparison.Ordinal) && Spatial(lower) is { } spatial => ReadSpatial(spatial, arguments),
        var lower when CqlTemporal.Name(lower.ToUpperInvariant()) is { } temporal => ReadTemporal(temporal, arguments),
        _ => _builder.Truth(_builder.Function(name, Array.ConvertAll(arguments, ReadExpression))),
    };

    private static SpatialOperator? Spatial(string name) =>
        Enum.TryParse<SpatialOperator>(name[2..], ignoreCase: true, out var spatial) && !char.IsAsciiDigit(name[2]) ? spatial : null;

    private Filter Compare(ComparisonOperator comparison, JsonElement[] arguments) =>
        _builder.Compare(comparison, ReadExpression(Argument(arguments, 0, 2)), ReadExpression(arguments[1]));

    private Expression[] ReadList(JsonElement element) => element.ValueKind == JsonValueKind.Array
        ? [.. element.EnumerateArray().Select(ReadExpression)]
        : throw new FilterException("L'opérateur in attend une liste de valeurs.", "Operator in takes a list of values.");

    private Filter ReadLike(Expression operand, Expression pattern) => pattern is LiteralExpression { Kind: FieldKind.Text } literal
        ? _builder.Like(operand, LikePattern.Sql(literal.Text))
        : throw new FilterException("L'opérateur like attend un motif textuel.", "Operator like takes a pattern, which is a text.");

    private Filter ReadSpatial(SpatialOperator spatial, JsonElement[] arguments) =>
        _builder.Spatial(spatial, ReadExpression(Argument(arguments, 0, 2)), _geometries.Read(arguments[1]));

    private Filter ReadTemporal(string name, JsonElement[] arguments)
    {
        var property = ReadExpression(Argument(arguments, 0, 2));
        if (arguments[1].ValueKind != JsonValueKind.Object || !arguments[1].TryGetProperty("interval", out var interval))
            return TemporalOperators.Build(_builder, name, property, ReadTime(arguments[1]), null);
        return interval.ValueKind == JsonValueKind.Array && interval.GetArrayLength() == 2
            ? TemporalOperators.Build(_builder, name, property, ReadTime(interval[0]), ReadTime(interval[1]))
            : throw new FilterException("interval attend deux dates.", "interval takes two dates.");
    }

    private static LiteralExpression ReadTime(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Object)
            element = element.EnumerateObject().FirstOrDefault(member => member.Name is "date" or "timestamp").Value;
        return element.ValueKind == JsonValueKind.String && LiteralText.ReadTime(element.GetString()!) is { } time
            ? time
            : throw new FilterException(
                "Date attendue : {\"date\": \"AAAA-MM-JJ\"} ou {\"timestamp\": \"…\"}.",
                "Date expected: {\"date\": \"YYYY-MM-DD\"} or {\"timestamp\": \"…\"}.");
    }

    private Expression ReadExpression(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => _builder.Literal(LiteralExpression.Of(element.GetString()!)),
        JsonValueKind.Number => _builder.Literal(LiteralText.ReadNumber(element.GetRawText()) ?? throw new FilterException(
            "Nombre trop grand dans le filtre.",
            "Number too great in the filter.")),
        JsonValueKind.True or JsonValueKind.False => _builder.Literal(LiteralExpression.Of(element.GetBoolean())),
        JsonValueKind.Object => ReadObject(element),
        _ => throw new FilterException("Valeur ou propriété attendue dans le filtre CQL2.",
            "Value or property expected in the CQL2 filter."),
    };

    private Expression ReadObject(JsonElement element)
    {
        if (element.TryGetProperty("property", out var property) && property.ValueKind == JsonValueKind.String)
            return _builder.Property(property.GetString()!);
        if (element.TryGetProperty("date", out _) || element.TryGetProperty("timestamp", out _))
            return _builder.Literal(ReadTime(element));
        if (!TryGetOperation(element, out var name, out var arguments))
            throw new FilterException(
                "Objet inattendu dans le filtre CQL2 : property, date, timestamp ou op attendu.",
                "Unexpected object in the CQL2 filter: property, date, timestamp or op expected.");
        _builder.Enter();
        var operands = Array.ConvertAll(arguments, ReadExpression);
        _builder.Leave();
        return Arithmetic(name) is { } operation && operands.Length == 2
            ? _builder.Arithmetic(operation, operands[0], operands[1])
            : _builder.Function(name, operands);
    }

    private static ArithmeticOperator? Arithmetic(string name) => name switch
    {
        "+" => ArithmeticOperator.Add,
        "-" => ArithmeticOperator.Subtract,
        "*" => ArithmeticOperator.Multiply,
        "/" => ArithmeticOperator.Divide,
        "div" => ArithmeticOperator.DivideWhole,
        "%" => ArithmeticOperator.Modulo,
        "^" => ArithmeticOperator.Power,
        _ => null,
    };

    private static bool TryGetOperation(JsonElement element, out string name, out JsonElement[] arguments)
    {
        (name, arguments) = ("", []);
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty("op", out var op) || op.ValueKind != JsonValueKind.String
            || !element.TryGetProperty("args", out var args) || args.ValueKind != JsonValueKind.Array)
            return false;
        (name, arguments) = (op.GetString()!, [.. args.EnumerateArray()]);
        return true;
    }

    private static JsonElement Argument(JsonElement[] arguments, int index, int expected) => arguments.Length == expected
        ? arguments[index]
        : throw new FilterException(
            $"Opérateur CQL2 : {expected} argument(s) attendu(s), {arguments.Length} donné(s).",
            $"CQL2 operator: {expected} argument(s) expected, {arguments.Length} given.");
}
