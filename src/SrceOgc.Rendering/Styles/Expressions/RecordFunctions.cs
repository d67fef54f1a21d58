namespace SrceOgc.Rendering.Styles.Expressions;

/// <summary>The feature's record, variables, and expressions in texts.</summary>
internal static class RecordFunctions
{
    public static IEnumerable<ObjectFunction> All =>
    [
        new("attribute", "...", Attribute), new("attributes", "feature?", (in Arguments a) => Attributes(a.Context)),
        new("feature_id", "feature", (in Arguments a) => a.Value(0) is CurrentFeature ? a.Context.Feature.Id
            : throw new EvaluationFailure()),
        new("geometry", "feature", (in Arguments a) => a.Value(0) is CurrentFeature ? a.Context.Geometry() : throw new EvaluationFailure()),
        new("with_variable", "name value expression", WithVariable, TakesNull: true),
        new("var", "name", (in Arguments a) => a.Context.Variables.GetValueOrDefault(a.Text(0))),
        new("try", "expression alternative?", Try, TakesNull: true),
        new("coalesce", "...", Coalesce, TakesNull: true),
        new("nullif", "value1 value2", (in Arguments a) => a.Value(0) is var value && ObjectValues.Same(value, a.Value(1)) ? null
            : value, TakesNull: true),
        new("eval", "expression", (in Arguments a) => TextExpressions.Evaluate(a.Text(0), a.Context)),
        new("eval_template", "template", (in Arguments a) => TextExpressions.Fill(a.Text(0), a.Context)),
    ];

    private static object? Attribute(in Arguments arguments)
    {
        var name = ObjectValues.Text(arguments.Value(arguments.Count - 1)) ?? throw new EvaluationFailure();
        return Field(arguments.Context, name);
    }

    private static object? Field(EvaluationContext context, string name)
    {
        if (context.Source?.Type is not { } type)
            return null;
        var index = type.IndexOf(name);
        return index >= 0 ? ObjectValues.Of(context.Feature[index]) : type.IsKey(name) ? context.Feature.Id : null;
    }

    private static object? Attributes(EvaluationContext context)
    {
        var result = MapFunctions.New();
        if (context.Source?.Type is not { } type)
            return result;
        result[type.KeyColumn ?? "fid"] = context.Feature.Id;
        for (var i = 0; i < type.Fields.Count; i++)
            result[type.Fields[i].Column] = ObjectValues.Of(context.Feature[i]);
        return result;
    }

    private static object? WithVariable(in Arguments arguments)
    {
        var value = arguments.Value(1);
        using var scope = new VariableScope(arguments.Context, arguments.Text(0));
        scope.Set(value);
        return arguments.Value(2);
    }

    private static object? Try(in Arguments arguments)
    {
        try
        {
            return arguments.Value(0);
        }
        catch (EvaluationFailure)
        {
            return arguments.Value(1);
        }
    }

    private static object? Coalesce(in Arguments arguments)
    {
        for (var i = 0; i < arguments.Count; i++)
            if (arguments.Value(i) is { } value)
                return value;
        return null;
    }
}
