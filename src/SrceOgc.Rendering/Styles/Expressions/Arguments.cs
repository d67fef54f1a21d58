using NetTopologySuite.Geometries;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Rendering.Styles.Expressions;

/// <summary>
/// The arguments of one call, evaluated when they are asked for; what is not what a function wants is an <see cref="EvaluationFailure"/>.
/// </summary>
internal readonly struct Arguments(IReadOnlyList<StyleExpression?> expressions, EvaluationContext context)
{
    private static readonly object Unread = new();
    private readonly object?[] _values = Empty(expressions.Count);

    public EvaluationContext Context { get; } = context;

    public int Count => expressions.Count;

    /// <summary>
    /// Chance of this call: the same for one feature wherever the same call stands in one request. Within a loop over an array, another for
    /// each element.
    /// </summary>
    public Random Chance()
    {
        var hash = new HashCode();
        hash.Add(Context.Moment.Chance);
        hash.Add(Context.Feature.Id);
        hash.Add(Context.Variables.GetValueOrDefault("counter"));
        foreach (var expression in expressions)
            hash.Add(expression);
        return new Random(hash.ToHashCode());
    }

    public bool Has(int i) => i < expressions.Count && expressions[i] is not null;

    public StyleExpression Expression(int i) => Has(i) ? expressions[i]! : throw new EvaluationFailure();

    /// <summary>Evaluated once, when it is first asked for.</summary>
    public object? Value(int i)
    {
        if (!Has(i))
            return null;
        if (ReferenceEquals(_values[i], Unread))
            _values[i] = expressions[i]!.ObjectOf(Context);
        return _values[i];
    }

    public bool HasNull()
    {
        for (var i = 0; i < Count; i++)
            if (Has(i) && Value(i) is null)
                return true;
        return false;
    }

    private static object?[] Empty(int count)
    {
        var values = new object?[count];
        Array.Fill(values, Unread);
        return values;
    }

    public string Text(int i, string missing = "") => !Has(i) ? missing : ObjectValues.Text(Value(i)) ?? throw new EvaluationFailure();

    public double Number(int i, double missing = 0) =>
        !Has(i) ? missing : ObjectValues.TryNumber(Value(i), out var number) && double.IsFinite(number) ? number
            : throw new EvaluationFailure();

    public long Whole(int i, long missing = 0) =>
        Has(i) ? (long)Math.Clamp(Math.Round(Number(i), MidpointRounding.AwayFromZero), -9e15, 9e15) : missing;

    public bool Flag(int i, bool missing) => Has(i) ? ObjectValues.Truth(Value(i)) ?? missing : missing;

    public List<object?> List(int i) => Value(i) as List<object?> ?? throw new EvaluationFailure();

    public SortedDictionary<string, object?> Map(int i) => Value(i) as SortedDictionary<string, object?> ?? throw new EvaluationFailure();

    public Geometry Geometry(int i) => Value(i) switch
    {
        Geometry geometry => geometry,
        CurrentFeature => Context.Geometry() ?? throw new EvaluationFailure(),
        _ => throw new EvaluationFailure(),
    };

    public Coordinate Point(int i) => Geometry(i) is { IsEmpty: false } geometry
        && geometry is NetTopologySuite.Geometries.Point or MultiPoint { NumGeometries: 1 }
        ? Geometry(i).Coordinate
        : throw new EvaluationFailure();

    public Rgba Color(int i) => ColorText.TryParse(Text(i), out var color) ? color : throw new EvaluationFailure();

    public DateTime Moment(int i) => Moments.TryMoment(Value(i), out var moment) ? moment : throw new EvaluationFailure();
}
