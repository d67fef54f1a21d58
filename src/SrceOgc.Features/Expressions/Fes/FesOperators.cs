using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Layers;

namespace SrceOgc.Features.Expressions.Fes;

/// <summary>The operator names of FES 2.0, Filter 1.1 and 1.0; capabilities list the same.</summary>
public static class FesOperators
{
    public static IReadOnlyList<string> Comparisons { get; } =
    [
        "PropertyIsEqualTo", "PropertyIsNotEqualTo", "PropertyIsLessThan", "PropertyIsLessThanOrEqualTo", "PropertyIsGreaterThan",
        "PropertyIsGreaterThanOrEqualTo", "PropertyIsLike", "PropertyIsNull", "PropertyIsNil", "PropertyIsBetween",
    ];

    public static IReadOnlyList<string> SpatialNames { get; } =
        ["BBOX", "Equals", "Disjoint", "Intersects", "Touches", "Crosses", "Within", "Contains", "Overlaps", "Beyond", "DWithin"];

    public static ComparisonOperator? Comparison(string name) => name switch
    {
        "PropertyIsEqualTo" => ComparisonOperator.Equal,
        "PropertyIsNotEqualTo" => ComparisonOperator.NotEqual,
        "PropertyIsLessThan" => ComparisonOperator.Less,
        "PropertyIsLessThanOrEqualTo" => ComparisonOperator.LessOrEqual,
        "PropertyIsGreaterThan" => ComparisonOperator.Greater,
        "PropertyIsGreaterThanOrEqualTo" => ComparisonOperator.GreaterOrEqual,
        _ => null,
    };

    /// <summary>BBOX is "not disjoint" from a box (FES 2.0, 7.8.3.2).</summary>
    public static SpatialOperator? Spatial(string name) => name switch
    {
        "BBOX" or "Intersects" or "Intersect" => SpatialOperator.Intersects,
        "Disjoint" => SpatialOperator.Disjoint,
        "Contains" => SpatialOperator.Contains,
        "Within" => SpatialOperator.Within,
        "Touches" => SpatialOperator.Touches,
        "Crosses" => SpatialOperator.Crosses,
        "Overlaps" => SpatialOperator.Overlaps,
        "Equals" => SpatialOperator.Equals,
        "DWithin" => SpatialOperator.WithinDistance,
        "Beyond" => SpatialOperator.BeyondDistance,
        _ => null,
    };
}
