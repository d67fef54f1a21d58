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
    private static readonly Text AsBase64 = new("Ils sont servis en base64 ; corrigez la valeur.",
        "They are served as base64; correct the value.");

    private static readonly Text AsNull = new("La valeur est servie comme absente (nulle) ; corrigez-la.",
        "The value is served as missing (null); correct it.");

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
            findings.Add(Severity.Blocking, new(
                $"le système de coordonnées (srs_id {srs.Id}, « {srs.Name} ») n'est pas reconnu.",
                $"the coordinate reference system (srs_id {srs.Id}, '{srs.Name}') is not known."),
                new(
                    "Dans QGIS, définissez la projection de la couche, puis enregistrez-la de nouveau.",
                    "In QGIS, set the CRS of the layer, then save it again."));
        else if (crs.Srid != srs.Id)
            findings.Add(Severity.Note, new(
                $"srs_id {srs.Id} (« {srs.Name} ») est lu comme {crs.Code}.",
                $"srs_id {srs.Id} ('{srs.Name}') is read as {crs.Code}."), Text.None);
        return crs;
    }

    private LayerDraft Draft(Crs? crs)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var geometryName = table.GeometryColumn is { } geometry ? NcName.Unique(geometry, taken) : "";
        var texts = new DeliveredTexts(findings);
        var names = NcName.UniqueOf([.. table.Columns.Select(c => c.Name)], taken);
        var fields = table.Columns.Select((c, i) =>
            new Field(names[i], texts.Clean(c.Name, DeliveredTexts.FieldName), texts.Clean(c.Title, DeliveredTexts.FieldTitle),
                c.Kind, true,
                c.MaxLength)).ToArray();
        foreach (var other in table.OtherGeometries)
            findings.Add(Severity.ToFix,
                new(
                    $"la colonne de géométrie « {other} » n'est pas servie : une couche n'en a qu'une, « {table.GeometryColumn} ».",
                    $"the geometry column '{other}' is not served: a layer has but one, '{table.GeometryColumn}'."),
                new("Enregistrez-la dans QGIS comme une couche à part.", "Save it as a layer of its own in QGIS."));
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
            findings.Add(Severity.ToFix, new(
                "objet sans géométrie.",
                "feature without a geometry."), new(
                    "Il est servi en WFS mais ne peut pas être dessiné.",
                    "It is served over WFS and cannot be drawn."), _row);
            return Nothing;
        }

        try
        {
            return Reported(Normalize(rows.Blob(1), output));
        }
        catch (GeometryException fault)
        {
            output.Clear();
            findings.Add(Severity.ToFix, new(
                $"géométrie illisible : {fault.Text.French}.",
                $"geometry that cannot be read: {fault.Text.English}."),
                new(
                    "L'objet est servi sans sa géométrie ; réparez-la dans QGIS (« Réparer les géométries »).",
                    "The feature is served without its geometry; repair it in QGIS ('Fix geometries')."), _row);
            return Nothing;
        }
    }

    private GeometryNormalizer.Result Normalize(ReadOnlySpan<byte> blob, ByteBuffer output)
    {
        if (GeometryBlob.TryRead(blob, out var wkb, out var srsId))
        {
            if (srsId != table.Srs!.Id)
                findings.Add(Severity.ToFix,
                    new(
                        $"le système de coordonnées de l'objet (srs_id {srsId}) n'est pas celui de la couche ({table.Srs.Id}).",
                        $"the system of the feature (srs_id {srsId}) is not that of the layer ({table.Srs.Id})."),
                        new("Celui de la couche est retenu.", "That of the layer is taken."), _row);
            _checks.Source(_row, wkb);
            return wkb.IsEmpty ? Nothing : GeometryNormalizer.Normalize(wkb, output);
        }

        if (GeometryBlob.FromSpatialite(blob) is not { } converted)
            throw new GeometryException(new("ce n'est pas une géométrie de GeoPackage", "this is no geometry of a GeoPackage"));
        findings.Add(Severity.ToFix, new("géométrie au format SpatiaLite.", "geometry in the format of SpatiaLite."),
            new(
                "Elle est lue ; réenregistrez la couche en GeoPackage avec QGIS.",
                "It is read; save the layer again as GeoPackage with QGIS."), _row);
        _checks.Source(_row, converted);
        return GeometryNormalizer.Normalize(converted, output);
    }

    private GeometryNormalizer.Result Reported(GeometryNormalizer.Result geometry)
    {
        if (geometry.Family == GeometryFamily.None)
            findings.Add(Severity.ToFix, new(
                "géométrie vide.",
                "empty geometry."), new(
                    "L'objet est servi en WFS mais ne peut pas être dessiné.",
                    "The feature is served over WFS and cannot be drawn."), _row);
        return geometry;
    }

    private FieldValue Value(SqliteRows rows, int column) => rows.Type(column) switch
    {
        raw.SQLITE_INTEGER => FieldValue.Of(rows.Integer(column)),
        raw.SQLITE_FLOAT => Real(rows.Real(column), column),
        raw.SQLITE_TEXT => Utf8Text(rows.Utf8(column), column),
        raw.SQLITE_BLOB => Bytes(rows.Blob(column), column),
        _ => FieldValue.Null,
    };

    /// <summary>No document but a GeoPackage can carry what is no number.</summary>
    private FieldValue Real(double value, int column)
    {
        if (double.IsFinite(value))
            return FieldValue.Of(value);
        findings.Add(Severity.ToFix, new(
            $"la valeur du champ « {table.Columns[column - 2].Name} » n'est pas un nombre fini.",
            $"the value of the field '{table.Columns[column - 2].Name}' is no finite number."),
            new("Elle est servie comme absente (nulle).", "It is served as missing (null)."), _row);
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
        var (isText, kind) = (declared.Kind == FieldKind.Text, Named(declared.Kind));
        findings.Add(Severity.ToFix, new(
            $"le champ « {declared.Name} » contient des octets (BLOB) là où il annonce {kind.French}.",
            $"the field '{declared.Name}' has bytes (BLOB) where it announces {kind.English}."),
            isText ? AsBase64 : AsNull, _row);
        return isText ? FieldValue.Of(Base64(bytes)) : FieldValue.Null;
    }

    private static byte[] Base64(ReadOnlySpan<byte> bytes)
    {
        var text = new byte[System.Buffers.Text.Base64.GetMaxEncodedToUtf8Length(bytes.Length)];
        System.Buffers.Text.Base64.EncodeToUtf8(bytes, text, out _, out _);
        return text;
    }

    private static Text Named(FieldKind kind) => kind switch
    {
        FieldKind.Boolean => new("un booléen", "a boolean"),
        FieldKind.Integer => new("un entier", "an integer"),
        FieldKind.Real => new("un nombre", "a number"),
        FieldKind.Date => new("une date", "a date"),
        FieldKind.DateTime => new("une date et une heure", "a date and time"),
        _ => new("du texte", "text"),
    };

    /// <summary>Some tools write Latin-1 where the standard wants UTF-8: read as what it is, and said.</summary>
    private FieldValue Utf8Text(ReadOnlySpan<byte> bytes, int column)
    {
        if (Utf8.IsValid(bytes))
            return FieldValue.Of(bytes);
        findings.Add(Severity.ToFix, new(
            $"le texte du champ « {table.Columns[column - 2].Name} » n'est pas en UTF-8.",
            $"the text of the field '{table.Columns[column - 2].Name}' is not UTF-8."),
            new(
                "Il est lu comme du Windows-1252 ; réenregistrez la couche en UTF-8.",
                "It is read as Windows-1252; save the layer again in UTF-8."), _row);
        return FieldValue.Of(Encoding.UTF8.GetBytes(Windows1252.Decode(bytes)));
    }

    private void NoteNames(LayerDraft draft)
    {
        if (draft.Name != table.Name)
            findings.Add(Severity.Note, new(
                $"la couche est publiée sous le nom « {draft.Name} ».",
                $"the layer is published under the name '{draft.Name}'."), new(
                    "Son nom d'origine reste son titre.",
                    "Its own name stays its title."));
        var renamed = draft.Fields.Where(f => f.Name != f.Column).Select(f => $"« {f.Column} » → {f.Name}").ToArray();
        if (renamed.Length > 0)
            findings.Add(Severity.Note,
                new($"champs publiés sous un autre nom : {Few(renamed)}.", $"fields published under another name: {Few(renamed)}."),
                    new("Leur nom d'origine reste leur intitulé.", "Their own names stay their titles."));
    }

    private static string Few(string[] names) => string.Join(", ", names.Take(20)) + (names.Length > 20 ? "…" : "");

    private void NoteOddDates(LayerBuilder builder)
    {
        for (var i = 0; i < table.Columns.Count; i++)
            foreach (var (id, text) in builder.Unread(i))
                NoteOddDate(table.Columns[i], id, text.Length > 40 ? text[..40] : text);
    }

    private void NoteOddDate(GeoPackageColumn column, long id, string text)
    {
        var kind = Named(column.Kind);
        findings.Add(Severity.ToFix,
            new($"une valeur du champ « {column.Name} » n'est pas {kind.French}.",
                $"a value of the field '{column.Name}' is not {kind.English}."),
            new($"Elle (« {text} ») est servie comme absente (nulle) ; écrivez les dates AAAA-MM-JJ.",
                $"It ('{text}') is served as missing (null); write dates as YYYY-MM-DD."), id);
    }

    private void NoteWidened(FeatureType type)
    {
        for (var i = 0; i < type.Fields.Count; i++)
            if (type.Fields[i].Kind != table.Columns[i].Kind)
                findings.Add(Severity.ToFix,
                    new(
                        $"le champ « {table.Columns[i].Name} » contient des valeurs d'un autre type que celui annoncé.",
                        $"the field '{table.Columns[i].Name}' has values of another type than it announces."),
                        type.Fields[i].Kind == FieldKind.Real ? AsReal : AsText);
    }

    private static readonly Text AsReal = new("Il est servi comme un nombre décimal.", "It is served as a decimal number.");

    private static readonly Text AsText = new("Il est servi comme du texte.", "It is served as text.");
}
