namespace SrceOgc.Rendering.Styles.Expressions;

internal delegate object? ObjectBody(in Arguments arguments);

/// <summary>A function over values as objects.</summary>
/// <param name="Name">In lower case.</param>
/// <param name="Parameters">The names of its parameters, those that may be left out with a question mark; "..." at the end for any
/// number.</param>
/// <param name="Body">What it gives.</param>
/// <param name="TakesNull">Whether it is asked when an argument is null; else its value is null.</param>
internal sealed record ObjectFunction(string Name, string Parameters, ObjectBody Body, bool TakesNull = false)
{
    private readonly string[] _names = Parameters.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The arguments in the order of the parameters; null for one left out.</summary>
    /// <exception cref="ExpressionException">Too few, too many, or a name that is none.</exception>
    public IReadOnlyList<StyleExpression?> Arrange(IReadOnlyList<NamedArgument> given)
    {
        var anyNumber = _names is [.., "..."];
        if (anyNumber)
            return [.. given.Select(argument => argument.Value)];
        if (given.Count > _names.Length)
            throw new ExpressionException($"la fonction « {Name} » ne prend pas {given.Count} paramètres");
        var result = new StyleExpression?[_names.Length];
        for (var i = 0; i < given.Count; i++)
            result[given[i].Name is { } name ? Place(name) : i] = given[i].Value;
        for (var i = 0; i < result.Length; i++)
            if (result[i] is null && !_names[i].EndsWith('?'))
                throw new ExpressionException($"la fonction « {Name} » attend le paramètre « {_names[i]} »");
        return result;
    }

    /// <summary>The arguments as they are written: by name after one that is left out.</summary>
    public IEnumerable<NamedArgument> Named(IReadOnlyList<StyleExpression?> arguments)
    {
        var hasGap = false;
        for (var i = 0; i < arguments.Count; i++)
            if (arguments[i] is { } value)
                yield return new(hasGap ? _names[i].TrimEnd('?') : null, value);
            else
                hasGap = true;
    }

    private int Place(string name)
    {
        var at = Array.FindIndex(_names, known => known.TrimEnd('?').Equals(name, StringComparison.OrdinalIgnoreCase));
        return at >= 0 ? at : throw new ExpressionException($"la fonction « {Name} » n'a pas de paramètre « {name} »");
    }
}

/// <summary>An argument as it is written; the name is null when it has none.</summary>
internal readonly record struct NamedArgument(string? Name, StyleExpression Value);
