using SrceOgc.Features.Layers;
using SrceOgc.Features.Texts;

namespace SrceOgc.Features.Expressions.Model;

/// <summary>A function of values: what it takes, what it gives, how it is made. A kind of Real stands for any number, DateTime for any
/// time.</summary>
public sealed record FilterFunction(string Name, IReadOnlyList<FieldKind> Arguments, FieldKind Result,
    Func<IReadOnlyList<Expression>, Expression> Create)
{
    /// <summary>How many of the last arguments may be left out.</summary>
    public int Optional { get; init; }

    /// <summary>Names other languages have for it.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    public bool Answers(string name) =>
        name.Equals(Name, StringComparison.OrdinalIgnoreCase) || Aliases.Contains(name, StringComparer.OrdinalIgnoreCase);
}

/// <summary>The closed list of functions that filters may call; capabilities announce the same list.</summary>
public static class FilterFunctions
{
    private const FieldKind Text = FieldKind.Text, Number = FieldKind.Real, Whole = FieldKind.Integer, Time = FieldKind.DateTime;

    public static IReadOnlyList<FilterFunction> All { get; } =
    [
        new("abs", [Number], Number, a => new NumberFunctionExpression(NumberFunction.Absolute, a[0])),
        new("accenti", [Text], Text, a => ExpressionTypes.Fold(TextFolding.Accents, a[0])),
        new("casei", [Text], Text, a => ExpressionTypes.Fold(TextFolding.Lower, a[0])),
        new("ceil", [Number], Number, a => new NumberFunctionExpression(NumberFunction.Ceiling, a[0])) { Aliases = ["ceiling"] },
        new("concat", [Text, Text], Text, a => new ConcatenationExpression(a[0], a[1])),
        new("day", [Time], Whole, a => new DatePartExpression(DatePart.Day, a[0])),
        new("floor", [Number], Number, a => new NumberFunctionExpression(NumberFunction.Floor, a[0])),
        new("hour", [Time], Whole, a => new DatePartExpression(DatePart.Hour, a[0])),
        new("indexof", [Text, Text], Whole, a => new TextPositionExpression(a[0], a[1])),
        new("length", [Text], Whole, a => new TextLengthExpression(a[0])) { Aliases = ["strlength"] },
        new("lower", [Text], Text, a => ExpressionTypes.Fold(TextFolding.Lower, a[0])) { Aliases = ["strtolowercase", "tolower"] },
        new("minute", [Time], Whole, a => new DatePartExpression(DatePart.Minute, a[0])),
        new("month", [Time], Whole, a => new DatePartExpression(DatePart.Month, a[0])),
        new("round", [Number], Number, a => new NumberFunctionExpression(NumberFunction.Round, a[0])),
        new("second", [Time], Whole, a => new DatePartExpression(DatePart.Second, a[0])),
        new("substring", [Text, Number, Number], Text, a =>
            new SubstringExpression(a[0], a[1], a.Count > 2 ? a[2] : null)) { Optional = 1 },
        new("trim", [Text], Text, a => new TrimmedTextExpression(a[0])) { Aliases = ["strtrim"] },
        new("upper", [Text], Text, a => ExpressionTypes.Fold(TextFolding.Upper, a[0])) { Aliases = ["strtouppercase", "toupper"] },
        new("year", [Time], Whole, a => new DatePartExpression(DatePart.Year, a[0])),
    ];

    public static Expression Create(string name, IReadOnlyList<Expression> arguments)
    {
        var function = All.FirstOrDefault(candidate => candidate.Answers(name)) ?? throw FilterException.Unsupported(
            $"La fonction « {GivenText.Shortened(name)} » n'est pas prise en charge. Fonctions admises : {Names()}.",
            $"Function '{GivenText.Shortened(name)}' is not supported. Allowed: {Names()}.");
        if (arguments.Count > function.Arguments.Count || arguments.Count < function.Arguments.Count - function.Optional)
            throw new FilterException(
                $"La fonction « {name} » attend "
                    + $"{(function.Arguments.Count == 1 ? "un argument" : $"{function.Arguments.Count} arguments")}, {arguments.Count} "
                    + $"donnés.",
                $"Function '{name}' takes {(function.Arguments.Count == 1 ? "one argument" : $"{function.Arguments.Count} arguments")}, "
                    + $"{arguments.Count} given.");
        return function.Create([.. arguments.Select((argument, i) => Fitting(argument, function.Arguments[i])
            ?? throw Misfit(name, function.Arguments[i]))]);
    }

    /// <summary>A literal of XML, which is text for want of anything else, becomes what the function takes.</summary>
    private static Expression? Fitting(Expression argument, FieldKind expected)
    {
        if (argument is LiteralExpression { IsUntyped: true } literal)
            return LiteralText.Read(literal.Text, expected);
        return Fits(argument.Kind, expected) ? argument : null;
    }

    private static bool Fits(FieldKind given, FieldKind expected) => expected switch
    {
        Number => given is Whole or Number,
        Time => given is FieldKind.Date or Time,
        _ => given == expected,
    };

    private static FilterException Misfit(string name, FieldKind expected) => expected switch
    {
        Text => new($"La fonction « {name} » attend un texte.", $"Function '{name}' takes a text."),
        Time => new($"La fonction « {name} » attend une date.", $"Function '{name}' takes a date."),
        _ => new($"La fonction « {name} » attend un nombre.", $"Function '{name}' takes a number."),
    };

    private static string Names() => string.Join(", ", All.Select(function => function.Name));
}
