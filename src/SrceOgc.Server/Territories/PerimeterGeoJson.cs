using System.Text.Json;
using NetTopologySuite.Geometries;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Features.Texts;

namespace SrceOgc.Server.Territories;

/// <summary>Polygons of a GeoJSON document (RFC 7946: longitude, latitude; the member <c>crs</c> of its forerunner is honoured).</summary>
internal sealed class PerimeterGeoJson(PerimeterReading reading)
{
    /// <summary>Adds the polygons to the reading; their system.</summary>
    /// <exception cref="ServiceException">400: it is no perimeter, and why; 413: too many vertices.</exception>
    public Crs Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new() { MaxDepth = 32 });
            var system = SystemOf(document.RootElement);
            Collect(document.RootElement);
            return system;
        }
        catch (JsonException fault)
        {
            throw PerimeterReading.Wrong(
                $"ce n'est pas un document GeoJSON (ligne {fault.LineNumber + 1}, octet {fault.BytePositionInLine + 1})",
                $"this is no GeoJSON document (line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1})");
        }
    }

    private void Collect(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty("type", out var type)
            || type.ValueKind != JsonValueKind.String)
            throw PerimeterReading.Wrong("un objet GeoJSON a un « type »", "a GeoJSON object has a 'type'");
        switch (type.GetString())
        {
            case "FeatureCollection":
                foreach (var feature in Items(element, "features"))
                    Collect(feature);
                break;
            case "Feature" when element.TryGetProperty("geometry", out var geometry) && geometry.ValueKind == JsonValueKind.Object:
                reading.TryName(NameIn(element));
                Collect(geometry);
                break;
            case "GeometryCollection":
                foreach (var part in Items(element, "geometries"))
                    Collect(part);
                break;
            case "Polygon":
                reading.Add(Polygon(Member(element, "coordinates")));
                break;
            case "MultiPolygon":
                foreach (var polygon in Items(element, "coordinates"))
                    reading.Add(Polygon(polygon));
                break;
            case var other:
                throw PerimeterReading.Wrong($"« {GivenText.Shortened(other!)} » n'est pas une surface ; attendu : Polygon ou MultiPolygon",
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
            throw PerimeterReading.Wrong("un polygone attend un contour", "a polygon takes an outer ring");
        var read = rings.EnumerateArray().Select(Ring).ToArray();
        return WkbGeometryReader.Factory.CreatePolygon(read[0], read[1..]);
    }

    private LinearRing Ring(JsonElement ring)
    {
        if (ring.ValueKind != JsonValueKind.Array)
            throw PerimeterReading.Wrong("un contour est une liste de positions", "a ring is a list of positions");
        var points = ring.EnumerateArray().Select(Position).ToList();
        reading.CountVertices(points.Count);
        if (points.Count > 0 && !points[0].Equals2D(points[^1]))
            points.Add(points[0].Copy());
        return points.Count >= 4 ? WkbGeometryReader.Factory.CreateLinearRing([.. points])
            : throw PerimeterReading.Wrong("un contour a au moins trois sommets", "a ring has three vertices at least");
    }

    private static Coordinate Position(JsonElement position)
    {
        if (position.ValueKind == JsonValueKind.Array && position.GetArrayLength() >= 2
            && position[0].ValueKind == JsonValueKind.Number && position[1].ValueKind == JsonValueKind.Number
            && position[0].TryGetDouble(out var x) && position[1].TryGetDouble(out var y) && Math.Abs(x) < 1e8 && Math.Abs(y) < 1e8)
            return new(x, y);
        throw PerimeterReading.Wrong("une position est faite de deux nombres", "a position is two numbers");
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
        throw PerimeterReading.Wrong("le système de coordonnées (crs) n'est pas connu", "the coordinate reference system (crs) is unknown");
    }

    private static IEnumerable<JsonElement> Items(JsonElement element, string name)
    {
        var member = Member(element, name);
        return member.ValueKind == JsonValueKind.Array
            ? member.EnumerateArray() : throw PerimeterReading.Wrong($"« {name} » est une liste", $"'{name}' is a list");
    }

    private static JsonElement Member(JsonElement element, string name) =>
        element.TryGetProperty(name, out var member)
            ? member : throw PerimeterReading.Wrong($"il manque « {name} »", $"'{name}' is missing");
}
