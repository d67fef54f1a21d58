using System.Globalization;

namespace SrceOgc.Features.GeoPackages;

/// <summary>A table to create. <paramref name="GeometryType"/> is the standard's name (MULTIPOLYGON…), empty for attributes.</summary>
public sealed record GeoPackageDraft(string Name, string Title, string Description, string GeometryColumn, string GeometryType, bool HasZ,
    GeoPackageSrs? Srs, IReadOnlyList<GeoPackageColumn> Columns)
{
    public bool HasGeometry => GeometryType.Length > 0;
}

/// <summary>
/// Writes a new GeoPackage 1.3 with plain feature tables, their R-trees, aliases and styles. The content decides
/// every byte: no date of the day unless the caller gives one.
/// </summary>
public sealed class GeoPackageWriter : IDisposable
{
    private const int ApplicationId = 0x47504B47, UserVersion = 10300;

    private readonly SqliteFile _file;
    private readonly string _date;
    private readonly HashSet<string> _identifiers = new(StringComparer.Ordinal);

    /// <param name="path">A file that does not exist yet.</param>
    /// <param name="date">Written as last_change of every table.</param>
    public GeoPackageWriter(string path, DateTime date)
    {
        _file = SqliteFile.Create(path);
        _date = date.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        foreach (var statement in GeoPackageSchema.Statements)
            _file.Execute(statement);
        _file.Execute($"PRAGMA application_id = {ApplicationId}");
        _file.Execute($"PRAGMA user_version = {UserVersion}");
        _file.Execute("BEGIN");
    }

    /// <summary>Creates a table; dispose what is returned before the next.</summary>
    public GeoPackageTableWriter CreateTable(GeoPackageDraft draft)
    {
        // GeoPackage 1.3, table 5: identifiers of gpkg_contents are unique, titles of layers need not be.
        if (!_identifiers.Add(draft.Title))
            draft = draft with { Title = $"{draft.Title} ({draft.Name})" };
        if (draft.Srs is { } srs)
            _file.Run("INSERT OR IGNORE INTO gpkg_spatial_ref_sys VALUES (?1, CAST(?2 AS INTEGER), ?3, CAST(?4 AS INTEGER), ?5, NULL)",
                srs.Name, Text(srs.Id), srs.Organization, Text(srs.OrganizationId), srs.Definition);
        var columns = draft.Columns.Select(c => $", {SqliteFile.Quote(c.Name)} {GeoPackageSchema.TypeOf(c)}");
        var geometry = draft.HasGeometry ? $", {SqliteFile.Quote(draft.GeometryColumn)} {draft.GeometryType}" : "";
        _file.Execute($"CREATE TABLE {SqliteFile.Quote(draft.Name)} (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT "
            + $"NULL{geometry}{string.Concat(columns)})");
        RegisterAliases(draft);
        return new GeoPackageTableWriter(_file, draft, _date);
    }

    public void AddStyle(GeoPackageStyle style, string geometryColumn)
    {
        if (!_file.HasTable("layer_styles"))
            _file.Execute(GeoPackageSchema.LayerStyles);
        _file.Run(
            "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, styleQML, styleSLD, "
                + "useAsDefault, description, owner, ui, update_time) VALUES ('', '', ?1, ?2, ?3, ?4, ?5, ?6, ?7, '', NULL, ?8)",
            style.Table, geometryColumn, style.Name, style.Qml ?? "", style.Sld ?? "", style.IsDefault ? "1" : "0", style.Description,
                _date);
    }

    /// <summary>A QGIS project inside the file (QgsGeoPackageProjectStorage: the zipped project in hexadecimal digits).</summary>
    /// <param name="name">As QGIS lists it.</param>
    /// <param name="archive">The bytes of a .qgz.</param>
    public void AddProject(string name, ReadOnlySpan<byte> archive)
    {
        _file.Execute("CREATE TABLE IF NOT EXISTS qgis_projects (name TEXT PRIMARY KEY, metadata BLOB, content BLOB)");
        _file.Run("INSERT INTO qgis_projects VALUES (?1, ?2, ?3)", name,
            $"{{\"last_modified_time\":\"{_date}\",\"last_modified_user\":\"SrceOgc\"}}", Convert.ToHexStringLower(archive));
    }

    /// <summary>Makes the file whole; without it nothing was written.</summary>
    public void Finish() => _file.Execute("COMMIT");

    public void Dispose() => _file.Dispose();

    private void RegisterAliases(GeoPackageDraft draft)
    {
        foreach (var column in draft.Columns.Where(c => c.Title != c.Name))
            _file.Run("INSERT INTO gpkg_data_columns (table_name, column_name, name, title) VALUES (?1, ?2, ?3, ?4)", draft.Name,
                column.Name, $"{draft.Name} {column.Title}", column.Title);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
