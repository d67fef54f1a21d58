using System.Runtime.InteropServices;
using NetTopologySuite.Geometries;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;

namespace SrceOgc.Features.Expressions.Evaluation;

/// <summary>
/// The segments of a geometry below a tree of boxes, eight to a box: neighbours along a line are neighbours in space. Answers
/// whether anything of another geometry's edges and points is within a distance of them, on its WKB, without allocating. Branches
/// further away are never entered, so a feature costs its vertices times the logarithm of these.
/// </summary>
internal sealed class SegmentTree
{
    private const int Fan = 8;

    /// <summary>Boxes looked at between two looks at the budget.</summary>
    private const int LookEach = 4096;

    private readonly RequestBudget _budget;
    private readonly Segment[] _segments;

    /// <summary>From the leaves' parents to the root.</summary>
    private readonly Box[][] _levels;
    private int _looked;

    public SegmentTree(Geometry geometry, RequestBudget budget)
    {
        _budget = budget;
        var segments = new List<Segment>(geometry.NumPoints);
        geometry.Apply(new SegmentFilter(segments));
        _segments = [.. segments];
        var levels = new List<Box[]> { Above(_segments.Length, i => Box.Of(_segments[i])) };
        while (levels[^1].Length > 1)
        {
            var below = levels[^1];
            levels.Add(Above(below.Length, i => below[i]));
        }

        _levels = [.. levels];
    }

    public bool IsWithin(ReadOnlySpan<byte> wkb, double distance)
    {
        if (wkb.IsEmpty || _segments.Length == 0)
            return false;
        var cursor = new WkbCursor(wkb);
        while (cursor.MoveToPart())
            for (var runs = cursor.Runs; runs > 0; runs--)
                if (IsWithin(cursor.ReadRun(), distance))
                    return true;
        return false;
    }

    private static Box[] Above(int count, Func<int, Box> below)
    {
        var boxes = new Box[(count + Fan - 1) / Fan];
        for (var i = 0; i < boxes.Length; i++)
        {
            boxes[i] = below(i * Fan);
            for (var child = i * Fan + 1; child < Math.Min(count, (i + 1) * Fan); child++)
                boxes[i] = boxes[i].Union(below(child));
        }

        return boxes;
    }

    private bool IsWithin(VertexSpan line, double distance)
    {
        for (var i = line.Count == 1 ? 0 : 1; i < line.Count; i++)
        {
            var before = Math.Max(0, i - 1);
            var segment = new Segment(line.X(before), line.Y(before), line.X(i), line.Y(i));
            if (IsWithin(segment, Box.Of(segment), _levels.Length - 1, 0, distance))
                return true;
        }

        return false;
    }

    /// <summary>Whether the segment is near one of the branch's; the level below 0 is that of the segments.</summary>
    private bool IsWithin(in Segment segment, in Box box, int level, int node, double distance)
    {
        if (++_looked % LookEach == 0)
            _budget.Look();
        if (!box.IsWithin(_levels[level][node], distance))
            return false;
        var end = Math.Min(level == 0 ? _segments.Length : _levels[level - 1].Length, (node + 1) * Fan);
        for (var child = node * Fan; child < end; child++)
            if (level == 0 ? _segments[child].IsWithin(segment, distance) : IsWithin(segment, box, level - 1, child, distance))
                return true;
        return false;
    }

    private sealed class SegmentFilter(List<Segment> segments) : IGeometryComponentFilter
    {
        public void Filter(Geometry geometry)
        {
            if (geometry is Point { IsEmpty: false } point)
                segments.Add(new Segment(point.X, point.Y, point.X, point.Y));
            else if (geometry is LineString line)
                Add(line.CoordinateSequence);
        }

        private void Add(CoordinateSequence line)
        {
            for (var i = 1; i < line.Count; i++)
                segments.Add(new Segment(line.GetX(i - 1), line.GetY(i - 1), line.GetX(i), line.GetY(i)));
        }
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Box(double MinX, double MinY, double MaxX, double MaxY)
    {
        public static Box Of(in Segment s) => new(Math.Min(s.X1, s.X2), Math.Min(s.Y1, s.Y2), Math.Max(s.X1, s.X2), Math.Max(s.Y1, s.Y2));

        public Box Union(in Box other) =>
            new(Math.Min(MinX, other.MinX), Math.Min(MinY, other.MinY), Math.Max(MaxX, other.MaxX), Math.Max(MaxY, other.MaxY));

        public bool IsWithin(in Box other, double distance)
        {
            var x = Math.Max(0, Math.Max(MinX - other.MaxX, other.MinX - MaxX));
            var y = Math.Max(0, Math.Max(MinY - other.MaxY, other.MinY - MaxY));
            return x * x + y * y <= distance * distance * (1 + 1e-12);
        }
    }
}
