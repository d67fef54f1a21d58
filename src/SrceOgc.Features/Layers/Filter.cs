using SrceOgc.Features.Expressions.Model;

namespace SrceOgc.Features.Layers;

/// <summary>
/// A typed condition on the features of one layer: property names are already field indexes, geometries already
/// in the layer's CRS in x/y order. Parsers (FES, ECQL, CQL2, OData) make it through <c>FilterBuilder</c>,
/// nothing else interprets text. Logic is SQL's: a comparison with a null is unknown, and unknown does not match.
/// </summary>
public abstract record Filter
{
    public static readonly Filter All = new ConstantFilter(true);

    public static readonly Filter None = new ConstantFilter(false);

    /// <summary>Matches nothing, and so does its contrary.</summary>
    public static readonly Filter Unknown = new UnknownFilter();
}

internal sealed record ConstantFilter(bool Value) : Filter;

internal sealed record UnknownFilter : Filter;
