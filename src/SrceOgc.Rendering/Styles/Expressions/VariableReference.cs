namespace SrceOgc.Rendering.Styles.Expressions;

/// <summary>A variable that with_variable(), array_foreach() or an aggregate sets while it evaluates an expression.</summary>
internal sealed record VariableReference(string Name) : ObjectExpression
{
    public override object? ObjectOf(EvaluationContext context) => context.Variables.GetValueOrDefault(Name);
}

/// <summary>The feature itself: QGIS <c>@feature</c>, <c>$currentfeature</c>.</summary>
internal sealed record FeatureItself : ObjectExpression
{
    public override object? ObjectOf(EvaluationContext context) => CurrentFeature.Instance;
}

/// <summary>An item of an array (from 0, or from the end below it) or of a map.</summary>
internal sealed record Item(StyleExpression Holder, StyleExpression Key) : ObjectExpression
{
    public override object? ObjectOf(EvaluationContext context) => Holder.ObjectOf(context) switch
    {
        List<object?> list => ArrayFunctions.At(list, Key.ObjectOf(context)),
        SortedDictionary<string, object?> map => ObjectValues.Text(Key.ObjectOf(context)) is { } key ? map.GetValueOrDefault(key) : null,
        null => null,
        _ => throw new EvaluationFailure(),
    };
}
