using SrceOgc.Features.Formats.Writing;
using SrceOgc.Features.Geometries;

namespace SrceOgc.Features.Formats.GeoJson;

/// <summary>Writes a geometry as GeoJSON.</summary>
internal sealed class GeoJsonGeometryWriter(Utf8Output output, FixedDecimals decimals, bool northingFirst)
{
    private readonly FixedDecimals _heights = new(3);

    public void Write(GeometryBuffer geometry)
    {
        if (geometry.Type == WkbType.GeometryCollection)
        {
            WriteCollection(geometry);
            return;
        }
        output.Write(Head(geometry.Type));
        if (geometry.Type <= WkbType.Polygon)
            WritePart(geometry, geometry.Parts[0]);
        else
            WriteParts(geometry);
        output.Write((byte)'}');
    }

    private static ReadOnlySpan<byte> Head(WkbType type) => type switch
    {
        WkbType.Point => "{\"type\":\"Point\",\"coordinates\":"u8,
        WkbType.LineString => "{\"type\":\"LineString\",\"coordinates\":"u8,
        WkbType.Polygon => "{\"type\":\"Polygon\",\"coordinates\":"u8,
        WkbType.MultiPoint => "{\"type\":\"MultiPoint\",\"coordinates\":"u8,
        WkbType.MultiLineString => "{\"type\":\"MultiLineString\",\"coordinates\":"u8,
        _ => "{\"type\":\"MultiPolygon\",\"coordinates\":"u8,
    };

    private void WriteCollection(GeometryBuffer geometry)
    {
        output.Write("{\"type\":\"GeometryCollection\",\"geometries\":["u8);
        for (var i = 0; i < geometry.Parts.Length; i++)
        {
            if (i > 0)
                output.Write((byte)',');
            output.Write(Head(geometry.Parts[i].Type));
            WritePart(geometry, geometry.Parts[i]);
            output.Write((byte)'}');
        }
        output.Write("]}"u8);
    }

    private void WriteParts(GeometryBuffer geometry)
    {
        output.Write((byte)'[');
        for (var i = 0; i < geometry.Parts.Length; i++)
        {
            if (i > 0)
                output.Write((byte)',');
            WritePart(geometry, geometry.Parts[i]);
        }
        output.Write((byte)']');
    }

    private void WritePart(GeometryBuffer geometry, GeometryBuffer.Part part)
    {
        if (part.Type == WkbType.Polygon)
            WriteRings(geometry, part);
        else
            WriteRing(geometry, part.FirstRing, isPoint: part.Type == WkbType.Point);
    }

    private void WriteRings(GeometryBuffer geometry, GeometryBuffer.Part part)
    {
        output.Write((byte)'[');
        for (var i = 0; i < part.Rings; i++)
        {
            if (i > 0)
                output.Write((byte)',');
            WriteRing(geometry, part.FirstRing + i, isPoint: false);
        }
        output.Write((byte)']');
    }

    private void WriteRing(GeometryBuffer geometry, int ring, bool isPoint)
    {
        var (first, count) = geometry.Ring(ring);
        var room = output.Room(3 * count * (FixedDecimals.MaximumLength + 2) + 2);
        var (firstAxis, secondAxis) = northingFirst ? (1, 0) : (0, 1);
        var at = 0;
        if (!isPoint)
            room[at++] = (byte)'[';
        for (var i = first; i < first + count; i++)
        {
            room[at++] = (byte)'[';
            at += decimals.Print(geometry.Coordinates[2 * i + firstAxis], room[at..]);
            room[at++] = (byte)',';
            at += decimals.Print(geometry.Coordinates[2 * i + secondAxis], room[at..]);
            if (geometry.HasZ)
            {
                room[at++] = (byte)',';
                at += _heights.Print(geometry.Heights[i], room[at..]);
            }
            room[at++] = (byte)']';
            room[at++] = (byte)',';
        }
        at--;
        if (!isPoint)
            room[at++] = (byte)']';
        output.Advance(at);
    }
}
