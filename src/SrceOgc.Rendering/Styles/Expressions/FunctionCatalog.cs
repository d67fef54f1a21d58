using System.Collections.Frozen;
using SrceOgc.Features.Layers;
using SrceOgc.Rendering.Styles.Symbolizers;

namespace SrceOgc.Rendering.Styles.Expressions;

internal delegate FieldValue FunctionBody(IReadOnlyList<Expression> arguments, EvaluationContext context);

/// <summary>A function of the expression language, called with <paramref name="Least"/> to <paramref name="Most"/> arguments.</summary>
internal sealed record FunctionDefinition(string Name, int Least, int Most, FunctionBody Body);

internal sealed record FunctionCall(FunctionDefinition Function, IReadOnlyList<Expression> Arguments) : Expression
{
    public override FieldValue Evaluate(EvaluationContext context) => Function.Body(Arguments, context);

    /// <summary>By the arguments' values: rules that call the same function of the same field are found by its value.</summary>
    public bool Equals(FunctionCall? other) => other is not null && Function == other.Function && Arguments.SequenceEqual(other.Arguments);

    public override int GetHashCode() => Arguments.Aggregate(Function.Name.GetHashCode(StringComparison.Ordinal), HashCode.Combine);
}

/// <summary>The functions of QGIS expressions that the server knows, by name.</summary>
internal static class FunctionCatalog
{
    private static readonly FrozenDictionary<string, FunctionDefinition> Known =
        NumberFunctions.All.Concat(TextFunctions.All).Concat(DateFunctions.All).Concat(ColorFunctions.All)
            .ToFrozenDictionary(function => function.Name, StringComparer.OrdinalIgnoreCase);

    public static Expression Call(string name, IReadOnlyList<Expression> arguments)
    {
        if (GeometryFunctions.TryCall(name, arguments) is { } geometryCall)
            return geometryCall;
        if (Shortcut(name.ToLowerInvariant(), arguments) is { } shortcut)
            return shortcut;
        if (!Known.TryGetValue(name, out var function))
            throw new ExpressionException($"la fonction « {name} » n'est pas connue du serveur");
        if (arguments.Count < function.Least || arguments.Count > function.Most)
            throw new ExpressionException($"la fonction « {name} » ne prend pas {arguments.Count} paramètres");
        return new FunctionCall(function, arguments);
    }

    /// <summary>Functions that are another way to write an operator.</summary>
    private static Expression? Shortcut(string name, IReadOnlyList<Expression> arguments) => (name, arguments.Count) switch
    {
        ("if", 2) => new Case([new(arguments[0], arguments[1])], Literal.Null),
        ("if", 3) => new Case([new(arguments[0], arguments[1])], arguments[2]),
        ("try", 1 or 2) => arguments[0],
        _ => null,
    };
}
