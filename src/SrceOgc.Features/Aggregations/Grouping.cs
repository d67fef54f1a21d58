using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;

namespace SrceOgc.Features.Aggregations;

public enum AggregateFunction : byte
{
    /// <summary>How many features.</summary>
    Count,
    Sum,
    Average,
    Minimum,
    Maximum,

    /// <summary>How many different values.</summary>
    CountDistinct,
}

/// <summary>A column computed from the features of a group; nulls do not count. <paramref name="Operand"/> is null for
/// <see cref="AggregateFunction.Count"/>.</summary>
public sealed record Aggregate(AggregateFunction Function, Expression? Operand, string Name)
{
    public FieldKind Kind => Function switch
    {
        AggregateFunction.Count or AggregateFunction.CountDistinct => FieldKind.Integer,
        AggregateFunction.Sum or AggregateFunction.Average => FieldKind.Real,
        _ => Operand!.Kind,
    };
}

/// <summary>A group for each combination of the values of some fields, in schema order; no field makes one group of all.</summary>
public sealed record Grouping(IReadOnlyList<int> Fields, IReadOnlyList<Aggregate> Aggregates)
{
    /// <summary>The shape of the groups: the fields they share, then what is computed.</summary>
    public FeatureType TypeOf(FeatureType source, long count) => source with
    {
        GeometryName = "",
        Family = GeometryFamily.None,
        Extent = Geometries.Envelope.Empty,
        Count = count,
        Fields = [.. Fields.Select(field => source.Fields[field]),
            .. Aggregates.Select(aggregate => new Field(aggregate.Name, aggregate.Name, aggregate.Name, aggregate.Kind, true, 0))],
    };
}
