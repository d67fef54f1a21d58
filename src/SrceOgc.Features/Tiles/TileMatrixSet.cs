using SrceOgc.Features.ReferenceSystems;

namespace SrceOgc.Features.Tiles;

/// <summary>A grid of tiles at several scales, the smallest scale first (17-083r4, 6.2).</summary>
/// <param name="WellKnown">The scales as WMTS names them (07-057r7, annex E); null where none fits.</param>
public sealed record TileMatrixSet(string Id, string Title, Crs Crs, IReadOnlyList<TileMatrix> Matrices, string? WellKnown = null)
{
    /// <summary>A pixel in metres, as scale denominators take it (07-057r7, 6.1).</summary>
    private const double PixelMetres = 0.00028;

    public TileMatrix? Find(string id) => Matrices.FirstOrDefault(matrix => matrix.Id == id);

    public double ScaleOf(TileMatrix matrix) => matrix.CellSize * Crs.MetresPerUnit / PixelMetres;

    /// <summary>Scales that halve from one to the next, named by their number.</summary>
    /// <param name="columns">Of the smallest scale; rows likewise.</param>
    internal static TileMatrixSet Halving(string id, string title, Crs crs, (double Left, double Top) corner, double cell, int levels,
        (int Columns, int Rows) first, string? wellKnown = null) => new(id, title, crs,
        [
            .. Enumerable.Range(0, levels).Select(level => new TileMatrix(
                level.ToString(System.Globalization.CultureInfo.InvariantCulture), cell / (1 << level), corner.Left, corner.Top, 256,
                first.Columns << level, first.Rows << level)),
        ], wellKnown);
}
