using System.Text;
using System.Text.Unicode;
using SQLitePCL;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.GeoPackages;
using SrceOgc.Features.LayerFiles.Building;
using SrceOgc.Features.LayerFiles.Reading;
using SrceOgc.Features.Layers;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Features.Texts;
using SrceOgc.Publishing.Checks;

namespace SrceOgc.Publishing.Deliveries;

/// <summary>Reads one table of a quarantined GeoPackage into a layer file, and notes what it finds.</summary>
internal sealed class LayerImport(
    GeoPackageFile file, GeoPackageTable table, string publicName, string folder, FindingList findings, KnownLayer? profile,
        RequestBudget budget)
{
    private static readonly GeometryNormalizer.Result Nothing = new(GeometryFamily.None, false, false, Envelope.Empty);

    private LayerChecks _checks = null!;
    private long _row;

    /// <summary>Builds <paramref name="path"/>; null when the table cannot be served, for a reason among the findings.</summary>
    public FeatureType? TryBuild(string path)
    {
        var crs = ResolveCrs();
        if (table.GeometryColumn is not null && crs is null)
            return null;
        var draft = Draft(crs);
        NoteNames(draft);
        using var builder = new LayerBuilder(draft, folder) { Budget = budget };
        using var checks = _checks = new LayerChecks(table, crs, profile, findings);
        using var wkb = new ByteBuffer();
        using (var rows = file.Rows(table))
            while (rows.Read())
            {
                budget.Look();
                AddRow(builder, rows, wkb);
            }

        checks.EndRows();
        var type = builder.Build(path);
        NoteOddDates(builder);
        NoteWidened(type);
        checks.Close(type);
        return type;
    }

    private Crs? ResolveCrs()
    {
        if (table.Srs is not { } srs)
            return null;
        var crs = GeoPackageReferenceSystem.Resolve(CrsRegistry.Standard, srs);
        if (crs is null)
            findings.Add(Severity.Blocking, $"le système de coordonnées (srs_id {srs.Id}, « {srs.Name} ») n'est pas reconnu.",
                "Dans QGIS, définissez la projection de la couche, puis enregistrez-la de nouveau.");
        else if (crs.Srid != srs.Id)
            findings.Add(Severity.Note, $"srs_id {srs.Id} (« {srs.Name} ») est lu comme {crs.Code}.", "");
        return crs;
    }

    private LayerDraft Draft(Crs? crs)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var geometryName = table.GeometryColumn is { } geometry ? NcName.Unique(geometry, taken) : "";
        var texts = new DeliveredTexts(findings);
        var names = NcName.UniqueOf([.. table.Columns.Select(c => c.Name)], taken);
        var fields = table.Columns.Select((c, i) =>
            new Field(names[i], texts.Clean(c.Name, "un nom de champ"), texts.Clean(c.Title, "un intitulé de champ"), c.Kind, true,
                c.MaxLength)).ToArray();
        foreach (var other in table.OtherGeometries)
            findings.Add(Severity.ToFix,
                $"la colonne de géométrie « {other} » n'est pas servie : une couche n'en a qu'une, « {table.GeometryColumn} ».",
                "Enregistrez-la dans QGIS comme une couche à part.");
        return new(publicName, geometryName, crs?.Srid ?? 0, DeclaredFamily,
            table.GeometryType.StartsWith("MULTI", StringComparison.Ordinal), fields)
        { KeyColumn = table.KeyColumn };
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
        _checks.Begin(_row, wkb.Written, geometry);
        for (var i = 0; i < table.Columns.Count; i++)
        {
            var value = Value(rows, i + 2);
            builder.AddValue(i, value);
            _checks.Value(i, value);
        }

        _checks.End();
    }

    private GeometryNormalizer.Result ReadGeometry(SqliteRows rows, ByteBuffer output)
    {
        if (table.GeometryColumn is null)
            return Nothing;
        if (rows.IsNull(1))
        {
            findings.Add(Severity.ToFix, "objet sans géométrie.", "Il est servi en WFS mais ne peut pas être dessiné.", _row);
            return Nothing;
        }

        try
        {
            return Reported(Normalize(rows.Blob(1), output));
        }
        catch (GeometryException fault)
        {
            output.Clear();
            findings.Add(Severity.ToFix, $"géométrie illisible : {fault.Message}.",
                "L'objet est servi sans sa géométrie ; réparez-la dans QGIS (« Réparer les géométries »).", _row);
            return Nothing;
        }
    }

    private GeometryNormalizer.Result Normalize(ReadOnlySpan<byte> blob, ByteBuffer output)
    {
        if (GeometryBlob.TryRead(blob, out var wkb, out var srsId))
        {
            if (srsId != table.Srs!.Id)
                findings.Add(Severity.ToFix,
                    $"le système de coordonnées de l'objet (srs_id {srsId}) n'est pas celui de la couche ({table.Srs.Id}).",
                        "Celui de la couche est retenu.", _row);
            _checks.Source(_row, wkb);
            return wkb.IsEmpty ? Nothing : GeometryNormalizer.Normalize(wkb, output);
        }

        if (GeometryBlob.FromSpatialite(blob) is not { } converted)
            throw new GeometryException("ce n'est pas une géométrie de GeoPackage");
        findings.Add(Severity.ToFix, "géométrie au format SpatiaLite.",
            "Elle est lue ; réenregistrez la couche en GeoPackage avec QGIS.", _row);
        _checks.Source(_row, converted);
        return GeometryNormalizer.Normalize(converted, output);
    }

    private GeometryNormalizer.Result Reported(GeometryNormalizer.Result geometry)
    {
        if (geometry.Family == GeometryFamily.None)
            findings.Add(Severity.ToFix, "géométrie vide.", "L'objet est servi en WFS mais ne peut pas être dessiné.", _row);
        return geometry;
    }

    private FieldValue Value(SqliteRows rows, int column) => rows.Type(column) switch
    {
        raw.SQLITE_INTEGER => FieldValue.Of(rows.Integer(column)),
        raw.SQLITE_FLOAT => Real(rows.Real(column), column),
        raw.SQLITE_TEXT => Text(rows.Utf8(column), column),
        raw.SQLITE_BLOB => Bytes(rows.Blob(column), column),
        _ => FieldValue.Null,
    };

    /// <summary>No document but a GeoPackage can carry what is no number.</summary>
    private FieldValue Real(double value, int column)
    {
        if (double.IsFinite(value))
            return FieldValue.Of(value);
        findings.Add(Severity.ToFix, $"la valeur du champ « {table.Columns[column - 2].Name} » n'est pas un nombre fini.",
            "Elle est servie comme absente (nulle).", _row);
        return FieldValue.Null;
    }

    /// <summary>
    /// Bytes in a column of something else: no document can carry them as they are. Texts take them as base64; other kinds have no place
    /// for them.
    /// </summary>
    private FieldValue Bytes(ReadOnlySpan<byte> bytes, int column)
    {
        var declared = table.Columns[column - 2];
        if (declared.Kind == FieldKind.Blob)
            return FieldValue.OfBlob(bytes);
        var isText = declared.Kind == FieldKind.Text;
        findings.Add(Severity.ToFix, $"le champ « {declared.Name} » contient des octets (BLOB) là où il annonce {Named(declared.Kind)}.",
            isText ? "Ils sont servis en base64 ; corrigez la valeur." : "La valeur est servie comme absente (nulle) ; corrigez-la.", _row);
        return isText ? FieldValue.Of(Base64(bytes)) : FieldValue.Null;
    }

    private static byte[] Base64(ReadOnlySpan<byte> bytes)
    {
        var text = new byte[System.Buffers.Text.Base64.GetMaxEncodedToUtf8Length(bytes.Length)];
        System.Buffers.Text.Base64.EncodeToUtf8(bytes, text, out _, out _);
        return text;
    }

    private static string Named(FieldKind kind) => kind switch
    {
        FieldKind.Boolean => "un booléen",
        FieldKind.Integer => "un entier",
        FieldKind.Real => "un nombre",
        FieldKind.Date => "une date",
        FieldKind.DateTime => "une date et une heure",
        _ => "du texte",
    };

    /// <summary>Some tools write Latin-1 where the standard wants UTF-8: read as what it is, and said.</summary>
    private FieldValue Text(ReadOnlySpan<byte> bytes, int column)
    {
        if (Utf8.IsValid(bytes))
            return FieldValue.Of(bytes);
        findings.Add(Severity.ToFix, $"le texte du champ « {table.Columns[column - 2].Name} » n'est pas en UTF-8.",
            "Il est lu comme du Windows-1252 ; réenregistrez la couche en UTF-8.", _row);
        return FieldValue.Of(Encoding.UTF8.GetBytes(Windows1252.Decode(bytes)));
    }

    private void NoteNames(LayerDraft draft)
    {
        if (draft.Name != table.Name)
            findings.Add(Severity.Note, $"la couche est publiée sous le nom « {draft.Name} ».", "Son nom d'origine reste son titre.");
        var renamed = draft.Fields.Where(f => f.Name != f.Column).Select(f => $"« {f.Column} » → {f.Name}").ToArray();
        if (renamed.Length > 0)
            findings.Add(Severity.Note,
                $"champs publiés sous un autre nom : {string.Join(", ", renamed.Take(20))}{(renamed.Length > 20 ? "…" : "")}.",
                    "Leur nom d'origine reste leur intitulé.");
    }

    private void NoteOddDates(LayerBuilder builder)
    {
        for (var i = 0; i < table.Columns.Count; i++)
            foreach (var (id, text) in builder.Unread(i))
                findings.Add(Severity.ToFix, $"une valeur du champ « {table.Columns[i].Name} » n'est pas {Named(table.Columns[i].Kind)}.",
                    $"Elle (« {(text.Length > 40 ? text[..40] : text)} ») est servie comme absente (nulle) ; écrivez les dates AAAA-MM-JJ.",
                        id);
    }

    private void NoteWidened(FeatureType type)
    {
        for (var i = 0; i < type.Fields.Count; i++)
            if (type.Fields[i].Kind != table.Columns[i].Kind)
                findings.Add(Severity.ToFix,
                    $"le champ « {table.Columns[i].Name} » contient des valeurs d'un autre type que celui annoncé.",
                        $"Il est servi comme {Name(type.Fields[i].Kind)}.");
    }

    private static string Name(FieldKind kind) => kind == FieldKind.Real ? "un nombre décimal" : "du texte";
}
