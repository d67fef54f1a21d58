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
    private bool _hasMetadata;
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
        return GeoPackageTableWriter.Create(_file, draft, _date);
    }

    public void AddStyle(GeoPackageStyle style, string geometryColumn) =>
        GeoPackageTableWriter.AddStyle(_file, style, geometryColumn, _date);

    /// <summary>The metadata of a table as QGIS writes and reads them (OGC 12-128r17, F.8; QgsOgrProvider).</summary>
    /// <param name="table">Whose they are.</param>
    /// <param name="document">A "qgis.dtd" document.</param>
    public void AddMetadata(string table, string document)
    {
        if (!_hasMetadata)
            foreach (var statement in GeoPackageSchema.Metadata)
                _file.Execute(statement);
        _hasMetadata = true;
        _file.Run("INSERT INTO gpkg_metadata (md_scope, md_standard_uri, mime_type, metadata) VALUES ('dataset', "
            + "'http://mrcc.com/qgis.dtd', 'text/xml', ?1)", document);
        _file.Run("INSERT INTO gpkg_metadata_reference (reference_scope, table_name, timestamp, md_file_id) VALUES ('table', ?1, ?2, "
            + "last_insert_rowid())", table, _date);
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
}
