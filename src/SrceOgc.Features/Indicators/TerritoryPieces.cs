using NetTopologySuite.Geometries;
using SrceOgc.Features.Budgets;

namespace SrceOgc.Features.Indicators;

/// <summary>Cuts territories into the squares of a grid: first into columns, so that a perimeter of 100 000 vertices is not read once for
/// each square.</summary>
internal sealed class TerritoryPieces
{
    /// <summary>Of a square's area: what a piece may lack and still be the whole of it.</summary>
    private const double Negligible = 1e-9;

    private readonly CellGrid _grid;
    private readonly RequestBudget _budget;
    private readonly RectangleClipping _clipping = new();
    private readonly List<Polygon> _strips = [], _cut = [];
    private readonly Dictionary<(int Column, int Row), List<TerritoryPiece>> _cells = [];

    private TerritoryPieces(CellGrid grid, RequestBudget budget) => (_grid, _budget) = (grid, budget);

    /// <summary>The squares that any territory has a part of, in the order of the grid.</summary>
    public static List<KeyValuePair<(int Column, int Row), List<TerritoryPiece>>> Of(IReadOnlyList<MeasuredTerritory> territories,
        CellGrid grid, RequestBudget budget)
    {
        var pieces = new TerritoryPieces(grid, budget);
        for (var i = 0; i < territories.Count; i++)
            for (var part = 0; part < territories[i].Geometry.NumGeometries; part++)
                if (territories[i].Geometry.GetGeometryN(part) is Polygon { IsEmpty: false } polygon)
                    pieces.Add(i, polygon);
        return [.. pieces._cells.OrderBy(cell => cell.Key)];
    }

    private void Add(int territory, Polygon polygon)
    {
        var bounds = RectangleClipping.Of(polygon.EnvelopeInternal);
        var (first, _) = _grid.CellOf(bounds.MinX, bounds.MinY);
        var (last, _) = _grid.CellOf(bounds.MaxX, bounds.MaxY);
        for (var column = first; column <= last; column++)
        {
            _budget.Look();
            _strips.Clear();
            _clipping.Clip(polygon, _grid.Strip(column, bounds), _strips);
            foreach (var strip in _strips)
                AddColumn(territory, strip, column);
        }
    }

    private void AddColumn(int territory, Polygon strip, int column)
    {
        var bounds = strip.EnvelopeInternal;
        var (_, first) = _grid.CellOf(bounds.MinX, bounds.MinY);
        var (_, last) = _grid.CellOf(bounds.MinX, bounds.MaxY);
        for (var row = first; row <= last; row++)
        {
            _cut.Clear();
            _clipping.Clip(strip, _grid.Box(column, row), _cut);
            foreach (var piece in _cut)
                if (piece.Area > 0)
                    AddPiece(new(territory, piece, piece.Area >= _grid.Side * _grid.Side * (1 - Negligible)), (column, row));
        }
    }

    private void AddPiece(TerritoryPiece piece, (int Column, int Row) cell)
    {
        if (!_cells.TryGetValue(cell, out var pieces))
            _cells.Add(cell, pieces = []);
        pieces.Add(piece);
    }
}
