using SrceOgc.Features.Budgets;
using SrceOgc.Features.Expressions.Evaluation;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;

namespace SrceOgc.Features.Aggregations;

/// <summary>A value computed of each feature, under a name.</summary>
public sealed record ComputedColumn(string Name, Expression Value);

/// <summary>
/// Another source with columns more, computed as features are read. Conditions come with the columns' expressions in them, and nobody
/// sorts by a column: nothing of the kind is ready in the source.
/// </summary>
public sealed class ComputedFeatures : IFeatureSource
{
    private readonly IFeatureSource _source;
    private readonly IReadOnlyList<ComputedColumn> _columns;
    private readonly RequestBudget _budget;

    public ComputedFeatures(IFeatureSource source, IReadOnlyList<ComputedColumn> columns, RequestBudget budget)
    {
        (_source, _columns, _budget) = (source, columns, budget);
        Type = source.Type with
        {
            Fields =
            [
                .. source.Type.Fields,
                .. columns.Select(column => new Field(column.Name, column.Name, column.Name, column.Value.Kind, Nullable: true, 0)),
            ],
        };
    }

    public FeatureType Type { get; }

    public string Stamp => _source.Stamp;

    public bool HasFeaturesWithoutGeometry => _source.HasFeaturesWithoutGeometry;

    public FeatureCursor Open(FeatureQuery query)
    {
        var compiler = new PredicateCompiler(_budget);
        return new Cursor(_source.Open(query), _source.Type.Fields.Count, [.. _columns.Select(column => compiler.Compile(column.Value))]);
    }

    public long Count(FeatureQuery query) => _source.Count(query);

    private sealed class Cursor(FeatureCursor features, int own, ValueNode[] computed) : FeatureCursor
    {
        public override long Id => features.Id;

        public override int Ordinal => features.Ordinal;

        public override ReadOnlySpan<byte> Geometry => features.Geometry;

        public override Envelope Bounds => features.Bounds;

        public override long Matched => features.Matched;

        public override FieldValue this[int field] => field < own ? features[field] : computed[field - own].Evaluate(features);

        public override bool MoveNext() => features.MoveNext();

        public override void Dispose() => features.Dispose();
    }
}
