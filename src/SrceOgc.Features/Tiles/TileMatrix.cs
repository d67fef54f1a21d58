using SrceOgc.Features.Geometries;

namespace SrceOgc.Features.Tiles;

/// <summary>One scale of a grid of tiles (17-083r4, 6.2): rows are counted from the top, columns from the left.</summary>
/// <param name="CellSize">Of a pixel, in units of the grid's system.</param>
/// <param name="Left">The x of its corner, where column 0 begins.</param>
/// <param name="Top">The y of its corner, where row 0 begins.</param>
/// <param name="TileSize">Pixels of a side.</param>
public sealed record TileMatrix(string Id, double CellSize, double Left, double Top, int TileSize, int Columns, int Rows)
{
    private double Side => CellSize * TileSize;

    /// <summary>Counted from the corner each time: neighbours share their edge to the last bit.</summary>
    public Envelope ExtentOf(int column, int row) =>
        new(Left + column * Side, Top - (row + 1) * Side, Left + (column + 1) * Side, Top - row * Side);
}
