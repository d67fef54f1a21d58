using System.Globalization;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Texts;

namespace SrceOgc.Features.GeoPackages;

/// <summary>What gpkg_contents says of a table.</summary>
public sealed record ContentsRow(string Name, string Kind, string Title, string Description, int? SrsId);

/// <summary>What gpkg_geometry_columns says of a table; <paramref name="Type"/> is in capitals.</summary>
public sealed record GeometryColumnRow(string Column, string Type, int? SrsId);

/// <summary>
/// The catalogue tables of a GeoPackage, each counted, then read once into dictionaries: nothing is ever joined. They are only read when
/// they are plain tables: what a view, a virtual table or a generated column would give is code of the file's maker, run here.
/// </summary>
public sealed class GeoPackageCatalogue
{
    private readonly SqliteFile _file;
    private readonly Dictionary<string, bool> _isStored = new(SqliteNames.Comparer);
    private readonly HashSet<string> _views = new(SqliteNames.Comparer);
    private readonly Dictionary<string, List<GeometryColumnRow>> _geometries = new(SqliteNames.Comparer);
    private readonly Dictionary<string, Dictionary<string, string>> _aliases = new(SqliteNames.Comparer);
    private readonly Dictionary<int, GeoPackageSrs> _systems = [];
    private readonly HashSet<string> _registered = new(SqliteNames.Comparer);

    /// <exception cref="GeoPackageException">Not a GeoPackage, or a catalogue that is too long or computed.</exception>
    public GeoPackageCatalogue(SqliteFile file)
    {
        _file = file;
        ReadSchema();
        Contents = ReadContents();
        ReadGeometryColumns();
        ReadSystems();
        ReadAliases();
    }

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<ContentsRow> Contents { get; }

    /// <summary>Tables with a registered geometry.</summary>
    public IEnumerable<string> WithGeometry => _geometries.Keys;

    /// <summary>Anything of this name: a table, a view, a virtual table.</summary>
    public bool HasObject(string name) => _isStored.ContainsKey(name);

    /// <summary>A table that is stored.</summary>
    public bool HasTable(string name) => _isStored.GetValueOrDefault(name);

    public bool IsView(string name) => _views.Contains(name);

    public bool IsRegistered(string table) => _registered.Contains(table);

    public bool HasSystem(int id) => _systems.ContainsKey(id);

    public IReadOnlyList<GeometryColumnRow> GeometryColumns(string table) => _geometries.GetValueOrDefault(table) ?? [];

    public GeoPackageSrs System(int id) => _systems.GetValueOrDefault(id) ?? new(id, "", id, "", "");

    /// <summary>The title of a column: its alias, else its name.</summary>
    public string TitleOf(string table, string column) => _aliases.GetValueOrDefault(table)?.GetValueOrDefault(column) ?? column;

    /// <summary>Whether this table of the catalogue can be read; false when there is none.</summary>
    /// <exception cref="GeoPackageException">It has generated or hidden columns, or more rows than are allowed.</exception>
    public bool CanRead(string table, int most)
    {
        if (!HasTable(table))
            return false;
        using (var columns = _file.Query($"PRAGMA table_xinfo({SqliteFile.Quote(table)})"))
            while (columns.Read())
                if (columns.Integer(6) != 0)
                    throw new GeoPackageException(
                        new(
                            $"La colonne « {columns.Text(1)} » de la table « {table} » est calculée : elle n'est pas lue. "
                        + "Une table du catalogue n'a que des colonnes ordinaires.",
                            $"The column '{columns.Text(1)}' of the table '{table}' is computed: it is not read. "
                        + "A table of the catalogue has ordinary columns only."));
        RequireAtMost(table, SqliteFile.Quote(table), most);
        return true;
    }

    private void RequireAtMost(string name, string quoted, int most)
    {
        var enough = (most + 1).ToString(CultureInfo.InvariantCulture);
        using var rows = _file.Query($"SELECT count(*) FROM (SELECT 1 FROM {quoted} LIMIT {enough})");
        if (rows.Read() && rows.Integer(0) > most)
            throw new GeoPackageException(new(
                $"La table « {name} » du fichier est trop longue ; la limite est de {most} lignes.",
                $"The table '{name}' of the file is too long; the limit is {most} rows."));
    }

    private void ReadSchema()
    {
        RequireAtMost("sqlite_master", "sqlite_master", DeliveryLimits.SchemaObjects);
        using var rows = _file.Query(
            "SELECT name, type = 'table' AND rootpage > 0, type = 'view' FROM sqlite_master WHERE type IN ('table', 'view')");
        while (rows.Read())
        {
            _isStored[rows.Text(0) ?? ""] = rows.Integer(1) != 0;
            if (rows.Integer(2) != 0)
                _views.Add(rows.Text(0) ?? "");
        }
    }

    private List<ContentsRow> ReadContents()
    {
        const string Table = "gpkg_contents";
        if (!CanRead(Table, DeliveryLimits.Tables))
            throw new GeoPackageException(HasObject(Table)
                ? new Text(
                    "La table « gpkg_contents » du fichier est une vue ou une table virtuelle : elle n'est pas lue.",
                    "The table 'gpkg_contents' of the file is a view or a virtual table: it is not read.")
                : new(
                    "Ce fichier n'est pas un GeoPackage : la table « gpkg_contents » manque.",
                    "This file is no GeoPackage: the table 'gpkg_contents' is missing."));
        var entries = new List<ContentsRow>();
        using var rows = _file.Query(
            "SELECT table_name, lower(data_type), identifier, description, srs_id FROM gpkg_contents ORDER BY rowid");
        while (rows.Read())
        {
            var name = rows.Text(0) ?? "";
            _registered.Add(name);
            entries.Add(new(name, rows.Text(1) ?? "", rows.Text(2) ?? name, rows.Text(3) ?? "", rows.IsNull(4)
                ? null : (int)rows.Integer(4)));
        }

        return entries;
    }

    private void ReadGeometryColumns()
    {
        if (!CanRead("gpkg_geometry_columns", DeliveryLimits.Tables))
            return;
        using var rows = _file.Query("SELECT table_name, column_name, upper(geometry_type_name), srs_id FROM gpkg_geometry_columns");
        while (rows.Read())
        {
            if (rows.Text(0) is not { } table)
                continue;
            if (!_geometries.TryGetValue(table, out var columns))
                _geometries.Add(table, columns = []);
            columns.Add(new(rows.Text(1) ?? "", rows.Text(2) ?? "", rows.IsNull(3) ? null : (int)rows.Integer(3)));
        }
    }

    private void ReadSystems()
    {
        if (!CanRead("gpkg_spatial_ref_sys", DeliveryLimits.ReferenceSystems))
            return;
        using var rows = _file.Query(
            "SELECT srs_id, organization, organization_coordsys_id, srs_name, definition FROM gpkg_spatial_ref_sys");
        while (rows.Read())
            if (rows.Integer(0) is var id and >= int.MinValue and <= int.MaxValue)
                _systems.TryAdd((int)id, new((int)id, rows.Text(1) ?? "", (int)rows.Integer(2), rows.Text(3) ?? "", rows.Text(4) ?? ""));
    }

    private void ReadAliases()
    {
        if (!CanRead("gpkg_data_columns", DeliveryLimits.DescribedColumns))
            return;
        using var rows = _file.Query("SELECT table_name, column_name, coalesce(nullif(title, ''), name) FROM gpkg_data_columns");
        while (rows.Read())
        {
            if (rows.Text(0) is not { } table || rows.Text(1) is not { } column || rows.Text(2) is not { Length: > 0 } title)
                continue;
            if (!_aliases.TryGetValue(table, out var columns))
                _aliases.Add(table, columns = new(SqliteNames.Comparer));
            columns[column] = title;
        }
    }
}
