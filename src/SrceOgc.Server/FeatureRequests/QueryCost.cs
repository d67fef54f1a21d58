using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Layers;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.FeatureRequests;

/// <summary>Whether a query may take a processor for long: relations with a shape, long conditions, orders that are not stored.</summary>
internal static class QueryCost
{
    /// <summary>Operators and values that are looked at one by one for each feature.</summary>
    private const int ManyNodes = 200;

    /// <summary>A box carried into another system has this many vertices; Intersects with it is as quick as with a rectangle.</summary>
    private const int FewVertices = 260;

    /// <summary>Features that sort in no time, whatever the keys.</summary>
    private const int FewFeatures = 20_000;

    public static bool IsCostly(ServiceRequest request, IFeatureSource source, FeatureQuery query) =>
        request.Filters.Nodes > ManyNodes || (query.Sort.Count > 1 && source.Type.Count > FewFeatures) || HasShape(query.Filter);

    private static bool HasShape(Filter filter) => filter switch
    {
        NotFilter not => HasShape(not.Operand),
        AndFilter and => HasShape(and.Operands),
        OrFilter or => HasShape(or.Operands),
        SpatialFilter { Operator: SpatialOperator.Intersects or SpatialOperator.Disjoint } spatial =>
            spatial.Geometry.NumPoints > FewVertices,
        SpatialFilter => true,
        _ => false,
    };

    private static bool HasShape(IReadOnlyList<Filter> filters)
    {
        for (var i = 0; i < filters.Count; i++)
            if (HasShape(filters[i]))
                return true;
        return false;
    }
}
