namespace SrceOgc.Features.Geometries;

/// <summary>How far a point is from a geometry, where its WKB lies: nothing is allocated.</summary>
public static class WkbDistance
{
    /// <summary>0 within an area or on a line; in the units of the geometry; infinite for none.</summary>
    public static double To(ReadOnlySpan<byte> wkb, double x, double y)
    {
        var least = double.PositiveInfinity;
        var cursor = new WkbCursor(wkb);
        while (cursor.MoveToPart())
            least = Math.Min(least, cursor.Type == WkbType.Point ? OfPoint(cursor.ReadRun(), x, y) : OfLines(ref cursor, x, y));
        return Math.Sqrt(least);
    }

    private static double OfPoint(VertexSpan point, double x, double y) => Between(point.X(0) - x, point.Y(0) - y);

    /// <summary>Within a polygon when an odd number of edges of all rings lies to the right.</summary>
    private static double OfLines(ref WkbCursor cursor, double x, double y)
    {
        var least = double.PositiveInfinity;
        var isInside = false;
        for (var runs = cursor.Runs; runs > 0; runs--)
            least = Math.Min(least, OfLine(cursor.ReadRun(), x, y, ref isInside));
        return isInside && cursor.Type == WkbType.Polygon ? 0 : least;
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
