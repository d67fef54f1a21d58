using SrceOgc.Features.Layers;

namespace SrceOgc.Features.GeoPackages;

/// <summary>
/// A GeoPackage opened from a quarantined copy: its tables, styles and rows. Written tolerantly (missing
/// registrations, odd application ids, absent indexes are fine); views are never run.
/// </summary>
internal sealed class GeoPackageFile : IDisposable
{
    private const int MostTables = 1000;

    private readonly SqliteFile _file;
    private readonly List<GeoPackageTable> _tables = [];
    private readonly List<UnreadableTable> _unreadable = [];
    private readonly List<string> _tiles = [];

    private GeoPackageFile(SqliteFile file) => _file = file;

    public IReadOnlyList<GeoPackageTable> Tables => _tables;

    public IReadOnlyList<UnreadableTable> Unreadable => _unreadable;

    /// <summary>Tables of images, which are not features.</summary>
    public IReadOnlyList<string> Tiles => _tiles;

    /// <exception cref="GeoPackageException">Not SQLite, not a GeoPackage, or too many tables.</exception>
    public static GeoPackageFile Open(string path)
    {
        var geoPackage = new GeoPackageFile(SqliteFile.Open(path));
        try
        {
            geoPackage.ReadTables();
            return geoPackage;
        }
        catch
        {
            geoPackage.Dispose();
            throw;
        }
    }

    /// <summary>Rows of a table in key order: the key, the geometry (when there is one), then the columns. The key is null where the table has none.</summary>
    public SqliteRows Rows(GeoPackageTable table)
    {
        var columns = table.Columns.Select(c => SqliteFile.Quote(c.Name))
            .Prepend(table.GeometryColumn is { } geometry ? SqliteFile.Quote(geometry) : "NULL")
            .Prepend(table.KeyColumn is { } key ? SqliteFile.Quote(key) : "NULL");
        return _file.Query($"SELECT {string.Join(", ", columns)} FROM {SqliteFile.Quote(table.Name)}");
    }

    public IReadOnlyList<GeoPackageStyle> Styles()
    {
        if (!_file.HasTable("layer_styles"))
            return [];
        var styles = new List<GeoPackageStyle>();
        using var rows = _file.Query("SELECT f_table_name, styleName, description, useAsDefault, styleQML, styleSLD, update_time FROM layer_styles ORDER BY id");
        while (rows.Read())
            styles.Add(new(rows.Text(0) ?? "", rows.Text(1) ?? "", rows.Text(2) ?? "", IsTrue(rows.Text(3)), rows.Text(4), rows.Text(5), rows.Text(6) ?? ""));
        return styles;
    }

    /// <summary>Departures from the standard that other software would mind.</summary>
    public IReadOnlyList<ConformanceFault> Conformance() => [.. new GeoPackageConformance(_file, _tables).Faults()];

    public void Dispose() => _file.Dispose();

    /// <summary>QGIS has written booleans as 1, true, T and their like over the years.</summary>
    private static bool IsTrue(string? text) => text is "1" or "t" or "T" or "true" or "TRUE" or "True";

    private void ReadTables()
    {
        if (!_file.HasTable("gpkg_contents"))
            throw new GeoPackageException("Ce fichier n'est pas un GeoPackage : la table « gpkg_contents » manque.");
        var listed = Listed();
        if (listed.Count > MostTables)
            throw new GeoPackageException($"Le fichier compte {listed.Count} tables ; la limite est de {MostTables}.");
        foreach (var entry in listed)
            ReadTable(entry);
    }

    private sealed record Entry(string Name, string Kind, string Title, string Description, int? SrsId);

    /// <summary>What gpkg_contents lists, and tables with a registered geometry that it forgets.</summary>
    private List<Entry> Listed()
    {
        var entries = new List<Entry>();
        using (var rows = _file.Query("SELECT table_name, lower(data_type), identifier, description, srs_id FROM gpkg_contents ORDER BY rowid"))
            while (rows.Read())
                entries.Add(new(rows.Text(0) ?? "", rows.Text(1) ?? "", rows.Text(2) ?? rows.Text(0) ?? "", rows.Text(3) ?? "", rows.IsNull(4) ? null : (int)rows.Integer(4)));
        if (!_file.HasTable("gpkg_geometry_columns"))
            return entries;
        using (var rows = _file.Query("SELECT DISTINCT table_name FROM gpkg_geometry_columns"))
            while (rows.Read())
                if (rows.Text(0) is { } name && !entries.Exists(e => Same(e.Name, name)))
                    entries.Add(new(name, "features", name, "", null));
        return entries;
    }

    private void ReadTable(Entry entry)
    {
        if (entry.Kind is "tiles" or "2d-gridded-coverage")
            _tiles.Add(entry.Name);
        if (entry.Kind is not ("features" or "attributes" or "aspatial") || Same(entry.Name, "layer_styles"))
            return;
        if (!_file.HasTable(entry.Name))
            _unreadable.Add(new(entry.Name, IsComputed(entry.Name)
                ? "c'est une vue ou une table virtuelle : enregistrez-la comme une table avant de livrer le fichier"
                : "la table est annoncée mais n'existe pas dans le fichier : enregistrez la couche de nouveau dans QGIS, ou supprimez-la"));
        else
            _tables.Add(Table(entry));
    }

    private bool IsComputed(string name)
    {
        using var rows = _file.Query("SELECT 1 FROM sqlite_master WHERE type IN ('view', 'table') AND name = ?1 COLLATE NOCASE", name);
        return rows.Read();
    }

    private GeoPackageTable Table(Entry entry)
    {
        var (geometryColumn, geometryType, srsId) = entry.Kind == "features" ? Geometry(entry.Name) : (null, "", null);
        var aliases = Aliases(entry.Name);
        var columns = new List<GeoPackageColumn>();
        string? key = null;
        using var rows = _file.Query($"PRAGMA table_info({SqliteFile.Quote(entry.Name)})");
        while (rows.Read())
        {
            var name = rows.Text(1) ?? "";
            var declared = (rows.Text(2) ?? "").Trim().ToUpperInvariant();
            if (rows.Integer(5) == 1 && key is null && declared.StartsWith("INT", StringComparison.Ordinal))
                key = name;
            else if (geometryColumn is null && entry.Kind == "features" && IsGeometryType(declared))
                (geometryColumn, geometryType) = (name, declared);
            else if (!Same(name, geometryColumn))
                columns.Add(new(name, aliases.GetValueOrDefault(name.ToLowerInvariant(), name), KindOf(declared), LengthOf(declared)));
        }

        var srs = geometryColumn is null ? null : Srs(srsId ?? entry.SrsId ?? 0);
        return new(entry.Name, entry.Title, entry.Description, key, geometryColumn, geometryType, srs, columns);
    }

    private (string? Column, string Type, int? SrsId) Geometry(string table)
    {
        if (!_file.HasTable("gpkg_geometry_columns"))
            return (null, "", null);
        using var rows = _file.Query("SELECT column_name, upper(geometry_type_name), srs_id FROM gpkg_geometry_columns WHERE table_name = ?1 COLLATE NOCASE", table);
        return rows.Read() ? (rows.Text(0), rows.Text(1) ?? "", rows.IsNull(2) ? null : (int)rows.Integer(2)) : (null, "", null);
    }

    private GeoPackageSrs Srs(int id)
    {
        if (_file.HasTable("gpkg_spatial_ref_sys"))
        {
            using var rows = _file.Query("SELECT organization, organization_coordsys_id, srs_name, definition FROM gpkg_spatial_ref_sys WHERE srs_id = CAST(?1 AS INTEGER)", id.ToString(System.Globalization.CultureInfo.InvariantCulture));
            if (rows.Read())
                return new(id, rows.Text(0) ?? "", (int)rows.Integer(1), rows.Text(2) ?? "", rows.Text(3) ?? "");
        }

        return new(id, "", id, "", "");
    }

    private Dictionary<string, string> Aliases(string table)
    {
        var aliases = new Dictionary<string, string>();
        if (!_file.HasTable("gpkg_data_columns"))
            return aliases;
        using var rows = _file.Query("SELECT lower(column_name), coalesce(nullif(title, ''), name) FROM gpkg_data_columns WHERE table_name = ?1 COLLATE NOCASE", table);
        while (rows.Read())
            if (rows.Text(0) is { } column && rows.Text(1) is { Length: > 0 } title)
                aliases[column] = title;
        return aliases;
    }

    /// <summary>GeoPackage 1.3, table 1; anything else is what SQLite would make of it (SQLite, "Determination Of Column Affinity").</summary>
    private static FieldKind KindOf(string declared) => declared switch
    {
        "BOOLEAN" or "BOOL" => FieldKind.Boolean,
        "DATE" => FieldKind.Date,
        "DATETIME" or "TIMESTAMP" => FieldKind.DateTime,
        _ when declared.Contains("INT") => FieldKind.Integer,
        _ when declared.Contains("CHAR") || declared.Contains("CLOB") || declared.Contains("TEXT") => FieldKind.Text,
        _ when declared.StartsWith("BLOB", StringComparison.Ordinal) => FieldKind.Blob,
        _ when declared.Contains("REAL") || declared.Contains("FLOA") || declared.Contains("DOUB") || declared.Contains("NUMERIC") || declared.Contains("DECIMAL") => FieldKind.Real,
        _ => FieldKind.Text,
    };

    private static int LengthOf(string declared)
    {
        var open = declared.IndexOf('(');
        var close = declared.IndexOfAny([')', ','], open + 1);
        return open > 0 && close > open && int.TryParse(declared.AsSpan(open + 1, close - open - 1), out var length) ? length : 0;
    }

    private static bool IsGeometryType(string declared) =>
        declared is "GEOMETRY" or "POINT" or "LINESTRING" or "POLYGON" or "MULTIPOINT" or "MULTILINESTRING" or "MULTIPOLYGON" or "GEOMETRYCOLLECTION";

    private static bool Same(string? a, string? b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
