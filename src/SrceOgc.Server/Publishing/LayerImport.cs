using System.Text;
using System.Text.Unicode;
using SQLitePCL;
using SrceOgc.Features.GeoPackages;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;
using SrceOgc.Features.Publications;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Publishing;

/// <summary>Reads one table of a quarantined GeoPackage into a layer file, and notes what it finds.</summary>
internal sealed class LayerImport(GeoPackageFile file, GeoPackageTable table, string publicName, string folder)
{
    private readonly FindingList _findings = new(table.Name);
    private long _row;

    public IReadOnlyList<Finding> Findings => _findings.All;

    /// <summary>Builds <paramref name="path"/>; false when the table cannot be served, for a reason in <see cref="Findings"/>.</summary>
    public bool TryBuild(string path)
    {
        var crs = ResolveCrs();
        if (table.GeometryColumn is not null && crs is null)
            return false;
        using var builder = new LayerBuilder(Draft(crs), folder);
        using var wkb = new ByteBuffer();
        using (var rows = file.Rows(table))
            while (rows.Read())
                AddRow(builder, rows, wkb);
        var type = builder.Build(path);
        NoteWidened(type);
        return true;
    }

    private Crs? ResolveCrs()
    {
        if (table.Srs is not { } srs)
            return null;
        var crs = GeoPackageReferenceSystem.Resolve(CrsRegistry.Standard, srs.Id, srs.Name, srs.Organization, srs.OrganizationId, srs.Definition);
        if (crs is null)
            _findings.Add(Severity.Blocking, $"le système de coordonnées (srs_id {srs.Id}, « {srs.Name} ») n'est pas reconnu.", "Dans QGIS, définissez la projection de la couche, puis enregistrez-la de nouveau.");
        else if (crs.Srid != srs.Id)
            _findings.Add(Severity.Note, $"srs_id {srs.Id} (« {srs.Name} ») est lu comme {crs.Code}.", "");
        return crs;
    }

    private LayerDraft Draft(Crs? crs)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var geometryName = table.GeometryColumn is { } geometry ? NcName.Unique(geometry, taken) : "";
        var fields = table.Columns.Select(c => new Field(NcName.Unique(c.Name, taken), c.Name, c.Title, c.Kind, true, c.MaxLength)).ToArray();
        return new(publicName, geometryName, crs?.Srid ?? 0, DeclaredFamily, table.GeometryType.StartsWith("MULTI", StringComparison.Ordinal), fields);
    }

    private GeometryFamily DeclaredFamily => table.GeometryColumn is null ? GeometryFamily.None : table.GeometryType switch
    {
        "POINT" or "MULTIPOINT" => GeometryFamily.Point,
        "LINESTRING" or "MULTILINESTRING" or "CIRCULARSTRING" or "COMPOUNDCURVE" or "MULTICURVE" or "CURVE" => GeometryFamily.Line,
        "POLYGON" or "MULTIPOLYGON" or "CURVEPOLYGON" or "MULTISURFACE" or "SURFACE" => GeometryFamily.Polygon,
        _ => GeometryFamily.Mixed,
    };

    private void AddRow(LayerBuilder builder, SqliteRows rows, ByteBuffer wkb)
    {
        _row = rows.IsNull(0) ? builder.Count + 1 : rows.Integer(0);
        wkb.Clear();
        var geometry = ReadGeometry(rows, wkb);
        builder.AddFeature(_row, wkb.Written, geometry);
        for (var i = 0; i < table.Columns.Count; i++)
            builder.AddValue(i, Value(rows, i + 2));
    }

    private GeometryNormalizer.Result ReadGeometry(SqliteRows rows, ByteBuffer output)
    {
        var nothing = new GeometryNormalizer.Result(GeometryFamily.None, false, false, Envelope.Empty);
        if (table.GeometryColumn is null)
            return nothing;
        if (rows.IsNull(1))
        {
            _findings.Add(Severity.ToFix, "objet sans géométrie.", "Il est servi en WFS mais ne peut pas être dessiné.", _row);
            return nothing;
        }

        try
        {
            return Normalize(rows.Blob(1), output);
        }
        catch (GeometryException fault)
        {
            output.Clear();
            _findings.Add(Severity.ToFix, $"géométrie illisible : {fault.Message}.", "L'objet est servi sans sa géométrie ; réparez-la dans QGIS (« Réparer les géométries »).", _row);
            return nothing;
        }
    }

    private GeometryNormalizer.Result Normalize(ReadOnlySpan<byte> blob, ByteBuffer output)
    {
        if (GeometryBlob.TryRead(blob, out var wkb, out var srsId))
        {
            if (srsId != table.Srs!.Id)
                _findings.Add(Severity.ToFix, $"le système de coordonnées de l'objet (srs_id {srsId}) n'est pas celui de la couche ({table.Srs.Id}).", "Celui de la couche est retenu.", _row);
            return Empty(wkb) ?? GeometryNormalizer.Normalize(wkb, output);
        }

        if (GeometryBlob.FromSpatialite(blob) is not { } converted)
            throw new GeometryException("ce n'est pas une géométrie de GeoPackage");
        _findings.Add(Severity.ToFix, "géométrie au format SpatiaLite.", "Elle est lue ; réenregistrez la couche en GeoPackage avec QGIS.", _row);
        return GeometryNormalizer.Normalize(converted, output);
    }

    private GeometryNormalizer.Result? Empty(ReadOnlySpan<byte> wkb)
    {
        if (!wkb.IsEmpty)
            return null;
        _findings.Add(Severity.ToFix, "géométrie vide.", "L'objet est servi en WFS mais ne peut pas être dessiné.", _row);
        return new(GeometryFamily.None, false, false, Envelope.Empty);
    }

    private FieldValue Value(SqliteRows rows, int column) => rows.Type(column) switch
    {
        raw.SQLITE_INTEGER => FieldValue.Of(rows.Integer(column)),
        raw.SQLITE_FLOAT => double.IsFinite(rows.Real(column)) ? FieldValue.Of(rows.Real(column)) : FieldValue.Null,
        raw.SQLITE_TEXT => Text(rows.Utf8(column), column),
        raw.SQLITE_BLOB => FieldValue.OfBlob(rows.Blob(column)),
        _ => FieldValue.Null,
    };

    /// <summary>Some tools write Latin-1 where the standard wants UTF-8: read as what it is, and said.</summary>
    private FieldValue Text(ReadOnlySpan<byte> bytes, int column)
    {
        if (Utf8.IsValid(bytes))
            return FieldValue.Of(bytes);
        _findings.Add(Severity.ToFix, $"le texte du champ « {table.Columns[column - 2].Name} » n'est pas en UTF-8.", "Il est lu comme du Windows-1252 ; réenregistrez la couche en UTF-8.", _row);
        return FieldValue.Of(Encoding.UTF8.GetBytes(Windows1252.Decode(bytes)));
    }

    private void NoteWidened(FeatureType type)
    {
        for (var i = 0; i < type.Fields.Count; i++)
            if (type.Fields[i].Kind != table.Columns[i].Kind)
                _findings.Add(Severity.ToFix, $"le champ « {table.Columns[i].Name} » contient des valeurs d'un autre type que celui annoncé.", $"Il est servi comme {Name(type.Fields[i].Kind)}.");
    }

    private static string Name(FieldKind kind) => kind == FieldKind.Real ? "un nombre décimal" : "du texte";
}
