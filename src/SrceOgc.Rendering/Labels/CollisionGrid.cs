namespace SrceOgc.Rendering.Labels;

/// <summary>The boxes already taken, by cells of the map and its margin.</summary>
internal sealed class CollisionGrid
{
    private const double CellSize = 64;
    private readonly Dictionary<(int X, int Y), List<OrientedBox>> _cells = [];

    public bool IsFree(in OrientedBox box)
    {
        var (left, top, right, bottom) = Cells(box);
        for (var y = top; y <= bottom; y++)
            for (var x = left; x <= right; x++)
                if (_cells.TryGetValue((x, y), out var taken) && Meets(taken, box))
                    return false;
        return true;
    }

    public void Take(in OrientedBox box)
    {
        var (left, top, right, bottom) = Cells(box);
        for (var y = top; y <= bottom; y++)
            for (var x = left; x <= right; x++)
            {
                if (!_cells.TryGetValue((x, y), out var taken))
                    _cells.Add((x, y), taken = []);
                taken.Add(box);
            }
    }

    private static bool Meets(List<OrientedBox> taken, in OrientedBox box)
    {
        foreach (var other in taken)
            if (other.Intersects(box))
                return true;
        return false;
    }

    private static (int Left, int Top, int Right, int Bottom) Cells(in OrientedBox box)
    {
        var reach = box.Reach;
        return (Cell(box.Middle.X - reach.X), Cell(box.Middle.Y - reach.Y), Cell(box.Middle.X + reach.X), Cell(box.Middle.Y + reach.Y));
    }

    private static int Cell(double at) => (int)Math.Floor(Math.Clamp(at, -1e6, 1e6) / CellSize);
}
