using System.Globalization;
using SQLitePCL;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;
using SrceOgc.Features.Texts;

namespace SrceOgc.Features.GeoPackages;

/// <summary>
/// Puts a table of one GeoPackage in the place of a table of another: rows, columns, system and aliases are the new ones; its name, title,
/// description and place in the list stay, and its styles unless the new one has some. Everything else of the file is as it was.
/// </summary>
public sealed class GeoPackageTableReplacement
{
    private readonly SqliteFile _file;
    private readonly GeoPackageTable _old;
    private readonly string _date;

    private GeoPackageTableReplacement(SqliteFile file, GeoPackageTable old, DateTime date)
    {
        (_file, _old) = (file, old);
        _date = date.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
    }

    /// <param name="path">A private copy of the file to change; it has no reader now.</param>
    /// <param name="old">Its table to be replaced.</param>
    /// <param name="from">The file that has the new table.</param>
    /// <param name="table">The new table.</param>
    /// <param name="columns">Its columns, in their order, by the names they get.</param>
    /// <param name="system">Its system, by the number its coordinates have in the file to change; null without geometry.</param>
    /// <param name="date">Written as last_change.</param>
    /// <param name="budget">Ends the copying.</param>
    /// <exception cref="GeoPackageException">One of the files is damaged, or is not as a GeoPackage should be.</exception>
    public static void Run(string path, GeoPackageTable old, GeoPackageFile from, GeoPackageTable table,
        IReadOnlyList<GeoPackageColumn> columns, GeoPackageSrs? system, DateTime date, RequestBudget budget)
    {
        using var file = SqliteFile.OpenToChange(path, budget);
        var replacement = new GeoPackageTableReplacement(file, old, date);
        file.Execute("BEGIN");
        var place = replacement.Place();
        replacement.Remove();
        replacement.Fill(from, table, columns, system, budget);
        replacement.AddStyles(from, table);
        file.Run("UPDATE gpkg_contents SET rowid = CAST(?1 AS INTEGER) WHERE table_name = ?2", place, old.Name);
        file.Execute("COMMIT");
    }

    private string Place()
    {
        using var rows = _file.Query("SELECT rowid FROM gpkg_contents WHERE table_name = ?1 COLLATE NOCASE", _old.Name);
        return rows.Read() ? rows.Integer(0).ToString(CultureInfo.InvariantCulture)
            : throw new GeoPackageException(new(
                $"La table « {_old.Name} » n'est pas annoncée dans gpkg_contents : livrez le fichier entier.",
                $"The table '{_old.Name}' is not announced in gpkg_contents: deliver the whole file."));
    }

    private void Remove()
    {
        if (_old.GeometryColumn is { } geometry && HasIndex($"rtree_{_old.Name}_{geometry}"))
            _file.Execute($"DROP TABLE {SqliteFile.Quote($"rtree_{_old.Name}_{geometry}")}");
        _file.Execute($"DROP TABLE {SqliteFile.Quote(_old.Name)}");
        foreach (var table in new[]
        {
            "gpkg_data_columns", "gpkg_extensions", "gpkg_geometry_columns", "gpkg_ogr_contents", "gpkg_contents",
        })
            if (_file.HasTable(table))
                _file.Run($"DELETE FROM {table} WHERE table_name = ?1 COLLATE NOCASE", _old.Name);
    }

    private bool HasIndex(string name)
    {
        using var rows = _file.Query("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?1 COLLATE NOCASE", name);
        return rows.Read();
    }

    private void Fill(GeoPackageFile from, GeoPackageTable table, IReadOnlyList<GeoPackageColumn> columns, GeoPackageSrs? system,
        RequestBudget budget)
    {
        var geometry = table.GeometryColumn is null ? "" : table.GeometryType.Length > 0 ? table.GeometryType : "GEOMETRY";
        var names = new HashSet<string>(SqliteNames.Comparer) { "fid", table.GeometryColumn ?? "" };
        var draft = new GeoPackageDraft(_old.Name, _old.Title, _old.Description, table.GeometryColumn ?? "", geometry, HasZ: false, system,
            [.. columns.Select(column => column with { Name = Free(column.Name, names) })]);
        using var target = GeoPackageTableWriter.Create(_file, draft, _date);
        using var rows = from.Rows(table);
        using var scratch = new ByteBuffer();
        for (long number = 1; rows.Read(); number++)
        {
            budget.Look();
            var id = rows.IsNull(0) ? number : rows.Integer(0);
            target.Begin(id);
            if (table.GeometryColumn is not null && !rows.IsNull(1))
                target.GeometryAsItIs(id, rows.Blob(1), BoundsOf(rows.Blob(1), scratch));
            for (var i = 0; i < table.Columns.Count; i++)
                target.Value(i, Value(rows, i + 2));
            target.End();
        }
    }

    private static string Free(string name, HashSet<string> names)
    {
        var free = name;
        for (var n = 2; !names.Add(free); n++)
            free = $"{name}_{n.ToString(CultureInfo.InvariantCulture)}";
        return free;
    }

    /// <summary>None of what is no geometry: the report will say so of it.</summary>
    private static Envelope BoundsOf(ReadOnlySpan<byte> blob, ByteBuffer scratch)
    {
        scratch.Clear();
        try
        {
            return GeometryBlob.TryRead(blob, out var wkb, out _) && !wkb.IsEmpty
                ? GeometryNormalizer.Normalize(wkb, scratch).Bounds : Envelope.Empty;
        }
        catch (GeometryException)
        {
            return Envelope.Empty;
        }
    }

    private static FieldValue Value(SqliteRows rows, int column) => rows.Type(column) switch
    {
        raw.SQLITE_INTEGER => FieldValue.Of(rows.Integer(column)),
        raw.SQLITE_FLOAT => FieldValue.Of(rows.Real(column)),
        raw.SQLITE_TEXT => FieldValue.Of(rows.Utf8(column)),
        raw.SQLITE_BLOB => FieldValue.OfBlob(rows.Blob(column)),
        _ => FieldValue.Null,
    };

    private void AddStyles(GeoPackageFile from, GeoPackageTable table)
    {
        if (from.Styles().Of(table.Name) is not { Count: > 0 } styles)
            return;
        if (_file.HasTable("layer_styles"))
            _file.Run("DELETE FROM layer_styles WHERE f_table_name = ?1 COLLATE NOCASE", _old.Name);
        foreach (var style in styles)
            GeoPackageTableWriter.AddStyle(_file, style with { Table = _old.Name }, table.GeometryColumn ?? "", _date);
    }
}
