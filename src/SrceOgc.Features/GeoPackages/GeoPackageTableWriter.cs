using System.Globalization;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using SQLitePCL;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;
using Envelope = SrceOgc.Features.Geometries.Envelope;

namespace SrceOgc.Features.GeoPackages;

/// <summary>Fills one table; on dispose registers its extent and index.</summary>
public sealed class GeoPackageTableWriter : IDisposable
{
    private readonly SqliteFile _file;
    private readonly GeoPackageDraft _draft;
    private readonly string _date;
    private readonly sqlite3_stmt _insert;
    private readonly sqlite3_stmt? _index;
    private readonly ByteBuffer _blob = new();
    private readonly GeoPackageGeoWriter _shapes;
    private readonly int _firstValue;
    private Envelope _extent = Envelope.Empty;

    internal GeoPackageTableWriter(SqliteFile file, GeoPackageDraft draft, string date)
    {
        _file = file;
        _draft = draft;
        // Left to itself the library writes a height that is not a number for each vertex without one.
        _shapes = new() { HandleOrdinates = draft.HasZ ? Ordinates.XYZ : Ordinates.XY };
        _date = date;
        _firstValue = draft.HasGeometry ? 3 : 2;
        var names = draft.Columns.Select(c => SqliteFile.Quote(c.Name)).Prepend("fid");
        if (draft.HasGeometry)
            names = names.Append(SqliteFile.Quote(draft.GeometryColumn));
        // Parameters are numbered: 1 the key, 2 the geometry where there is one, then the columns.
        var marks = draft.Columns.Select((_, i) => $"?{_firstValue + i}").Prepend("?1").Concat(draft.HasGeometry ? ["?2"] : []);
        _insert = file.Prepare($"INSERT INTO {SqliteFile.Quote(draft.Name)} ({string.Join(", ", names)}) VALUES "
            + $"({string.Join(", ", marks)})");
        if (!draft.HasGeometry)
            return;
        file.Execute($"CREATE VIRTUAL TABLE {SqliteFile.Quote(RTree)} USING rtree(id, minx, maxx, miny, maxy)");
        _index = file.Prepare($"INSERT INTO {SqliteFile.Quote(RTree)} VALUES (?1, ?2, ?3, ?4, ?5)");
    }

    /// <summary>Makes a table, its system and its aliases known to the file, and gives who fills it.</summary>
    internal static GeoPackageTableWriter Create(SqliteFile file, GeoPackageDraft draft, string date)
    {
        if (draft.Srs is { } srs)
            file.Run("INSERT OR IGNORE INTO gpkg_spatial_ref_sys (srs_name, srs_id, organization, organization_coordsys_id, definition) "
                + "VALUES (?1, CAST(?2 AS INTEGER), ?3, CAST(?4 AS INTEGER), ?5)",
                srs.Name, Text(srs.Id), srs.Organization, Text(srs.OrganizationId), srs.Definition);
        var columns = draft.Columns.Select(c => $", {SqliteFile.Quote(c.Name)} {GeoPackageSchema.TypeOf(c)}");
        var geometry = draft.HasGeometry ? $", {SqliteFile.Quote(draft.GeometryColumn)} {draft.GeometryType}" : "";
        file.Execute($"CREATE TABLE {SqliteFile.Quote(draft.Name)} (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT "
            + $"NULL{geometry}{string.Concat(columns)})");
        foreach (var column in draft.Columns.Where(c => c.Title != c.Name))
            file.Run("INSERT INTO gpkg_data_columns (table_name, column_name, name, title) VALUES (?1, ?2, ?3, ?4)", draft.Name,
                column.Name, $"{draft.Name} {column.Title}", column.Title);
        return new GeoPackageTableWriter(file, draft, date);
    }

    internal static void AddStyle(SqliteFile file, GeoPackageStyle style, string geometryColumn, string date)
    {
        if (!file.HasTable("layer_styles"))
            file.Execute(GeoPackageSchema.LayerStyles);
        file.Run(
            "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, styleQML, styleSLD, "
                + "useAsDefault, description, owner, ui, update_time) VALUES ('', '', ?1, ?2, ?3, ?4, ?5, ?6, ?7, '', NULL, ?8)",
            style.Table, geometryColumn, style.Name, style.Qml ?? "", style.Sld ?? "", style.IsDefault ? "1" : "0", style.Description,
                date);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private string RTree => $"rtree_{_draft.Name}_{_draft.GeometryColumn}";

    public void Begin(long id) => raw.sqlite3_bind_int64(_insert, 1, id);

    /// <param name="id">The feature's key.</param>
    /// <param name="wkb">ISO WKB; empty for no geometry.</param>
    /// <param name="bounds">Of the geometry.</param>
    public void Geometry(long id, ReadOnlySpan<byte> wkb, in Envelope bounds)
    {
        if (wkb.IsEmpty)
            return;
        _blob.Clear();
        _blob.Write("GP\0\u0003"u8);
        _blob.Write((uint)(_draft.Srs?.Id ?? 0));
        _blob.Write(bounds.MinX);
        _blob.Write(bounds.MaxX);
        _blob.Write(bounds.MinY);
        _blob.Write(bounds.MaxY);
        _blob.Write(wkb);
        Bind(id, _blob.Written, bounds);
    }

    /// <summary>A geometry as another file has it, whatever it is.</summary>
    internal void GeometryAsItIs(long id, ReadOnlySpan<byte> blob, in Envelope bounds)
    {
        if (bounds.IsEmpty)
            raw.sqlite3_bind_blob(_insert, 2, blob);
        else
            Bind(id, blob, bounds);
    }

    /// <param name="id">The feature's key.</param>
    /// <param name="shape">Null or empty for no geometry; its SRID is the table's.</param>
    public void Geometry(long id, Geometry? shape)
    {
        if (shape is null or { IsEmpty: true })
            return;
        shape.SRID = _draft.Srs?.Id ?? 0;
        var bounds = shape.EnvelopeInternal;
        Bind(id, _shapes.Write(shape), new(bounds.MinX, bounds.MinY, bounds.MaxX, bounds.MaxY));
    }

    private void Bind(long id, ReadOnlySpan<byte> blob, in Envelope bounds)
    {
        raw.sqlite3_bind_blob(_insert, 2, blob);
        _extent = _extent.Union(bounds);
        raw.sqlite3_bind_int64(_index, 1, id);
        raw.sqlite3_bind_double(_index, 2, bounds.MinX);
        raw.sqlite3_bind_double(_index, 3, bounds.MaxX);
        raw.sqlite3_bind_double(_index, 4, bounds.MinY);
        raw.sqlite3_bind_double(_index, 5, bounds.MaxY);
        Step(_index!);
    }

    public void Value(int column, FieldValue value)
    {
        var at = _firstValue + column;
        switch (value.Kind)
        {
            case FieldKind.Boolean or FieldKind.Integer:
                raw.sqlite3_bind_int64(_insert, at, value.Integer);
                break;
            case FieldKind.Real:
                raw.sqlite3_bind_double(_insert, at, value.Real);
                break;
            case FieldKind.Text:
                raw.sqlite3_bind_text(_insert, at, value.Bytes);
                break;
            case FieldKind.Blob:
                raw.sqlite3_bind_blob(_insert, at, value.Bytes);
                break;
            case FieldKind.Date:
                raw.sqlite3_bind_text(_insert, at, value.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                break;
            case FieldKind.DateTime:
                raw.sqlite3_bind_text(_insert, at, value.DateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
                break;
        }
    }

    /// <summary>Writes the row begun.</summary>
    public void End()
    {
        Step(_insert);
        raw.sqlite3_clear_bindings(_insert);
    }

    public void Dispose()
    {
        _insert.Dispose();
        _index?.Dispose();
        _blob.Dispose();
        Register();
    }

    private void Step(sqlite3_stmt statement)
    {
        _file.Check(raw.sqlite3_step(statement));
        raw.sqlite3_reset(statement);
    }

    private void Register()
    {
        var kind = _draft.HasGeometry ? "features" : "attributes";
        var srs = (_draft.Srs?.Id ?? 0).ToString(CultureInfo.InvariantCulture);
        var corners = _extent.IsEmpty
            ? "NULL, NULL, NULL, NULL"
            : string.Create(CultureInfo.InvariantCulture, $"{_extent.MinX:R}, {_extent.MinY:R}, {_extent.MaxX:R}, {_extent.MaxY:R}");
        _file.Run($"INSERT INTO gpkg_contents VALUES (?1, '{kind}', ?2, ?3, ?4, {corners}, {(_draft.HasGeometry ? srs : "NULL")})",
            _draft.Name, _draft.Title, _draft.Description, _date);
        if (!_draft.HasGeometry)
            return;
        _file.Run($"INSERT INTO gpkg_geometry_columns VALUES (?1, ?2, ?3, {srs}, {(_draft.HasZ ? 1 : 0)}, 0)", _draft.Name,
            _draft.GeometryColumn, _draft.GeometryType);
        _file.Run("INSERT INTO gpkg_extensions VALUES (?1, ?2, 'gpkg_rtree_index', 'http://www.geopackage.org/spec120/#extension_rtree', "
            + "'write-only')", _draft.Name, _draft.GeometryColumn);
        foreach (var trigger in GeoPackageSchema.IndexTriggers(_draft.Name, _draft.GeometryColumn))
            _file.Execute(trigger);
    }
}
