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
        var before = closed ? line[0] - line[^1] : default;
        for (var i = 0; i < line.Length; i++)
        {
            var after = i < count ? line[i + 1 == line.Length ? 0 : i + 1] - line[i] : default;
            AddTurn(line[i], before == default ? after : before, after == default ? before : after, distance, parallel);
            before = after == default ? before : after;
        }
        parallel.EndFigure(closed);
    }

    private static void AddTurn(Vertex at, Vertex before, Vertex after, double distance, PathBuffer parallel)
    {
        Vertex first = UnitNormal(before), second = UnitNormal(after);
        var dot = Vertex.Dot(first, second);
        if (dot > SharpestMiter || IsInner(before, after, dot, distance))
        {
            parallel.Add(at + (first + second) * (distance / (1 + dot)));
            return;
        }
        parallel.Add(at + first * distance);
        parallel.Add(at + second * distance);
    }

    /// <summary>On the inner side of a sharp turn both parallels meet, if they are long enough: cut off, they would cross and make a
    /// loop.</summary>
    private static bool IsInner(Vertex before, Vertex after, double dot, double distance) =>
        Vertex.Cross(before, after) * distance > 0 && dot > -0.999
        && Math.Abs(distance) * Math.Sqrt((1 - dot) / (1 + dot)) < Math.Min(before.Length, after.Length);

    private static Vertex UnitNormal(Vertex vector)
    {
        var length = vector.Length;
        return length < 1e-9 ? default : (vector * (1 / length)).Normal;
    }
}
