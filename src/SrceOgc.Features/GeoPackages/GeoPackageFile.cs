using SrceOgc.Features.Budgets;
using SrceOgc.Features.Layers;
using SrceOgc.Features.Texts;

namespace SrceOgc.Features.GeoPackages;

/// <summary>
/// A GeoPackage opened from a quarantined copy: its tables, styles and rows. Written tolerantly (missing
/// registrations, odd application ids, absent indexes are fine). Of views only those are run that read stored tables row by row
/// (<see cref="StreamedView"/>).
/// </summary>
public sealed class GeoPackageFile : IDisposable
{
    private readonly SqliteFile _file;
    private readonly GeoPackageCatalogue _catalogue;
    private readonly List<GeoPackageTable> _tables = [];
    private readonly List<UnreadableTable> _unreadable = [];
    private readonly List<string> _tiles = [];

    private GeoPackageFile(SqliteFile file)
    {
        _file = file;
        _catalogue = new(file);
    }

    public IReadOnlyList<GeoPackageTable> Tables => _tables;

    public IReadOnlyList<UnreadableTable> Unreadable => _unreadable;

    /// <summary>Tables of images, which are not features.</summary>
    public IReadOnlyList<string> Tiles => _tiles;

    /// <param name="path">A file in quarantine, with its write-ahead log when it has one, and never with a rollback journal.</param>
    /// <param name="budget">Looked at in all that is read of it.</param>
    /// <exception cref="GeoPackageException">Not SQLite, not a GeoPackage, or more than is allowed.</exception>
    public static GeoPackageFile Open(string path, RequestBudget budget)
    {
        var file = SqliteFile.OpenDelivered(path, budget);
        try
        {
            var geoPackage = new GeoPackageFile(file);
            geoPackage.ReadTables();
            return geoPackage;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Rows of a table in key order: the key, the geometry (when there is one), then the columns. The key is null where the table
    /// has none.</summary>
    public SqliteRows Rows(GeoPackageTable table)
    {
        var columns = table.Columns.Select(c => SqliteFile.Quote(c.Name))
            .Prepend(table.GeometryColumn is { } geometry ? SqliteFile.Quote(geometry) : "NULL")
            .Prepend(table.KeyColumn is { } key ? SqliteFile.Quote(key) : "NULL");
        _file.AllowValues(SqliteDefences.LongestCell);
        return _file.Query($"SELECT {string.Join(", ", columns)} FROM {SqliteFile.Quote(table.Name)}");
    }

    /// <summary>The styles of QGIS, their texts counted before they are read.</summary>
    public GeoPackageStyles Styles() => GeoPackageStyles.Read(_file, _catalogue);

    /// <summary>Departures from the standard that other software would mind.</summary>
    public IReadOnlyList<ConformanceFault> Conformance()
    {
        _file.AllowValues(SqliteDefences.LongestCatalogueValue);
        return [.. new GeoPackageConformance(_file, _catalogue, _tables).Faults()];
    }

    public void Dispose() => _file.Dispose();

    private void ReadTables()
    {
        foreach (var entry in Listed())
            ReadTable(entry);
    }

    /// <summary>What gpkg_contents lists, and tables with a registered geometry that it forgets.</summary>
    private List<ContentsRow> Listed()
    {
        List<ContentsRow> listed = [.. _catalogue.Contents,
            .. _catalogue.WithGeometry.Where(name => !_catalogue.IsRegistered(name))
                .Select(name => new ContentsRow(name, "features", name, "", null))];
        return listed.Count <= DeliveryLimits.Tables ? listed
            : throw new GeoPackageException(new(
                $"Le fichier compte {listed.Count} tables ; la limite est de {DeliveryLimits.Tables}.",
                $"The file has {listed.Count} tables; the limit is {DeliveryLimits.Tables}."));
    }

    private void ReadTable(ContentsRow entry)
    {
        if (entry.Kind is "tiles" or "2d-gridded-coverage")
            _tiles.Add(entry.Name);
        if (entry.Kind is not ("features" or "attributes" or "aspatial") || Same(entry.Name, "layer_styles"))
            return;
        if (_catalogue.IsView(entry.Name) && StreamedView.Fault(_file, entry.Name) is { } fault)
            _unreadable.Add(new(entry.Name, new(
                $"{fault.French} : enregistrez la vue comme une table avant de livrer le fichier",
                $"{fault.English}: save the view as a table before delivering the file")));
        else if (!_catalogue.IsView(entry.Name) && !_catalogue.HasTable(entry.Name))
            _unreadable.Add(new(entry.Name, _catalogue.HasObject(entry.Name)
                ? new Text(
                    "c'est une table virtuelle : enregistrez-la comme une table avant de livrer le fichier",
                    "it is a virtual table: save it as a table before delivering the file")
                : new(
                    "la table est annoncée mais n'existe pas dans le fichier : enregistrez la couche de nouveau dans QGIS, ou supprimez-la",
                    "the table is announced and not in the file: save the layer again in QGIS, or delete it")));
        else if (Table(entry) is var table && ComputedGeometry(table) is { } computed)
            _unreadable.Add(new(entry.Name,
                new(
                    $"sa géométrie « {computed} » est une colonne calculée : enregistrez la couche de nouveau dans QGIS avant de livrer le "
                    + $"fichier",
                    $"its geometry '{computed}' is a computed column: save the layer again in QGIS before delivering the file")));
        else
            _tables.Add(table);
    }

    /// <summary>A generated column is code of the file's maker, and is not run: QGIS would leave it in the file only by hand.</summary>
    private string? ComputedGeometry(GeoPackageTable table)
    {
        if (table.GeometryColumn is not { } geometry)
            return null;
        using var rows = _file.Query($"PRAGMA table_xinfo({SqliteFile.Quote(table.Name)})");
        while (rows.Read())
            if (rows.Integer(6) != 0 && Same(rows.Text(1), geometry))
                return geometry;
        return null;
    }

    private GeoPackageTable Table(ContentsRow entry)
    {
        var registered = entry.Kind == "features" ? _catalogue.GeometryColumns(entry.Name).FirstOrDefault() : null;
        var (geometryColumn, geometryType) = (registered?.Column, registered?.Type ?? "");
        var columns = new List<GeoPackageColumn>();
        string? key = null;
        var others = new List<string>();
        // Generated columns are columns (SQLite, "Generated Columns", 2.2): table_info leaves them out, table_xinfo does not.
        using var rows = _file.Query($"PRAGMA table_xinfo({SqliteFile.Quote(entry.Name)})");
        while (rows.Read())
        {
            var name = rows.Text(1) ?? "";
            var declared = (rows.Text(2) ?? "").Trim().ToUpperInvariant();
            if (rows.Integer(5) == 1 && key is null && declared.StartsWith("INT", StringComparison.Ordinal))
                key = name;
            else if (geometryColumn is null && entry.Kind == "features" && IsGeometryType(declared))
                (geometryColumn, geometryType) = (name, declared);
            else if (IsGeometryType(declared) && entry.Kind == "features" && !Same(name, geometryColumn))
                others.Add(name);
            else if (!Same(name, geometryColumn))
                columns.Add(new(name, _catalogue.TitleOf(entry.Name, name), KindOf(declared), LengthOf(declared)));
        }

        var srs = geometryColumn is null ? null : _catalogue.System(registered?.SrsId ?? entry.SrsId ?? 0);
        return new(entry.Name, entry.Title, entry.Description, key, geometryColumn, geometryType, srs, columns)
        {
            OtherGeometries =
            others
        };
    }

    /// <summary>GeoPackage 1.3, table 1; anything else is what SQLite would make of it (SQLite, "Determination Of Column
    /// Affinity").</summary>
    private static FieldKind KindOf(string declared) => declared switch
    {
        "BOOLEAN" or "BOOL" => FieldKind.Boolean,
        "DATE" => FieldKind.Date,
        "DATETIME" or "TIMESTAMP" => FieldKind.DateTime,
        _ when declared.Contains("INT") => FieldKind.Integer,
        _ when declared.Contains("CHAR") || declared.Contains("CLOB") || declared.Contains("TEXT") => FieldKind.Text,
        _ when declared.StartsWith("BLOB", StringComparison.Ordinal) => FieldKind.Blob,
        _ when declared.Contains("REAL") || declared.Contains("FLOA") || declared.Contains("DOUB") || declared.Contains("NUMERIC")
            || declared.Contains("DECIMAL") => FieldKind.Real,
        _ => FieldKind.Text,
    };

    private static int LengthOf(string declared)
    {
        var open = declared.IndexOf('(');
        var close = declared.IndexOfAny([')', ','], open + 1);
        return open > 0 && close > open && int.TryParse(declared.AsSpan(open + 1, close - open - 1), out var length) ? length : 0;
    }

    private static bool IsGeometryType(string declared) =>
        declared is "GEOMETRY" or "POINT" or "LINESTRING" or "POLYGON" or "MULTIPOINT" or "MULTILINESTRING" or "MULTIPOLYGON"
            or "GEOMETRYCOLLECTION"
            or "CIRCULARSTRING" or "COMPOUNDCURVE" or "CURVE" or "MULTICURVE" or "CURVEPOLYGON" or "SURFACE" or "MULTISURFACE";

    private static bool Same(string? a, string? b) => SqliteNames.Comparer.Equals(a, b);
}
