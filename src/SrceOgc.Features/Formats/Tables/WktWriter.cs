using SrceOgc.Features.Formats.Writing;
using SrceOgc.Features.Geometries;

namespace SrceOgc.Features.Formats.Tables;

/// <summary>Writes a geometry as Well-Known Text, x before y.</summary>
internal sealed class WktWriter(Utf8Output output, FixedDecimals decimals)
{
    private readonly FixedDecimals _heights = new(3);

    public void Write(GeometryBuffer geometry)
    {
        WriteName(geometry.Type, geometry.HasZ);
        if (geometry.Type <= WkbType.Polygon)
        {
            WritePart(geometry, geometry.Parts[0]);
            return;
        }
        output.Write((byte)'(');
        for (var i = 0; i < geometry.Parts.Length; i++)
        {
            if (i > 0)
                output.Write((byte)',');
            if (geometry.Type == WkbType.GeometryCollection)
                WriteName(geometry.Parts[i].Type, geometry.HasZ);
            WritePart(geometry, geometry.Parts[i]);
        }
        output.Write((byte)')');
    }

    private void WriteName(WkbType type, bool hasZ)
    {
        output.Write(type switch
        {
            WkbType.Point => "POINT "u8,
            WkbType.LineString => "LINESTRING "u8,
            WkbType.Polygon => "POLYGON "u8,
            WkbType.MultiPoint => "MULTIPOINT "u8,
            WkbType.MultiLineString => "MULTILINESTRING "u8,
            WkbType.MultiPolygon => "MULTIPOLYGON "u8,
            _ => "GEOMETRYCOLLECTION "u8,
        });
        if (hasZ)
            output.Write("Z "u8);
    }

    private void WritePart(GeometryBuffer geometry, GeometryBuffer.Part part)
    {
        if (part.Type != WkbType.Polygon)
        {
            WriteRing(geometry, part.FirstRing);
            return;
        }
        output.Write((byte)'(');
        for (var i = 0; i < part.Rings; i++)
        {
            if (i > 0)
                output.Write((byte)',');
            WriteRing(geometry, part.FirstRing + i);
        }
        output.Write((byte)')');
    }

    private void WriteRing(GeometryBuffer geometry, int ring)
    {
        var (first, count) = geometry.Ring(ring);
        var room = output.Room(3 * count * (FixedDecimals.MaximumLength + 1) + 2);
        var at = 0;
        room[at++] = (byte)'(';
        for (var i = first; i < first + count; i++)
        {
            at += decimals.Print(geometry.Coordinates[2 * i], room[at..]);
            room[at++] = (byte)' ';
            at += decimals.Print(geometry.Coordinates[2 * i + 1], room[at..]);
            if (geometry.HasZ)
            {
                room[at++] = (byte)' ';
                at += _heights.Print(geometry.Heights[i], room[at..]);
            }
            room[at++] = (byte)',';
        }
        room[at - 1] = (byte)')';
        output.Advance(at);
    }
}
