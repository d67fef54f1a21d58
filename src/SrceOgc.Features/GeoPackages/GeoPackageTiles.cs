using System.Globalization;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Geometries;

namespace SrceOgc.Features.GeoPackages;

/// <summary>One scale of a tile table.</summary>
/// <param name="Zoom">Its number.</param>
/// <param name="Columns">Of the matrix.</param>
/// <param name="Rows">Of the matrix.</param>
/// <param name="TileWidth">In pixels.</param>
/// <param name="TileHeight">In pixels.</param>
/// <param name="PixelX">Width of a pixel in units of the system.</param>
/// <param name="PixelY">Its height.</param>
public sealed record TileScale(int Zoom, int Columns, int Rows, int TileWidth, int TileHeight, double PixelX, double PixelY);

/// <summary>A picture and the ground it covers.</summary>
public readonly record struct GroundTile(Envelope Ground, ReadOnlyMemory<byte> Encoded);

/// <summary>The tile table of a GeoPackage that an administrator put there (OGC 12-128r18, 2.2): a background.</summary>
public sealed class GeoPackageTiles : IDisposable
{
    /// <summary>Bytes of one tile.</summary>
    private const int LongestTile = 4 << 20;

    private readonly SqliteFile _file;
    private readonly string _table;

    private GeoPackageTiles(SqliteFile file, string table, string title, int srid, in Envelope bounds, IReadOnlyList<TileScale> scales) =>
        (_file, _table, Title, Srid, Bounds, Scales) = (file, table, title, srid, bounds, scales);

    /// <summary>What it is: printed as its source.</summary>
    public string Title { get; }

    /// <summary>EPSG number of its system.</summary>
    public int Srid { get; }

    /// <summary>Of the tile matrix set: where columns and rows begin.</summary>
    public Envelope Bounds { get; }

    /// <summary>From the finest.</summary>
    public IReadOnlyList<TileScale> Scales { get; }

    /// <exception cref="GeoPackageException">Not a GeoPackage, or without exactly one tile table.</exception>
    public static GeoPackageTiles Open(string path, RequestBudget budget)
    {
        var file = SqliteFile.OpenDelivered(path, budget);
        try
        {
            return Read(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static GeoPackageTiles Read(SqliteFile file)
    {
        using var sets = file.Query("""
            SELECT c.table_name, coalesce(nullif(c.description, ''), c.identifier, c.table_name), s.organization_coordsys_id,
                m.min_x, m.min_y, m.max_x, m.max_y
            FROM gpkg_contents c JOIN gpkg_tile_matrix_set m ON m.table_name = c.table_name
                JOIN gpkg_spatial_ref_sys s ON s.srs_id = m.srs_id
            WHERE c.data_type = 'tiles' ORDER BY c.table_name
            """);
        if (!sets.Read())
            throw new GeoPackageException(new(
                "Le GeoPackage du fond n'a pas de table de tuiles.", "The background's GeoPackage has no table of tiles."));
        var table = sets.Text(0)!;
        var tiles = new GeoPackageTiles(file, table, sets.Text(1)!, (int)sets.Integer(2),
            new(sets.Real(3), sets.Real(4), sets.Real(5), sets.Real(6)), ScalesOf(file, table));
        return !sets.Read() ? tiles : throw new GeoPackageException(new(
            "Le GeoPackage du fond a plus d'une table de tuiles.", "The background's GeoPackage has more than one table of tiles."));
    }

    private static List<TileScale> ScalesOf(SqliteFile file, string table)
    {
        using var rows = file.Query("""
            SELECT zoom_level, matrix_width, matrix_height, tile_width, tile_height, pixel_x_size, pixel_y_size
            FROM gpkg_tile_matrix WHERE table_name = ? ORDER BY zoom_level DESC
            """, table);
        var scales = new List<TileScale>();
        while (rows.Read())
            scales.Add(new((int)rows.Integer(0), (int)rows.Integer(1), (int)rows.Integer(2), (int)rows.Integer(3), (int)rows.Integer(4),
                rows.Real(5), rows.Real(6)));
        return scales;
    }

    /// <summary>Tiles that reach into a window; those that are not stored are left out.</summary>
    public IEnumerable<GroundTile> In(TileScale scale, Envelope window)
    {
        double width = scale.TileWidth * scale.PixelX, height = scale.TileHeight * scale.PixelY;
        _file.AllowValues(LongestTile);
        using var rows = _file.Query($"SELECT tile_column, tile_row, tile_data FROM {SqliteFile.Quote(_table)} WHERE zoom_level = ? "
            + "AND tile_column BETWEEN ? AND ? AND tile_row BETWEEN ? AND ? ORDER BY tile_row, tile_column",
            Number(scale.Zoom), Number((window.MinX - Bounds.MinX) / width), Number((window.MaxX - Bounds.MinX) / width),
            Number((Bounds.MaxY - window.MaxY) / height), Number((Bounds.MaxY - window.MinY) / height));
        while (rows.Read())
        {
            double left = Bounds.MinX + rows.Integer(0) * width, top = Bounds.MaxY - rows.Integer(1) * height;
            yield return new(new(left, top - height, left + width, top), rows.Blob(2).ToArray());
        }
    }

    /// <summary>How many tiles a window takes at most.</summary>
    public static double CountIn(TileScale scale, in Envelope window) =>
        Math.Ceiling(window.Width / (scale.TileWidth * scale.PixelX) + 1)
            * Math.Ceiling(window.Height / (scale.TileHeight * scale.PixelY) + 1);

    public void Dispose() => _file.Dispose();

    private static string Number(double value) => Math.Floor(value).ToString("0", CultureInfo.InvariantCulture);
}
