using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Implementation;

namespace SrceOgc.Features.Geometries;

/// <summary>Builds a NetTopologySuite geometry, x and y only, from a publication's WKB.</summary>
public static class WkbGeometryReader
{
    public static readonly GeometryFactory Factory = new(new PrecisionModel(), 0, PackedCoordinateSequenceFactory.DoubleFactory);

    public static Geometry Read(ReadOnlySpan<byte> wkb)
    {
        if (wkb.IsEmpty)
            return Factory.CreateGeometryCollection();
        var cursor = new WkbCursor(wkb);
        return Read(ref cursor);
    }

    private static Geometry Read(ref WkbCursor cursor)
    {
        switch (cursor.ReadHead())
        {
            case WkbType.Point:
                return Factory.CreatePoint(Sequence(cursor.ReadRun()));
            case WkbType.LineString:
                return Factory.CreateLineString(Sequence(cursor.ReadRun()));
            case WkbType.Polygon:
                return ReadPolygon(ref cursor);
            case WkbType.MultiPoint:
                return Factory.CreateMultiPoint(ReadParts<Point>(ref cursor));
            case WkbType.MultiLineString:
                return Factory.CreateMultiLineString(ReadParts<LineString>(ref cursor));
            case WkbType.MultiPolygon:
                return Factory.CreateMultiPolygon(ReadParts<Polygon>(ref cursor));
            default:
                return Factory.CreateGeometryCollection(ReadParts<Geometry>(ref cursor));
        }
    }

    private static Polygon ReadPolygon(ref WkbCursor cursor)
    {
        var rings = new LinearRing[cursor.ReadCount()];
        for (var i = 0; i < rings.Length; i++)
            rings[i] = Factory.CreateLinearRing(Sequence(cursor.ReadRun()));
        return rings.Length == 0 ? Factory.CreatePolygon() : Factory.CreatePolygon(rings[0], rings[1..]);
    }

    private static T[] ReadParts<T>(ref WkbCursor cursor)
        where T : Geometry
    {
        var parts = new T[cursor.ReadCount()];
        for (var i = 0; i < parts.Length; i++)
            parts[i] = (T)Read(ref cursor);
        return parts;
    }

    private static PackedDoubleCoordinateSequence Sequence(VertexSpan vertices)
    {
        var packed = new double[2 * vertices.Count];
        for (var i = 0; i < vertices.Count; i++)
            (packed[2 * i], packed[2 * i + 1]) = (vertices.X(i), vertices.Y(i));
        return new PackedDoubleCoordinateSequence(packed, 2, 0);
    }
}
