using System.Runtime.CompilerServices;

namespace SrceOgc.Features.LayerFiles.Building;

/// <summary>
/// The Douglas–Peucker tolerance at which each vertex of a line disappears, for all tolerances at once: the farthest
/// vertex of a stretch is as significant as its distance from the stretch's chord, and never more than the vertex that made the stretch.
/// </summary>
internal sealed class VertexSignificance
{
    /// <summary>Longest stretch looked at whole: the algorithm is quadratic at worst.</summary>
    private const int LongestStretch = 2048;

    private readonly Stack<(int First, int Last, float Ceiling)> _stretches = new();

    /// <summary>A line: its ends stay for ever.</summary>
    /// <param name="xy">x y interleaved.</param>
    /// <param name="significance">One per vertex, in the units of the coordinates; written.</param>
    public void OfLine(ReadOnlySpan<double> xy, Span<float> significance)
    {
        significance.Clear();
        OfArc(xy, significance, 0, significance.Length - 1, significance.Length);
    }

    /// <summary>A closed ring (first vertex repeated): cut at junctions, each arc taken in its canonical direction.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void OfRing(ReadOnlySpan<double> xy, Junctions junctions, Span<float> significance)
    {
        significance.Clear();
        var count = significance.Length - 1;
        var start = Start(xy, count, junctions);
        var first = start;
        for (var i = 1; i <= count; i++)
        {
            var vertex = start + i;
            var place = vertex % count;
            if (i < count && !junctions.Contains(xy[2 * place], xy[2 * place + 1]))
                continue;
            OfArc(xy, significance, first, vertex, count);
            first = vertex;
        }

        significance[count] = significance[0];
        KeepThree(significance[..count]);
        significance[count] = significance[0];
    }

    /// <summary>The first junction, or the lexicographically smallest vertex where there is none.</summary>
    private static int Start(ReadOnlySpan<double> xy, int count, Junctions junctions)
    {
        var smallest = 0;
        for (var i = 0; i < count; i++)
        {
            if (junctions.Contains(xy[2 * i], xy[2 * i + 1]))
                return i;
            if (IsBefore(xy, i, smallest))
                smallest = i;
        }

        return smallest;
    }

    private static bool IsBefore(ReadOnlySpan<double> xy, int a, int b) =>
        xy[2 * a] < xy[2 * b] || (xy[2 * a] == xy[2 * b] && xy[2 * a + 1] < xy[2 * b + 1]);

    /// <summary>An arc from vertex <paramref name="first"/> on to <paramref name="last"/>, both modulo <paramref name="count"/>; its ends
    /// stay.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void OfArc(ReadOnlySpan<double> xy, Span<float> significance, int first, int last, int count)
    {
        var length = last - first;
        var arc = new Arc(xy, first, count, length, Reversed(xy, first, last, count));
        significance[first % count] = significance[last % count] = float.PositiveInfinity;
        for (var from = 0; from < length; from += LongestStretch)
        {
            var to = Math.Min(from + LongestStretch, length);
            significance[arc.Index(to)] = float.PositiveInfinity;
            _stretches.Push((from, to, float.PositiveInfinity));
            while (_stretches.TryPop(out var stretch))
                Split(arc, significance, stretch.First, stretch.Last, stretch.Ceiling);
        }
    }

    /// <summary>
    /// Whether the arc runs against its canonical direction: from the smaller end; when it closes on itself, towards
    /// the smaller of the two vertices next to its end.
    /// </summary>
    private static bool Reversed(ReadOnlySpan<double> xy, int first, int last, int count)
    {
        int a = first % count, b = last % count;
        return a != b ? IsBefore(xy, b, a) : IsBefore(xy, (last - 1 + count) % count, (first + 1) % count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Split(in Arc arc, Span<float> significance, int first, int last, float ceiling)
    {
        if (last - first < 2)
            return;
        var (farthest, distance) = arc.Farthest(first, last);
        var value = Math.Min(distance, ceiling);
        significance[arc.Index(farthest)] = value;
        if (value == 0)
            return;
        _stretches.Push((first, farthest, value));
        _stretches.Push((farthest, last, value));
    }

    /// <summary>A ring is drawn as long as its feature is: its three most significant vertices stay.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void KeepThree(Span<float> significance)
    {
        for (var kept = 0; kept < 3; kept++)
        {
            var best = -1;
            for (var i = 0; i < significance.Length; i++)
                if (!float.IsPositiveInfinity(significance[i]) && (best < 0 || significance[i] > significance[best]))
                    best = i;
            var already = 0;
            foreach (var value in significance)
                already += float.IsPositiveInfinity(value) ? 1 : 0;
            if (already >= 3 || best < 0)
                return;
            significance[best] = float.PositiveInfinity;
        }
    }

    private readonly ref struct Arc(ReadOnlySpan<double> xy, int first, int count, int length, bool reversed)
    {
        private readonly ReadOnlySpan<double> _xy = xy;

        public int Index(int place)
        {
            var vertex = first + (reversed ? length - place : place);
            return vertex < count ? vertex : vertex - count;
        }

        /// <summary>The vertex strictly between two places farthest from the segment that joins them; the first of equals.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public (int Place, float Distance) Farthest(int from, int to)
        {
            int a = Index(from), b = Index(to);
            double ax = _xy[2 * a], ay = _xy[2 * a + 1], dx = _xy[2 * b] - ax, dy = _xy[2 * b + 1] - ay;
            var squared = dx * dx + dy * dy;
            var inverse = squared > 0 ? 1 / squared : 0;
            double best = -1;
            var farthest = from + 1;
            for (var place = from + 1; place < to; place++)
            {
                var i = Index(place);
                double px = _xy[2 * i] - ax, py = _xy[2 * i + 1] - ay;
                var along = Math.Clamp((px * dx + py * dy) * inverse, 0, 1);
                double ox = px - along * dx, oy = py - along * dy;
                var distance = ox * ox + oy * oy;
                if (distance > best)
                    (best, farthest) = (distance, place);
            }

            return (farthest, (float)Math.Sqrt(best));
        }
    }
}
