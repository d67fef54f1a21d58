using System.Globalization;
using System.Text;
using System.Text.Json;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO.Converters;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.GeoPackages;
using SrceOgc.Features.Indicators;
using SrceOgc.Features.Layers;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Features.Texts;

namespace SrceOgc.Publishing.SingleLayers;

/// <summary>
/// A FeatureCollection (RFC 7946: longitude, latitude; the member <c>crs</c> of its forerunner is honoured) as a GeoPackage in the system
/// of the layer it replaces. Whole numbers in <c>id</c> stay the keys where every feature has its own.
/// </summary>
internal static class GeoJsonConversion
{
    private static readonly JsonSerializerOptions Geometries = new() { MaxDepth = 32, Converters = { new GeoJsonConverterFactory() } };

    public static void Write(string received, string path, GeoPackageTable served, List<Text> notes, RequestBudget budget)
    {
        if (new FileInfo(received).Length > DeliveryLimits.GeoJsonBytes)
            throw Wrong(new(
                $"il dépasse {DeliveryLimits.GeoJsonBytes >> 20} Mio ; livrez un GeoPackage",
                $"it exceeds {DeliveryLimits.GeoJsonBytes >> 20} MiB; deliver a GeoPackage"));
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(received), new() { MaxDepth = 64 });
            Write(document.RootElement, path, served, notes, budget);
        }
        catch (JsonException fault)
        {
            throw Wrong(new($"ligne {fault.LineNumber + 1}, {fault.Message}", $"line {fault.LineNumber + 1}, {fault.Message}"));
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidOperationException or FormatException)
        {
            throw Wrong(Text.Same(fault.Message));
        }
    }

    private static void Write(JsonElement root, string path, GeoPackageTable served, List<Text> notes, RequestBudget budget)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("features", out var list)
            || list.ValueKind != JsonValueKind.Array)
            throw Wrong(new("une collection a une liste « features »", "a collection has a list 'features'"));
        var features = list.EnumerateArray().ToArray();
        var carrying = Carrying(root, served, out var srs);
        if (srs is not null && !carrying.IsIdentity)
            notes.Add(new(
                $"les coordonnées du GeoJSON sont ramenées dans le système de la couche servie ({srs.Name}).",
                $"the coordinates of the GeoJSON are brought into the system of the layer served ({srs.Name})."));
        var shapes = features.Select(feature => Shape(feature, carrying, budget)).ToArray();
        var type = served.GeometryColumn is null && shapes.All(shape => shape is null) ? "" : GeometryShape.TypeOf(shapes, served);
        var hasZ = shapes.Any(shape => shape?.Coordinate is { } first && !double.IsNaN(first.Z));
        var columns = Columns(features, new ColumnMatching(served), budget);
        using var writer = new GeoPackageWriter(path, budget.Now);
        var draft = new GeoPackageDraft(served.Name, served.Name, "", type.Length == 0 ? "" : served.GeometryColumn ?? "geom", type, hasZ,
            type.Length == 0 ? null : srs, [.. columns.Select(column => column.Column)]);
        var ids = Ids(features);
        using (var table = writer.CreateTable(draft))
            for (var i = 0; i < features.Length; i++)
            {
                budget.Look();
                table.Begin(ids[i]);
                if (type.Length > 0)
                    table.Geometry(ids[i], GeometryShape.As(shapes[i], type));
                Values(features[i], columns, table);
                table.End();
            }

        writer.Finish();
    }

    private static CrsTransform Carrying(JsonElement root, GeoPackageTable served, out GeoPackageSrs? srs)
    {
        var given = SystemOf(root);
        var target = served.Srs is { } own ? GeoPackageReferenceSystem.Resolve(CrsRegistry.Standard, own) : null;
        srs = target is null ? new(4326, "EPSG", 4326, "WGS 84", CrsWellKnownText.Of(CrsRegistry.Standard.LonLat)) : served.Srs;
        return CrsTransform.Between(given, target ?? CrsRegistry.Standard.LonLat);
    }

    private static Crs SystemOf(JsonElement root)
    {
        if (!root.TryGetProperty("crs", out var crs) || crs.ValueKind == JsonValueKind.Null)
            return CrsRegistry.Standard.LonLat;
        if (crs.ValueKind == JsonValueKind.Object && crs.TryGetProperty("properties", out var properties)
            && properties.ValueKind == JsonValueKind.Object && properties.TryGetProperty("name", out var name)
            && CrsName.TryParse(name.ToString(), CrsRegistry.Standard, out var found))
            return found.Crs.IsGeographic ? CrsRegistry.Standard.LonLat : found.Crs;
        throw Wrong(new("son système de coordonnées (crs) n'est pas connu", "its reference system (crs) is not known"));
    }

    private static Geometry? Shape(JsonElement feature, CrsTransform carrying, RequestBudget budget)
    {
        budget.Look();
        if (feature.ValueKind != JsonValueKind.Object)
            throw Wrong(new("chaque élément de « features » est un objet", "every member of 'features' is an object"));
        return feature.TryGetProperty("geometry", out var geometry) && geometry.ValueKind == JsonValueKind.Object
            && geometry.Deserialize<Geometry>(Geometries) is { } shape ? MeasuringTransform.Apply(shape, carrying) : null;
    }

    private static long[] Ids(JsonElement[] features)
    {
        var ids = features.Select(feature => feature.TryGetProperty("id", out var id) ? Id(id) : null).ToArray();
        return ids.All(id => id is not null) && ids.Distinct().Count() == ids.Length
            ? [.. ids.Select(id => id!.Value)] : [.. Enumerable.Range(1, features.Length).Select(i => (long)i)];
    }

    /// <summary>12, "12", or "couche.12", as WFS servers write it.</summary>
    private static long? Id(JsonElement id) =>
        long.TryParse(id.ToString().AsSpan()[(id.ToString().LastIndexOf('.') + 1)..], NumberStyles.None, CultureInfo.InvariantCulture,
            out var number) ? number : null;

    private sealed record JsonColumn(string Name, GeoPackageColumn Column);

    private static List<JsonColumn> Columns(JsonElement[] features, ColumnMatching served, RequestBudget budget)
    {
        var kinds = new Dictionary<string, FieldKind>(StringComparer.Ordinal);
        var order = new List<string>();
        foreach (var feature in features)
        {
            budget.Look();
            foreach (var property in Properties(feature))
            {
                if (!kinds.TryGetValue(property.Name, out var known))
                    order.Add(property.Name);
                if (order.Count > DeliveryLimits.GeoJsonColumns)
                    throw Wrong(new(
                        $"il a plus de {DeliveryLimits.GeoJsonColumns} propriétés",
                        $"it has more than {DeliveryLimits.GeoJsonColumns} properties"));
                kinds[property.Name] = Wider(known, KindOf(property.Value));
            }
        }

        return [.. order.Select(name => new JsonColumn(name, new(name, name, Kind(kinds[name], served.Find(name)), 0)))];
    }

    private static JsonElement.ObjectEnumerator Properties(JsonElement feature) =>
        feature.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object
            ? properties.EnumerateObject() : default;

    private static FieldKind KindOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => FieldKind.Boolean,
        JsonValueKind.Number => value.TryGetInt64(out _) ? FieldKind.Integer : FieldKind.Real,
        JsonValueKind.Null => FieldKind.Null,
        _ => FieldKind.Text,
    };

    private static FieldKind Wider(FieldKind one, FieldKind other) => (one, other) switch
    {
        _ when one == other || other == FieldKind.Null => one,
        (FieldKind.Null, _) => other,
        (FieldKind.Integer, FieldKind.Real) or (FieldKind.Real, FieldKind.Integer) => FieldKind.Real,
        _ => FieldKind.Text,
    };

    /// <summary>GeoJSON has no dates, and a column of whole numbers may hold measures: the layer served knows better.</summary>
    private static FieldKind Kind(FieldKind found, GeoPackageColumn? served) => (found, served?.Kind) switch
    {
        (FieldKind.Null, { } kind) => kind,
        (FieldKind.Null, null) => FieldKind.Text,
        (FieldKind.Text, FieldKind.Date or FieldKind.DateTime) => served!.Kind,
        (FieldKind.Integer, FieldKind.Real) => FieldKind.Real,
        _ => found,
    };

    private static void Values(JsonElement feature, List<JsonColumn> columns, GeoPackageTableWriter table)
    {
        foreach (var property in Properties(feature))
            if (columns.FindIndex(column => column.Name == property.Name) is >= 0 and var i)
                table.Value(i, Value(property.Value, columns[i].Column.Kind));
    }

    private static FieldValue Value(JsonElement value, FieldKind kind) => value.ValueKind switch
    {
        JsonValueKind.Null => FieldValue.Null,
        JsonValueKind.True or JsonValueKind.False when kind == FieldKind.Boolean => FieldValue.Of(value.GetBoolean()),
        JsonValueKind.Number when kind == FieldKind.Integer => FieldValue.Of(value.GetInt64()),
        JsonValueKind.Number when kind == FieldKind.Real => FieldValue.Of(value.GetDouble()),
        JsonValueKind.String => FieldValue.Of(Encoding.UTF8.GetBytes(value.GetString()!)),
        _ => FieldValue.Of(Encoding.UTF8.GetBytes(value.GetRawText())),
    };

    private static GeoPackageException Wrong(Text reason) =>
        new(new Text($"Le GeoJSON ne peut pas être lu : {reason.French}.", $"The GeoJSON cannot be read: {reason.English}."));
}
