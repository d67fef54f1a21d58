using System.Diagnostics;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Valid;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;

namespace SrceOgc.Server.Publishing.Checks;

/// <summary>
/// Validity in the sense of OGC 06-103r4 6.1.11: rings that cross, holes outside, parts that overlap, and where. Points are always
/// valid. Two bounds keep a hostile file from holding up publications: one geometry's vertices (the check's worst case is their
/// square), and the time of all checks of a delivery; what was not looked at is counted and said.
/// </summary>
internal sealed class GeometryValidity(TimeSpan allowed)
{
    private const int MostVertices = 20_000;
    private const int BytesPerVertex = 16;

    private const string Repair = "L'objet est servi tel quel ; réparez-le dans QGIS (« Réparer les géométries »), les surfaces et les découpes en dépendent.";

    private readonly Stopwatch _spent = new();
    private int _tooLarge, _tooLate;

    public void Check(long row, ReadOnlySpan<byte> wkb, GeometryFamily family, FindingList findings)
    {
        if (family is GeometryFamily.None or GeometryFamily.Point)
            return;
        if (wkb.Length > MostVertices * BytesPerVertex)
            _tooLarge++;
        else if (_spent.Elapsed > allowed)
            _tooLate++;
        else
            CheckWithin(row, wkb, findings);
    }

    /// <summary>Says what was not looked at since the last time.</summary>
    public void Close(FindingList findings)
    {
        if (_tooLarge > 0)
            findings.Add(Severity.Note, $"la validité de {_tooLarge} géométrie(s) de plus de {MostVertices} sommets n'a pas été contrôlée.", "Contrôlez-les dans QGIS (« Vérifier la validité »).");
        if (_tooLate > 0)
            findings.Add(Severity.Note, $"la validité de {_tooLate} géométrie(s) n'a pas été contrôlée : le temps accordé au contrôle est écoulé.", "« srceogc verifier --complet » contrôle tout.");
        _tooLarge = _tooLate = 0;
    }

    private void CheckWithin(long row, ReadOnlySpan<byte> wkb, FindingList findings)
    {
        _spent.Start();
        var fault = Fault(wkb);
        _spent.Stop();
        if (fault is not null)
            findings.Add(Severity.ToFix, Message(fault.ErrorType), Repair, row, fault.Coordinate.X, fault.Coordinate.Y);
    }

    private static TopologyValidationError? Fault(ReadOnlySpan<byte> wkb)
    {
        var geometry = WkbGeometryReader.Read(wkb);
        return geometry is LineString or MultiLineString && geometry.Length > 0 ? null : new IsValidOp(geometry).ValidationError;
    }

    private static string Message(TopologyValidationErrors fault) => fault switch
    {
        TopologyValidationErrors.SelfIntersection => "géométrie invalide : un contour se croise lui-même.",
        TopologyValidationErrors.RingSelfIntersection => "géométrie invalide : un contour se touche lui-même.",
        TopologyValidationErrors.HoleOutsideShell => "géométrie invalide : un trou est hors de son contour.",
        TopologyValidationErrors.NestedHoles => "géométrie invalide : un trou est dans un autre.",
        TopologyValidationErrors.NestedShells => "géométrie invalide : une partie est dans une autre.",
        TopologyValidationErrors.DisconnectedInteriors => "géométrie invalide : des trous coupent la surface en deux.",
        TopologyValidationErrors.DuplicateRings => "géométrie invalide : le même contour deux fois.",
        TopologyValidationErrors.TooFewPoints => "géométrie invalide : trop peu de points différents.",
        _ => "géométrie invalide.",
    };
}
