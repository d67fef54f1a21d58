using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.RelateNG;
using SrceOgc.Features.Budgets;

namespace SrceOgc.Features.Expressions.Evaluation;

/// <summary>
/// A topological relation that looks at the budget: RelateNG asks after each part and each pair of edges whether the answer is
/// known, which is the only place where it can be stopped.
/// <paramref name="nodesItself"/>: edges of one geometry are cut where they meet each other. It reads the whole of both each time,
/// so the caller asks for it only where it can matter.
/// </summary>
internal sealed class WatchedPredicate(TopologyPredicate relation, bool nodesItself, RequestBudget budget)
    : TopologyPredicate(relation.Name)
{
    private const int LookEach = 1024;

    private int _asked;

    public override bool IsKnown
    {
        get
        {
            if (++_asked % LookEach == 0)
                budget.Look();
            return relation.IsKnown;
        }
    }

    public override bool Value => relation.Value;

    public override bool RequireSelfNoding() => nodesItself && relation.RequireSelfNoding();

    public override bool RequireInteraction() => relation.RequireInteraction();

    public override bool RequireCovers(bool isSourceA) => relation.RequireCovers(isSourceA);

    public override bool RequireExteriorCheck(bool isSourceA) => relation.RequireExteriorCheck(isSourceA);

    public override void Init(Dimension dimA, Dimension dimB) => relation.Init(dimA, dimB);

    public override void Init(NetTopologySuite.Geometries.Envelope envA, NetTopologySuite.Geometries.Envelope envB) =>
        relation.Init(envA, envB);

    public override void UpdateDimension(Location locA, Location locB, Dimension dimension) =>
        relation.UpdateDimension(locA, locB, dimension);

    public override void Finish() => relation.Finish();
}
