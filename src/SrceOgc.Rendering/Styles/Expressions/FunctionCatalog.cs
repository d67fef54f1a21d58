using System.Collections.Frozen;
using SrceOgc.Features.Layers;
using SrceOgc.Rendering.Styles.Symbolizers;

namespace SrceOgc.Rendering.Styles.Expressions;

internal delegate FieldValue FunctionBody(IReadOnlyList<StyleExpression> arguments, EvaluationContext context);

/// <summary>A function of the expression language, called with <paramref name="Least"/> to <paramref name="Most"/> arguments.</summary>
internal sealed record FunctionDefinition(string Name, int Least, int Most, FunctionBody Body);

internal sealed record FunctionCall(FunctionDefinition Function, IReadOnlyList<StyleExpression> Arguments) : StyleExpression
{
    public override FieldValue Evaluate(EvaluationContext context) => Function.Body(Arguments, context);

    private bool IsCoalesce => Function.Name == "coalesce";

    public override bool IsObject => IsCoalesce && Arguments.Any(argument => argument.IsObject);

    public override object? ObjectOf(EvaluationContext context) =>
        IsCoalesce ? Arguments.Select(argument => argument.ObjectOf(context)).FirstOrDefault(value => value is not null)
            : base.ObjectOf(context);

    /// <summary>By the arguments' values: rules that call the same function of the same field are found by its value.</summary>
    public bool Equals(FunctionCall? other) => other is not null && Function == other.Function && Arguments.SequenceEqual(other.Arguments);

    public override int GetHashCode() => Arguments.Aggregate(Function.Name.GetHashCode(StringComparison.Ordinal), HashCode.Combine);
}

/// <summary>The functions of QGIS expressions that the server knows, by name.</summary>
internal static class FunctionCatalog
{
    private static readonly FrozenDictionary<string, FunctionDefinition> ByName =
        NumberFunctions.All.Concat(TextFunctions.All).Concat(DateFunctions.All).Concat(ColorFunctions.All)
            .ToFrozenDictionary(function => function.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Functions over objects do what those in place do not: other arguments, values that are objects, failures that try() sees.
    /// </summary>
    public static StyleExpression CallWritten(string name, IReadOnlyList<NamedArgument> given, bool isTried = false)
    {
        var isNamed = given.Any(argument => argument.Name is not null);
        var isObject = given.Any(argument => argument.Value.IsObject);
        if (!isNamed && GeometryFunctions.TryCall(name, [.. given.Select(argument => argument.Value)]) is { } geometryCall
            and not GeometryMeasure { Measure: Measure.Area or Measure.Length or Measure.Perimeter })
            return geometryCall;
        var fits = ByName.TryGetValue(name, out var function) && given.Count >= function.Least && given.Count <= function.Most;
        if (!InPlaceFirst.Contains(name) || isTried || isNamed || !fits || (isObject && ObjectCatalog.Knows(name)))
            if (ObjectCatalog.TryCall(name, given) is { } call)
                return call;
        return Call(name, [.. given.Select(argument => argument.Value)]);
    }

    /// <summary>What both catalogues know and the functions in place do the same, without allocating.</summary>
    private static readonly FrozenSet<string> InPlaceFirst = new[] { "to_string", "coalesce", "nullif", "length", "color_rgba",
        "attribute", "year", "month", "day", "to_int", "to_real" }
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The names of all functions that can be called.</summary>
    public static IEnumerable<string> Names =>
        ByName.Keys.Concat(ObjectCatalog.Names).Append("if").Distinct(StringComparer.OrdinalIgnoreCase);

    public static StyleExpression Call(string name, IReadOnlyList<StyleExpression> arguments)
    {
        if (GeometryFunctions.TryCall(name, arguments) is { } geometryCall)
            return geometryCall;
        if (Shortcut(name.ToLowerInvariant(), arguments) is { } shortcut)
            return shortcut;
        if (!ByName.TryGetValue(name, out var function))
            return ObjectCatalog.TryCall(name, [.. arguments.Select(argument => new NamedArgument(null, argument))])
                ?? throw new ExpressionException($"la fonction « {name} » n'est pas connue du serveur");
        if (arguments.Count < function.Least || arguments.Count > function.Most)
            throw new ExpressionException($"la fonction « {name} » ne prend pas {arguments.Count} paramètres");
        return new FunctionCall(function, arguments);
    }

    /// <summary>Functions that are another way to write an operator.</summary>
    private static StyleExpression? Shortcut(string name, IReadOnlyList<StyleExpression> arguments) => (name, arguments.Count) switch
    {
        ("if", 2) => new Case([new(arguments[0], arguments[1])], Literal.Null),
        ("if", 3) => new Case([new(arguments[0], arguments[1])], arguments[2]),
        _ => null,
    };
}
