using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.LayerFiles.Reading;
using SrceOgc.Features.Layers;
using SrceOgc.Features.Texts;

namespace SrceOgc.Publishing.Checks;

/// <summary>
/// Two levels of a division of the land: every object of the inner one within one object of the outer one. Measured, not asked
/// as a predicate: boundaries drawn twice never coincide. Bounded in objects and vertices, as overlays are dear.
/// </summary>
internal sealed class NestingCheck
{
    private const int MostOuter = 5000, MostInner = 50_000, LargestGeometry = 20_000 * 16;

    private readonly ProfileNesting _nesting;
    private readonly string _outerTable;
    private readonly CancellationToken _stop;
    private readonly STRtree<Geometry> _outer = new();

    public NestingCheck(ProfileNesting nesting, string outerTable, string outerPath, CancellationToken stop)
    {
        _nesting = nesting;
        _outerTable = outerTable;
        _stop = stop;
        using var layer = PublishedLayer.Open(outerPath);
        foreach (var (_, geometry) in Valid(layer, MostOuter))
            _outer.Insert(geometry.EnvelopeInternal, geometry);
        _outer.Build();
    }

    public void Check(string innerPath, FindingList findings)
    {
        using var layer = PublishedLayer.Open(innerPath);
        foreach (var (id, geometry) in Valid(layer, MostInner))
            if (geometry.Area > 0 && Best(geometry) is var share && share < _nesting.Share)
                Add(findings, id, geometry, share);
    }

    private void Add(FindingList findings, long id, Geometry geometry, double share)
    {
        var place = geometry.PointOnSurface;
        if (share == 0)
            findings.Add(Severity.ToFix, new(
                $"objet hors de tout objet de « {_outerTable} ».",
                $"feature outside every feature of '{_outerTable}'."), new(
                    "Chaque entité doit être dans une unité.",
                    "Each entity must lie in a unit."), id,
                place.X, place.Y);
        else
            findings.Add(Severity.ToFix, new(
                $"objet à cheval sur les limites de « {_outerTable} ».",
                $"feature across boundaries of '{_outerTable}'."),
                new(
                    $"Chaque entité doit être dans une seule unité (à {1 - _nesting.Share:P0} près) : recalez la limite.",
                    $"Each entity must lie in one unit (within {1 - _nesting.Share:P0}): move the boundary."), id, place.X,
                place.Y);
    }

    /// <summary>The largest share of its area that lies in one outer object.</summary>
    private double Best(Geometry inner)
    {
        var best = 0.0;
        foreach (var outer in _outer.Query(inner.EnvelopeInternal))
            best = Math.Max(best, Share(inner, outer));
        return best;
    }

    /// <summary>An overlay that fails says nothing against the data.</summary>
    private static double Share(Geometry inner, Geometry outer)
    {
        try
        {
            return inner.Intersection(outer).Area / inner.Area;
        }
        catch (TopologyException)
        {
            return 1;
        }
    }

    /// <summary>What validity has already found fault with is not measured.</summary>
    private IEnumerable<(long Id, Geometry Geometry)> Valid(PublishedLayer layer, int most)
    {
        using var cursor = layer.Open(new FeatureQuery { Limit = most });
        while (cursor.MoveNext())
        {
            _stop.ThrowIfCancellationRequested();
            if (cursor.Geometry.Length is > 0 and <= LargestGeometry
                && WkbGeometryReader.Read(cursor.Geometry) is { IsValid: true } geometry)
                yield return (cursor.Id, geometry);
        }
    }
}
