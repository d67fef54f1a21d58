using SrceOgc.Rendering.Rasterization;

namespace SrceOgc.Rendering.Maps;

/// <summary>
/// Drops vertices nobody can see, in place. Stored geometry is generalised for the next finer scale of a fixed
/// series; this takes up the difference.
/// </summary>
internal static class Thinning
{
    /// <summary>In pixels: a vertex this close to the one before goes.</summary>
    private const double Closest = 0.4;

    /// <summary>In pixels: a vertex may go when it lies this close to the line between its neighbours.</summary>
    private const double Deviation = 0.3;

    /// <summary>Returns how many vertices are left at the front; a ring's repeated first vertex goes.</summary>
    public static int Thin(Span<Vertex> vertices, bool isClosed)
    {
        var kept = DropClose(vertices, isClosed);
        return kept > 4 ? DropStraight(vertices[..kept], isClosed) : kept;
    }

    /// <summary>Keeps the first vertex, the last of a line, and between them those that move on.</summary>
    private static int DropClose(Span<Vertex> vertices, bool isClosed)
    {
        var kept = 1;
        for (var i = 1; i < vertices.Length; i++)
            if (!IsClose(vertices[i], vertices[kept - 1]))
                vertices[kept++] = vertices[i];
        if (isClosed && kept > 1 && IsClose(vertices[0], vertices[kept - 1]))
            kept--;
        else if (!isClosed && vertices.Length > 1)
            vertices[kept == 1 ? kept++ : kept - 1] = vertices[^1];
        return kept;
    }

    private static bool IsClose(Vertex a, Vertex b) => Math.Abs(a.X - b.X) < Closest && Math.Abs(a.Y - b.Y) < Closest;

    /// <summary>
    /// A vertex goes when its triangle with its neighbours is flat and smaller than both neighbours' triangles. Only
    /// original neighbours are looked at, so that a border shared by two polygons loses the same vertices in both,
    /// whichever way and from wherever their rings run.
    /// </summary>
    private static int DropStraight(Span<Vertex> vertices, bool isClosed)
    {
        Vertex first = vertices[0], second = vertices[1], last = vertices[^1], previous = last;
        var before = isClosed ? Area(vertices[^2], last, first) : double.MaxValue;
        var area = isClosed ? Area(last, first, second) : double.MaxValue;
        var kept = 0;
        for (var i = 0; i < vertices.Length; i++)
        {
            var vertex = vertices[i];
            var next = i + 1 < vertices.Length ? vertices[i + 1] : first;
            // The area at the next vertex: none at a line's end, round the corner in a ring.
            var after = i + 2 < vertices.Length ? Area(vertex, next, vertices[i + 2])
                : isClosed ? Area(vertex, next, i + 1 < vertices.Length ? first : second)
                : double.MaxValue;
            if (!(area < before && area < after && IsFlat(area, previous, next)))
                vertices[kept++] = vertex;
            (before, area, previous) = (area, after, vertex);
        }
        return kept;
    }

    /// <summary>Twice the area of a triangle.</summary>
    private static double Area(Vertex a, Vertex b, Vertex c) => Math.Abs(Vertex.Cross(b - a, c - a));

    private static bool IsFlat(double area, Vertex previous, Vertex next)
    {
        var side = next - previous;
        return area * area < Deviation * Deviation * Vertex.Dot(side, side);
    }
}
