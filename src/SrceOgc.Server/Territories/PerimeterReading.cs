using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Operation.OverlayNG;
using NetTopologySuite.Operation.Valid;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Indicators;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Features.Texts;

namespace SrceOgc.Server.Territories;

/// <summary>
/// Somebody's perimeter: the polygons of the document or file that was sent, counted as they come, united. Crossing outlines are repaired
/// where something is left of them; what was repaired, and where, is said.
/// </summary>
internal sealed class PerimeterReading
{
    private readonly List<Geometry> _polygons = [];
    private int _vertices;

    /// <summary>In words, for who sent it.</summary>
    public Text? Repaired { get; private set; }

    public string? Name { get; private set; }

    public void TryName(string? name) => Name ??= name;

    /// <exception cref="ServiceException">413: too many.</exception>
    public void CountVertices(int count)
    {
        _vertices += count;
        if (_vertices > RequestLimits.PerimeterVertices)
            throw new ServiceException("TooLarge", null, new(
                $"Le périmètre a plus de {RequestLimits.PerimeterVertices} sommets.",
                    $"The perimeter has more than {RequestLimits.PerimeterVertices} vertices."), 413);
    }

    /// <summary>A polygon or several, counted already.</summary>
    public void Add(Geometry polygon) => _polygons.Add(polygon);

    /// <param name="given">The system of the polygons.</param>
    /// <exception cref="ServiceException">400: it is no perimeter, and why.</exception>
    public (Geometry Geometry, Crs System) Finish(Crs given)
    {
        if (_polygons.Count == 0)
            throw Wrong("il n'y a aucun polygone", "there is no polygon");
        var degrees = CrsTransform.Between(given, CrsRegistry.Standard.LonLat);
        var bounds = _polygons.Aggregate(new NetTopologySuite.Geometries.Envelope(), (box, part) => box.ExpandedBy(part.EnvelopeInternal));
        var system = TerritoryGeometry.SystemOf(given, degrees.TransformEnvelope(new(bounds.MinX, bounds.MinY, bounds.MaxX, bounds.MaxY)));
        var transform = CrsTransform.Between(given, system);
        var parts = _polygons.Select(polygon => Valid(polygon, transform)).ToList();
        var united = parts.Count == 1 ? parts[0] : OverlayNGRobust.Union(parts);
        if (united.IsEmpty || !(united.Area > 0) || !double.IsFinite(united.Area))
            throw Wrong("il n'a pas de surface, ou n'est pas en France", "it has no area, or does not lie in France");
        return (united, system);
    }

    private Geometry Valid(Geometry polygon, CrsTransform transform)
    {
        var valid = AreaRepair.Valid(polygon);
        if (ReferenceEquals(valid, polygon))
            return MeasuringTransform.Apply(polygon, transform);
        if (valid is null)
            throw Wrong("le contour se croise en trop d'endroits pour être réparé ; simplifiez-le",
                "the outline crosses itself in too many places to be repaired; simplify it");
        var at = new IsValidOp(polygon).ValidationError.Coordinate;
        var place = FormattableString.Invariant($"{at.X:0.######} {at.Y:0.######}");
        var repaired = valid;
        if (repaired.IsEmpty || repaired.Dimension < Dimension.Surface)
            throw Wrong($"le contour se croise ou n'a pas de surface, à {place}", $"the outline crosses itself or has no area, at {place}");
        Repaired ??= new($"Le contour se croisait à {place} ; il a été réparé.",
            $"The outline crossed itself at {place}; it was repaired.");
        return MeasuringTransform.Apply(repaired, transform);
    }

    public static ServiceException Wrong(string french, string english) =>
        new("InvalidParameterValue", "perimetre", new($"Périmètre refusé : {french}.", $"Perimeter refused: {english}."));
}
