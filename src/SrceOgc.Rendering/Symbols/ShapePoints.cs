using SrceOgc.Rendering.Rasterization;

namespace SrceOgc.Rendering.Symbols;

/// <summary>Points that stand for a part of a shape: middles of lines, centroids of polygons, points well inside them.</summary>
internal static class ShapePoints
{
    /// <summary>The middle of a line by length, the centroid of a polygon, the point itself.</summary>
    public static Vertex Center(FeatureShape shape, int part)
    {
        var (first, end) = shape.Part(part);
        return shape.Kind switch
        {
            ShapeKind.Polygon => Centroid(shape.Path, first, end),
            ShapeKind.Line => MiddleOf(shape.Path.Vertices(first)),
            _ => shape.Path.Vertices(first)[0],
        };
    }

    public static int LargestPart(FeatureShape shape)
    {
        var (largest, most) = (0, -1.0);
        for (var part = 0; part < shape.PartCount; part++)
        {
            var vertices = shape.Path.Vertices(shape.Part(part).First);
            var size = shape.Kind == ShapeKind.Polygon ? Math.Abs(TwiceArea(vertices)) : Length(vertices);
            if (size > most)
                (largest, most) = (part, size);
        }
        return largest;
    }

    private static double TwiceArea(ReadOnlySpan<Vertex> ring)
    {
        var area = 0.0;
        for (var i = 2; i < ring.Length; i++)
            area += Vertex.Cross(ring[i - 1] - ring[0], ring[i] - ring[0]);
        return area;
    }

    private static double Length(ReadOnlySpan<Vertex> line)
    {
        var length = 0.0;
        for (var i = 1; i < line.Length; i++)
            length += (line[i] - line[i - 1]).Length;
        return length;
    }

    private static Vertex MiddleOf(ReadOnlySpan<Vertex> line)
    {
        var rest = Length(line) / 2;
        for (var i = 1; i < line.Length; i++)
        {
            var step = line[i] - line[i - 1];
            var length = step.Length;
            if (length >= rest && length > 0)
                return line[i - 1] + step * (rest / length);
            rest -= length;
        }
        return line[^1];
    }

    /// <summary>The area's centre: holes count against their polygon, whichever way rings run.</summary>
    private static Vertex Centroid(PathBuffer path, int first, int end)
    {
        var origin = path.Vertices(first)[0];
        var (sum, area) = (new Vertex(0, 0), 0.0);
        for (var figure = first; figure < end; figure++)
        {
            var ring = path.Vertices(figure);
            var sign = TwiceArea(ring) < 0 == (figure == first) ? -1 : 1;
            for (var i = 0; i < ring.Length; i++)
            {
                Vertex a = ring[i] - origin, b = ring[i + 1 == ring.Length ? 0 : i + 1] - origin;
                var cross = Vertex.Cross(a, b) * sign;
                area += cross;
                sum += (a + b) * cross;
            }
        }
        return Math.Abs(area) < 1e-9 ? origin : origin + sum * (1 / (3 * area));
    }

    /// <summary>The centroid when it lies inside, else the middle of the widest stretch of the polygon at its height.</summary>
    public static Vertex PointOnSurface(FeatureShape shape, int part)
    {
        if (shape.Kind != ShapeKind.Polygon)
            return Center(shape, part);
        var (first, end) = shape.Part(part);
        var center = Centroid(shape.Path, first, end);
        Span<double> crossings = stackalloc double[128];
        var count = Crossings(shape.Path, first, end, center.Y, crossings);
        crossings = crossings[..count];
        crossings.Sort();
        var (best, widest) = (center, 0.0);
        for (var i = 0; i + 1 < count; i += 2)
        {
            if (crossings[i] <= center.X && center.X <= crossings[i + 1])
                return center;
            if (crossings[i + 1] - crossings[i] > widest)
                (best, widest) = (new Vertex((crossings[i] + crossings[i + 1]) / 2, center.Y), crossings[i + 1] - crossings[i]);
        }
        return best;
    }

    private static int Crossings(PathBuffer path, int first, int end, double y, Span<double> crossings)
    {
        var count = 0;
        for (var figure = first; figure < end; figure++)
        {
            var ring = path.Vertices(figure);
            for (var i = 0; i < ring.Length && count < crossings.Length; i++)
            {
                Vertex a = ring[i], b = ring[i + 1 == ring.Length ? 0 : i + 1];
                if (a.Y <= y != b.Y <= y)
                    crossings[count++] = a.X + (y - a.Y) / (b.Y - a.Y) * (b.X - a.X);
            }
        }
        return count;
    }
}
