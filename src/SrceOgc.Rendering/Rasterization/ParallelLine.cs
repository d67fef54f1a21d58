namespace SrceOgc.Rendering.Rasterization;

/// <summary>A line beside another: to the right of who walks along it when the distance is positive.</summary>
internal static class ParallelLine
{
    /// <summary>Sharper turns than this cosine are cut off instead of mitred.</summary>
    private const double SharpestMiter = -0.5;

    public static void Add(PathBuffer path, double distance, PathBuffer parallel)
    {
        for (var f = 0; f < path.FigureCount; f++)
            Add(path.Vertices(f), path.IsClosed(f), distance, parallel);
    }

    private static void Add(ReadOnlySpan<Vertex> line, bool closed, double distance, PathBuffer parallel)
    {
        var count = closed ? line.Length : line.Length - 1;
        if (count < 1)
            return;
        var before = closed ? UnitNormal(line[^1], line[0]) : default;
        for (var i = 0; i < line.Length; i++)
        {
            var after = i < count ? UnitNormal(line[i], line[i + 1 == line.Length ? 0 : i + 1]) : default;
            AddTurn(line[i], before == default ? after : before, after == default ? before : after, distance, parallel);
            before = after == default ? before : after;
        }
        parallel.EndFigure(closed);
    }

    private static void AddTurn(Vertex at, Vertex before, Vertex after, double distance, PathBuffer parallel)
    {
        var dot = Vertex.Dot(before, after);
        if (dot > SharpestMiter)
        {
            parallel.Add(at + (before + after) * (distance / (1 + dot)));
            return;
        }
        parallel.Add(at + before * distance);
        parallel.Add(at + after * distance);
    }

    private static Vertex UnitNormal(Vertex from, Vertex to)
    {
        var vector = to - from;
        var length = vector.Length;
        return length < 1e-9 ? default : (vector * (1 / length)).Normal;
    }
}
