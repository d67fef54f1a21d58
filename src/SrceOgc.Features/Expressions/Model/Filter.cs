using NetTopologySuite.Geometries;
using SrceOgc.Features.Layers;

namespace SrceOgc.Features.Expressions.Model;

public sealed record AndFilter(IReadOnlyList<Filter> Operands) : Filter;

public sealed record OrFilter(IReadOnlyList<Filter> Operands) : Filter;

public sealed record NotFilter(Filter Operand) : Filter;

/// <summary>Features by the identifiers of their source table (<see cref="Queries.FeatureCursor.Id"/>).</summary>
public sealed record IdFilter(IReadOnlyList<long> Ids) : Filter;

/// <summary>Two expressions of kinds that compare; text compares by code point.</summary>
public sealed record ComparisonFilter(ComparisonOperator Operator, Expression Left, Expression Right) : Filter;

internal sealed record BetweenFilter(Expression Operand, Expression Lower, Expression Upper) : Filter;

internal sealed record LikeFilter(Expression Operand, LikePattern Pattern) : Filter;

internal sealed record InFilter(Expression Operand, IReadOnlyList<LiteralExpression> Values) : Filter;

public sealed record IsNullFilter(Expression Operand) : Filter;

public enum SpatialOperator : byte
{
    Intersects,
    Disjoint,
    Contains,
    Within,
    Touches,
    Crosses,
    Overlaps,
    Equals,
    WithinDistance,
    BeyondDistance,
}

/// <summary>The feature's geometry against a constant one; <paramref name="Distance"/> in the units of the layer's CRS.</summary>
public sealed record SpatialFilter(SpatialOperator Operator, Geometry Geometry, double Distance = 0) : Filter;
