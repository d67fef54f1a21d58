namespace SrceOgc.Rendering.Styles.Expressions;

/// <summary>Sets variables for a while; what they were before comes back on dispose.</summary>
internal readonly struct VariableScope : IDisposable
{
    private readonly EvaluationContext _context;
    private readonly (string Name, bool Was, object? Before)[] _variables;

    public VariableScope(EvaluationContext context, params ReadOnlySpan<string> names)
    {
        _context = context;
        _variables = new (string, bool, object?)[names.Length];
        for (var i = 0; i < names.Length; i++)
            _variables[i] = (names[i], context.Variables.TryGetValue(names[i], out var before), before);
    }

    /// <summary>One value for each name, in order.</summary>
    public void Set(params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
            _context.Variables[_variables[i].Name] = values[i];
    }

    public void Dispose()
    {
        foreach (var (name, was, before) in _variables)
            if (was)
                _context.Variables[name] = before;
            else
                _context.Variables.Remove(name);
    }
}
