using System.Diagnostics;
using NetTopologySuite.Operation.Valid;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.LayerFiles.Reading;
using SrceOgc.Features.Layers;
using SrceOgc.Features.Texts;

namespace SrceOgc.Publishing.Checks;

/// <summary>
/// Validity in the sense of OGC 06-103r4, 6.1.11: rings that cross, holes outside, parts that overlap, and where. Three bounds keep a
/// hostile or huge file from holding
/// up publications: the vertices of one geometry (the check's worst case is their square), those of a delivery, and the time of it all.
/// What was
/// not looked at is counted and said.
/// </summary>
internal sealed class GeometryValidity(bool isComplete, TimeSpan longest, CancellationToken stop)
{
    private const int LargestGeometry = 20_000 * BytesPerVertex, BytesPerVertex = 16;
    private const long MostVertices = 10_000_000;

    private static readonly Text Repair = new(
        "L'objet est servi tel quel ; réparez-le dans QGIS (« Réparer les géométries ») : les surfaces et les découpes en dépendent.",
        "The feature is served as it is; repair it in QGIS ('Fix geometries'): areas and cuts depend on it.");

    private static readonly Text Complete = new("« srceogc verifier --complet », ou « Vérifier la validité » dans QGIS, contrôle tout.",
        "'srceogc verifier --complet', or 'Check validity' in QGIS, checks everything.");

    private readonly Stopwatch _spent = new();
    private long _bytes;

    public void Check(string layerPath, FindingList findings)
    {
        using var layer = PublishedLayer.Open(layerPath);
        using var cursor = layer.Open(FeatureQuery.All);
        _spent.Start();
        int tooLarge = 0, tooLate = 0;
        while (cursor.MoveNext())
        {
            stop.ThrowIfCancellationRequested();
            if (isComplete || cursor.Geometry.Length <= LargestGeometry)
                tooLate += TryCheck(cursor, findings) ? 0 : 1;
            else
                tooLarge++;
        }

        _spent.Stop();
        if (tooLarge > 0)
            findings.Add(Severity.Note,
                new(
                    $"la validité de {tooLarge} géométrie(s) de plus de {LargestGeometry / BytesPerVertex} sommets n'a pas été contrôlée.",
                    $"the validity of {tooLarge} geometries of more than {LargestGeometry / BytesPerVertex} vertices was not checked."),
                Complete);
        if (tooLate > 0)
            findings.Add(Severity.Note, new(
                $"la validité de {tooLate} géométrie(s) n'a pas été contrôlée : la livraison est trop volumineuse.",
                $"the validity of {tooLate} geometries was not checked: the delivery is too large."),
                Complete);
    }

    /// <summary>False when enough was looked at.</summary>
    private bool TryCheck(FeatureCursor feature, FindingList findings)
    {
        if (!isComplete && (_bytes > MostVertices * BytesPerVertex || _spent.Elapsed > longest))
            return false;
        _bytes += feature.Geometry.Length;
        if (!feature.Geometry.IsEmpty && new IsValidOp(WkbGeometryReader.Read(feature.Geometry)).ValidationError is { } fault)
            findings.Add(Severity.ToFix, Message(fault.ErrorType), Repair, feature.Id, fault.Coordinate.X, fault.Coordinate.Y);
        return true;
    }

    private static Text Message(TopologyValidationErrors fault) => fault switch
    {
        TopologyValidationErrors.SelfIntersection => new("géométrie invalide : un contour en croise un autre, ou lui-même.",
            "invalid geometry: a ring crosses another, or itself."),
        TopologyValidationErrors.RingSelfIntersection => new("géométrie invalide : un contour se touche lui-même.",
            "invalid geometry: a ring touches itself."),
        TopologyValidationErrors.HoleOutsideShell => new("géométrie invalide : un trou est hors de son contour.",
            "invalid geometry: a hole is outside its shell."),
        TopologyValidationErrors.NestedHoles => new("géométrie invalide : un trou est dans un autre.",
            "invalid geometry: a hole is in another."),
        TopologyValidationErrors.NestedShells => new("géométrie invalide : une partie est dans une autre.",
            "invalid geometry: a part is in another."),
        TopologyValidationErrors.DisconnectedInteriors => new("géométrie invalide : des trous coupent la surface en deux.",
            "invalid geometry: holes cut the area in two."),
        TopologyValidationErrors.DuplicateRings => new("géométrie invalide : le même contour deux fois.",
            "invalid geometry: the same ring twice."),
        TopologyValidationErrors.TooFewPoints => new("géométrie invalide : trop peu de points différents.",
            "invalid geometry: too few different points."),
        _ => new("géométrie invalide.", "invalid geometry."),
    };
}
