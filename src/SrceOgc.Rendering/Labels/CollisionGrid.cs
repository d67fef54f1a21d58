using System.Runtime.InteropServices;
using SrceOgc.Rendering.Rasterization;

namespace SrceOgc.Rendering.Labels;

/// <summary>The boxes already taken, by cells of the map and its margin; what lies beyond them counts to the outermost cells.</summary>
internal sealed class CollisionGrid(double width, double height, double margin, DrawingLimits limits)
{
    private const double CellSize = 64;

    /// <summary>Places of boxes, counted before they are kept.</summary>
    private const int BytesOfPlace = 2 * sizeof(int), BytesOfBox = 64;

    private readonly Dictionary<(int X, int Y), List<int>> _cells = [];
    private readonly List<OrientedBox> _boxes = [];

    public bool IsFree(in OrientedBox box)
    {
        var (left, top, right, bottom) = Cells(box);
        for (var y = top; y <= bottom; y++, limits.Look())
            for (var x = left; x <= right; x++)
                if (_cells.TryGetValue((x, y), out var taken) && Meets(taken, box))
                    return false;
        return true;
    }

    public void Take(in OrientedBox box)
    {
        var (left, top, right, bottom) = Cells(box);
        limits.Take(BytesOfBox + (right - left + 1L) * (bottom - top + 1) * BytesOfPlace);
        _boxes.Add(box);
        for (var y = top; y <= bottom; y++)
            for (var x = left; x <= right; x++)
            {
                if (!_cells.TryGetValue((x, y), out var taken))
                    _cells.Add((x, y), taken = []);
                taken.Add(_boxes.Count - 1);
            }
    }

    private bool Meets(List<int> taken, in OrientedBox box)
    {
        var boxes = CollectionsMarshal.AsSpan(_boxes);
        foreach (var other in CollectionsMarshal.AsSpan(taken))
            if (boxes[other].Intersects(box))
                return true;
        return false;
    }

    private (int Left, int Top, int Right, int Bottom) Cells(in OrientedBox box)
    {
        var half = box.HalfExtent;
        return (
            Cell(box.Middle.X - half.X, width), Cell(box.Middle.Y - half.Y, height),
            Cell(box.Middle.X + half.X, width), Cell(box.Middle.Y + half.Y, height));
    }

    private int Cell(double at, double side) => (int)Math.Floor(Math.Clamp(at, -margin, side + margin) / CellSize);
}
