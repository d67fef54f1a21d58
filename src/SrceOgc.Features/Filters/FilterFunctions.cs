using SrceOgc.Features.Layers;

namespace SrceOgc.Features.Filters;

/// <summary>The closed list of functions that filters may call; capabilities announce the same list.</summary>
internal static class FilterFunctions
{
    /// <summary>Name, and whether it takes and gives text, number.</summary>
    public static IReadOnlyList<(string Name, FieldKind Argument, FieldKind Result)> All { get; } =
    [
        ("abs", FieldKind.Real, FieldKind.Real),
        ("accenti", FieldKind.Text, FieldKind.Text),
        ("casei", FieldKind.Text, FieldKind.Text),
        ("ceil", FieldKind.Real, FieldKind.Real),
        ("floor", FieldKind.Real, FieldKind.Real),
        ("length", FieldKind.Text, FieldKind.Integer),
        ("lower", FieldKind.Text, FieldKind.Text),
        ("round", FieldKind.Real, FieldKind.Real),
        ("upper", FieldKind.Text, FieldKind.Text),
    ];

    public static Expression Create(string name, IReadOnlyList<Expression> arguments) => name.ToLowerInvariant() switch
    {
        "abs" => new NumberFunctionExpression(NumberFunction.Absolute, Argument(name, arguments, FieldKind.Real)),
        "ceil" => new NumberFunctionExpression(NumberFunction.Ceiling, Argument(name, arguments, FieldKind.Real)),
        "floor" => new NumberFunctionExpression(NumberFunction.Floor, Argument(name, arguments, FieldKind.Real)),
        "round" => new NumberFunctionExpression(NumberFunction.Round, Argument(name, arguments, FieldKind.Real)),
        "length" or "strlength" => new TextLengthExpression(Argument(name, arguments, FieldKind.Text)),
        "accenti" => ExpressionTypes.Fold(TextFolding.Accents, Argument(name, arguments, FieldKind.Text)),
        "casei" or "lower" or "strtolowercase" => ExpressionTypes.Fold(TextFolding.Lower, Argument(name, arguments, FieldKind.Text)),
        "upper" or "strtouppercase" => ExpressionTypes.Fold(TextFolding.Upper, Argument(name, arguments, FieldKind.Text)),
        _ => throw FilterException.Unsupported($"La fonction « {(name.Length <= 60 ? name : name[..60] + "…")} » n'est pas prise en charge. Fonctions admises : {string.Join(", ", All.Select(function => function.Name))}."),
    };

    private static Expression Argument(string name, IReadOnlyList<Expression> arguments, FieldKind kind)
    {
        if (arguments.Count != 1)
            throw new FilterException($"La fonction « {name} » attend un argument, {arguments.Count} donnés.");
        var argument = arguments[0];
        var fits = kind == FieldKind.Text ? argument.Kind == FieldKind.Text : argument.Kind is FieldKind.Integer or FieldKind.Real;
        return fits ? argument : throw new FilterException($"La fonction « {name} » attend {(kind == FieldKind.Text ? "un texte" : "un nombre")}.");
    }
}
