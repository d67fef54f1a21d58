using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Rendering.Styles.Expressions;

/// <summary>What expressions see: one per drawing, used by one thread; <see cref="Feature"/> moves on under it.</summary>
/// <param name="budget">What evaluating may spend; null for no bound.</param>
public sealed class EvaluationContext(FeatureCursor feature, MapScale scale, RequestBudget? budget = null)
{
    private const int LongText = 1 << 14;

    /// <summary>Looked at by functions whose work grows with their texts.</summary>
    public RequestBudget Budget { get; } = budget ?? RequestBudget.Unlimited;

    /// <summary>Of patterns that were given up, as they took too long.</summary>
    public int PatternsGivenUp { get; set; }

    public FeatureCursor Feature { get; } = feature;

    public MapScale Scale { get; } = scale;

    /// <summary>What with_variable() and its like have set.</summary>
    public Dictionary<string, object?> Variables { get; init; } = [];

    /// <summary>The layer of the features; null where there is none (a legend).</summary>
    public IFeatureSource? Source { get; init; }

    /// <summary>What the style says of the layer's fields.</summary>
    public LayerForm Form { get; init; } = LayerForm.None;

    /// <summary>Values over the whole layer, and expressions read from texts, kept while one map is drawn.</summary>
    public Dictionary<object, object?> Kept { get; init; } = [];

    /// <summary>How deep expressions that evaluate texts stand in each other.</summary>
    public int TextDepth { get; set; }

    public EvaluationMoment Moment { get; init; } = EvaluationMoment.Next();

    private Geometry? _geometry, _given;
    private int _geometryOf = int.MinValue;

    /// <summary>The feature's geometry in the layer's system, as it is drawn; null when it has none.</summary>
    public Geometry? Geometry()
    {
        if (_given is not null)
            return _given;
        if (_geometryOf != Feature.Ordinal || _geometryOf < 0 || _geometry is null)
        {
            var wkb = Feature.Geometry;
            _geometry = wkb.Length < 9 ? null : new WKBReader().Read(wkb.ToArray());
            _geometryOf = Feature.Ordinal;
        }

        return _geometry;
    }

    /// <summary>The same drawing, layer and variables over another cursor: what aggregates read the layer with.</summary>
    public EvaluationContext Over(FeatureCursor cursor) => new(cursor, Scale, Budget)
    {
        Source = Source,
        Form = Form,
        Kept = Kept,
        Variables = Variables,
        TextDepth = TextDepth,
        Moment = Moment,
    };

    /// <summary>What is evaluated while this is the feature's geometry.</summary>
    public object? WithGeometry(Geometry geometry, Func<object?> evaluate)
    {
        var before = _given;
        _given = geometry;
        try
        {
            return evaluate();
        }
        finally
        {
            _given = before;
        }
    }

    /// <summary>Of a collection, the type of the members that are being drawn.</summary>
    public WkbType Member { get; set; }

    /// <summary>Reset it (<see cref="TextScratch.Reset"/>) when the feature moves on.</summary>
    public TextScratch Scratch { get; } = new();

    /// <summary>Two texts one after the other; who joins long ones is looked after.</summary>
    public ReadOnlySpan<byte> Joined(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        LookIfLong(first.Length + second.Length);
        return Scratch.Concat(first, second);
    }

    /// <summary>With each step that handles a text of this length.</summary>
    public void LookIfLong(int length)
    {
        if (length >= LongText)
            Budget.Look();
    }
}
