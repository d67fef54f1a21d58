namespace SrceOgc.Features.Geometries;

/// <summary>How far a point is from a geometry, where its WKB lies: nothing is allocated.</summary>
public static class WkbDistance
{
    /// <summary>0 within an area or on a line; in the units of the geometry; infinite for none.</summary>
    public static double To(ReadOnlySpan<byte> wkb, double x, double y)
    {
        if (wkb.IsEmpty)
            return double.PositiveInfinity;
        var cursor = new WkbCursor(wkb);
        return Math.Sqrt(Squared(ref cursor, x, y));
    }

    private static double Squared(ref WkbCursor cursor, double x, double y)
    {
        var type = cursor.ReadHead(out var dimension);
        switch (type)
        {
            case WkbType.Point:
                var point = cursor.ReadVertices(1, dimension);
                return Between(point.X(0) - x, point.Y(0) - y);
            case WkbType.LineString:
                var isInside = false;
                return OfLine(cursor.ReadVertices(cursor.ReadCount(), dimension), x, y, ref isInside);
            case WkbType.Polygon:
                return OfPolygon(ref cursor, dimension, x, y);
            default:
                var least = double.PositiveInfinity;
                for (var parts = cursor.ReadCount(); parts > 0; parts--)
                    least = Math.Min(least, Squared(ref cursor, x, y));
                return least;
        }
    }

    /// <summary>Inside when an odd number of edges of all rings lies to the right.</summary>
    private static double OfPolygon(ref WkbCursor cursor, int dimension, double x, double y)
    {
        var least = double.PositiveInfinity;
        var isInside = false;
        for (var rings = cursor.ReadCount(); rings > 0; rings--)
            least = Math.Min(least, OfLine(cursor.ReadVertices(cursor.ReadCount(), dimension), x, y, ref isInside));
        return isInside ? 0 : least;
    }

    private static double OfLine(VertexSpan line, double x, double y, ref bool isInside)
    {
        var least = double.PositiveInfinity;
        for (var i = 1; i < line.Count; i++)
        {
            var (ax, ay, bx, by) = (line.X(i - 1) - x, line.Y(i - 1) - y, line.X(i) - x, line.Y(i) - y);
            if (ay > 0 != by > 0 && ax + (bx - ax) * (-ay / (by - ay)) > 0)
                isInside = !isInside;
            least = Math.Min(least, OfEdge(ax, ay, bx, by));
        }

        return least;
    }

    /// <summary>From the origin.</summary>
    private static double OfEdge(double ax, double ay, double bx, double by)
    {
        var (dx, dy) = (bx - ax, by - ay);
        var length = dx * dx + dy * dy;
        var along = length > 0 ? Math.Clamp(-(ax * dx + ay * dy) / length, 0, 1) : 0;
        return Between(ax + along * dx, ay + along * dy);
    }

    private static double Between(double x, double y) => x * x + y * y;
}
