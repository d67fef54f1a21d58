using System.Text.Json;
using NetTopologySuite.Geometries;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Texts;

namespace SrceOgc.Features.Expressions.Cql;

/// <summary>Reads a GeoJSON geometry, or CQL2's {"bbox": […]}, out of a filter.</summary>
internal sealed class GeoJsonGeometryReader(FilterBuilder builder)
{
    private static GeometryFactory Factory => LiteralShapes.Factory;

    public LiteralGeometry Read(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Object && element.TryGetProperty("bbox", out var box))
            return ReadBox(box);
        return new LiteralGeometry(ReadGeometry(element), null);
    }

    private LiteralGeometry ReadBox(JsonElement box)
    {
        var numbers = Items(box).Select(Number).ToArray();
        return numbers.Length switch
        {
            4 => BoxText.ToGeometry(numbers, null, builder),
            6 => BoxText.ToGeometry([numbers[0], numbers[1], numbers[3], numbers[4]], null, builder),
            _ => throw new FilterException("bbox attend quatre ou six nombres.", "bbox takes four or six numbers."),
        };
    }

    private Geometry ReadGeometry(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty("type", out var type)
            || type.ValueKind != JsonValueKind.String)
            throw new FilterException("Géométrie GeoJSON attendue dans le filtre.", "GeoJSON geometry expected in the filter.");
        if (type.GetString() == "GeometryCollection")
            return Factory.CreateGeometryCollection([.. Items(Member(element, "geometries")).Select(ReadGeometry)]);
        var coordinates = Member(element, "coordinates");
        return type.GetString() switch
        {
            "Point" => Factory.CreatePoint(Position(coordinates)),
            "LineString" => Line(coordinates),
            "Polygon" => Polygon(coordinates),
            "MultiPoint" => Factory.CreateMultiPointFromCoords(Positions(coordinates)),
            "MultiLineString" => Factory.CreateMultiLineString([.. Items(coordinates).Select(Line)]),
            "MultiPolygon" => Factory.CreateMultiPolygon([.. Items(coordinates).Select(Polygon)]),
            _ => throw new FilterException("Type de géométrie GeoJSON inconnu.", "Unknown type of GeoJSON geometry."),
        };
    }

    private LineString Line(JsonElement element) => LiteralShapes.Line(Positions(element));

    private Polygon Polygon(JsonElement element)
    {
        var rings = Items(element).Select(Ring).ToArray();
        return rings.Length > 0 ? Factory.CreatePolygon(rings[0], rings[1..]) : throw new FilterException(
            "Un polygone attend un contour.",
            "A polygon takes an outer ring.");
    }

    private LinearRing Ring(JsonElement element) => LiteralShapes.Ring(Positions(element));

    private Coordinate[] Positions(JsonElement element) => [.. Items(element).Select(Position)];

    private Coordinate Position(JsonElement element)
    {
        builder.Tally.CountVertices(1);
        if (element.ValueKind != JsonValueKind.Array || element.GetArrayLength() < 2)
            throw new FilterException("Position GeoJSON attendue : [x, y].", "GeoJSON position expected: [x, y].");
        var (first, second) = (Number(element[0]), Number(element[1]));
        return builder.DefaultCrs.IsNorthingFirst(builder.AxisOrder) ? new Coordinate(second, first) : new Coordinate(first, second);
    }

    private static double Number(JsonElement element) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out var number) && double.IsFinite(number)
            ? number : throw new FilterException(
            "Coordonnée GeoJSON illisible.",
            "Unreadable GeoJSON coordinate.");

    private static JsonElement Member(JsonElement element, string name) =>
        element.TryGetProperty(name, out var member) ? member : throw new FilterException(
            $"Géométrie GeoJSON sans « {name} ».",
            $"GeoJSON geometry without '{name}'.");

    private static IEnumerable<JsonElement> Items(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : throw new FilterException(
            "Tableau attendu dans la géométrie GeoJSON.",
            "Array expected in the GeoJSON geometry.");
}
