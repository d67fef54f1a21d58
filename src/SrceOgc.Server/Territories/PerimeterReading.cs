using System.Text.Json;
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
/// Reads somebody's perimeter: the polygons of a GeoJSON document (RFC 7946: longitude, latitude; the member <c>crs</c> of its forerunner
/// is
/// honoured), united. Crossing outlines are repaired where something is left of them; what was repaired, and where, is said.
/// </summary>
internal sealed class PerimeterReading
{
    private readonly List<Geometry> _polygons = [];
    private int _vertices;

    /// <summary>In words, for who sent it.</summary>
    public Text? Repaired { get; private set; }

    public string? Name { get; private set; }

    /// <exception cref="ServiceException">400: it is no perimeter, and why; 413: too many vertices.</exception>
    public (Geometry Geometry, Crs System) Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new() { MaxDepth = 32 });
            var system = SystemOf(document.RootElement);
            Collect(document.RootElement);
            return Finish(system);
        }
        catch (JsonException fault)
        {
            throw Wrong($"ce n'est pas un document GeoJSON (ligne {fault.LineNumber + 1}, octet {fault.BytePositionInLine + 1})",
                $"this is no GeoJSON document (line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1})");
        }
    }

    private (Geometry, Crs) Finish(Crs given)
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
        var check = new IsValidOp(polygon);
        if (check.IsValid)
            return MeasuringTransform.Apply(polygon, transform);
        var at = check.ValidationError.Coordinate;
        var place = FormattableString.Invariant($"{at.X:0.######} {at.Y:0.######}");
        var repaired = GeometryFixer.Fix(polygon);
        if (repaired.IsEmpty || repaired.Dimension < Dimension.Surface)
            throw Wrong($"le contour se croise ou n'a pas de surface, à {place}", $"the outline crosses itself or has no area, at {place}");
        Repaired ??= new($"Le contour se croisait à {place} ; il a été réparé.",
            $"The outline crossed itself at {place}; it was repaired.");
        return MeasuringTransform.Apply(repaired, transform);
    }

    private void Collect(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty("type", out var type)
            || type.ValueKind != JsonValueKind.String)
            throw Wrong("un objet GeoJSON a un « type »", "a GeoJSON object has a 'type'");
        switch (type.GetString())
        {
            case "FeatureCollection":
                foreach (var feature in Items(element, "features"))
                    Collect(feature);
                break;
            case "Feature" when element.TryGetProperty("geometry", out var geometry) && geometry.ValueKind == JsonValueKind.Object:
                Name ??= NameIn(element);
                Collect(geometry);
                break;
            case "GeometryCollection":
                foreach (var part in Items(element, "geometries"))
                    Collect(part);
                break;
            case "Polygon":
                _polygons.Add(Polygon(Member(element, "coordinates")));
                break;
            case "MultiPolygon":
                foreach (var polygon in Items(element, "coordinates"))
                    _polygons.Add(Polygon(polygon));
                break;
            case var other:
                throw Wrong($"« {GivenText.Shortened(other!)} » n'est pas une surface ; attendu : Polygon ou MultiPolygon",
                    $"'{GivenText.Shortened(other!)}' is no area; expected: Polygon or MultiPolygon");
        }
    }

    private static string? NameIn(JsonElement feature) =>
        feature.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object
        && (properties.TryGetProperty("nom", out var name) || properties.TryGetProperty("name", out name))
            && name.ValueKind == JsonValueKind.String ? name.GetString() : null;

    private Polygon Polygon(JsonElement rings)
    {
        if (rings.ValueKind != JsonValueKind.Array || rings.GetArrayLength() == 0)
            throw Wrong("un polygone attend un contour", "a polygon takes an outer ring");
        var read = rings.EnumerateArray().Select(Ring).ToArray();
        return WkbGeometryReader.Factory.CreatePolygon(read[0], read[1..]);
    }

    private LinearRing Ring(JsonElement ring)
    {
        if (ring.ValueKind != JsonValueKind.Array)
            throw Wrong("un contour est une liste de positions", "a ring is a list of positions");
        var points = ring.EnumerateArray().Select(Position).ToList();
        _vertices += points.Count;
        if (_vertices > RequestLimits.PerimeterVertices)
            throw new ServiceException("TooLarge", null, new(
                $"Le périmètre a plus de {RequestLimits.PerimeterVertices} sommets.",
                    $"The perimeter has more than {RequestLimits.PerimeterVertices} vertices."), 413);
        if (points.Count > 0 && !points[0].Equals2D(points[^1]))
            points.Add(points[0].Copy());
        return points.Count >= 4 ? WkbGeometryReader.Factory.CreateLinearRing([.. points])
            : throw Wrong("un contour a au moins trois sommets", "a ring has three vertices at least");
    }

    private static Coordinate Position(JsonElement position)
    {
        if (position.ValueKind == JsonValueKind.Array && position.GetArrayLength() >= 2
            && position[0].ValueKind == JsonValueKind.Number && position[1].ValueKind == JsonValueKind.Number
            && position[0].TryGetDouble(out var x) && position[1].TryGetDouble(out var y) && Math.Abs(x) < 1e8 && Math.Abs(y) < 1e8)
            return new(x, y);
        throw Wrong("une position est faite de deux nombres", "a position is two numbers");
    }

    private static Crs SystemOf(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("crs", out var crs))
            return CrsRegistry.Standard.LonLat;
        if (crs.ValueKind == JsonValueKind.Object && crs.TryGetProperty("properties", out var properties)
            && properties.ValueKind == JsonValueKind.Object
            && properties.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String
            && CrsName.TryParse(name.GetString()!, CrsRegistry.Standard, out var found))
            return found.Crs.IsGeographic ? CrsRegistry.Standard.LonLat : found.Crs;
        throw Wrong("le système de coordonnées (crs) n'est pas connu", "the coordinate reference system (crs) is unknown");
    }

    private static IEnumerable<JsonElement> Items(JsonElement element, string name)
    {
        var member = Member(element, name);
        return member.ValueKind == JsonValueKind.Array
            ? member.EnumerateArray() : throw Wrong($"« {name} » est une liste", $"'{name}' is a list");
    }

    private static JsonElement Member(JsonElement element, string name) =>
        element.TryGetProperty(name, out var member) ? member : throw Wrong($"il manque « {name} »", $"'{name}' is missing");

    private static ServiceException Wrong(string french, string english) =>
        new("InvalidParameterValue", "perimetre", new($"Périmètre refusé : {french}.", $"Perimeter refused: {english}."));
}
