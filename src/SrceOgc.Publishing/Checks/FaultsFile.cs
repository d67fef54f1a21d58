using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Serialization;
using NetTopologySuite.Geometries;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.GeoPackages;
using SrceOgc.Features.Layers;
using SrceOgc.Features.ReferenceSystems;

namespace SrceOgc.Publishing.Checks;

/// <summary>The faults of one layer, and the system their places are in.</summary>
public sealed record LayerFaults(
    [property: JsonPropertyName("systeme")] GeoPackageSrs? Srs,
    [property: JsonPropertyName("lieux")] IReadOnlyList<FaultPlace> Places)
{
    [JsonIgnore]
    public Crs? Crs { get; } = Srs is null ? null : GeoPackageReferenceSystem.Resolve(CrsRegistry.Standard, Srs);
}

/// <summary>The faults of a delivery as a GeoPackage to open in QGIS: one point a row, what is wrong, what to do, and a style.</summary>
public static class FaultsFile
{
    public const string Name = "defauts.gpkg";

    private const string Table = "defauts", GeometryColumn = "geom", Stylesheet = "Publishing.defauts.qml";

    private static readonly GeoPackageColumn[] Columns =
    [
        new("gravite", "Gravité", FieldKind.Text, 0), new("couche", "Couche", FieldKind.Text, 0),
            new("ligne", "Ligne (identifiant de l'objet)", FieldKind.Integer, 0),
        new("defaut", "Défaut", FieldKind.Text, 0), new("conseil", "Conseil", FieldKind.Text, 0),
    ];

    /// <summary>The faults written into a folder, or null when there were none.</summary>
    public static string? In(string folder) => Path.Combine(folder, Name) is var path && File.Exists(path) ? path : null;

    /// <summary>Writes it, if any row has a fault, in the layers' own system when they share one.</summary>
    public static void Write(string folder, IReadOnlyList<LayerFaults> layers, DateTime date)
    {
        if (!layers.Any(l => l.Places.Count > 0))
            return;
        var systems = layers.Where(l => l.Places.Count > 0).Select(l => l.Crs).OfType<Crs>().Distinct().ToArray();
        var crs = systems.Length == 1 && CrsRegistry.Standard.Find(systems[0].Srid) is { } known && known.Srid != CrsRegistry.LonLatSrid
            ? known : CrsRegistry.Standard.Wgs84;
        using var writer = new GeoPackageWriter(Path.Combine(folder, Name), date);
        using (var table = writer.CreateTable(
            new(Table, "Défauts", "Défauts trouvés dans la livraison.", GeometryColumn, "POINT", false,
            new(crs.Srid, "EPSG", crs.Srid, crs.Title, CrsWellKnownText.Of(crs)), Columns)))
            Fill(table, layers, crs);
        writer.AddStyle(new(Table, "Défauts", "", true, Qml(), null, ""), GeometryColumn);
        writer.Finish();
    }

    private static void Fill(GeoPackageTableWriter table, IReadOnlyList<LayerFaults> layers, Crs crs)
    {
        var id = 0;
        foreach (var layer in layers)
            foreach (var place in layer.Places)
                Add(table, ++id, place, layer.Crs is null ? null : CrsTransform.Between(layer.Crs, crs));
    }

    private static void Add(GeoPackageTableWriter table, long id, in FaultPlace place, CrsTransform? transform)
    {
        table.Begin(id);
        if (transform?.Transform(place.X, place.Y) is { } point && double.IsFinite(point.X) && double.IsFinite(point.Y))
            table.Geometry(id, WkbGeometryReader.Factory.CreatePoint(new Coordinate(point.X, point.Y)));
        table.Value(0, FieldValue.Of(Encoding.UTF8.GetBytes(place.Finding.Severity.Title().French)));
        table.Value(1, FieldValue.Of(Encoding.UTF8.GetBytes(place.Finding.Layer)));
        table.Value(2, FieldValue.Of(place.Row));
        table.Value(3, FieldValue.Of(Encoding.UTF8.GetBytes(place.Finding.Message.French)));
        table.Value(4, FieldValue.Of(Encoding.UTF8.GetBytes(place.Finding.Advice.French)));
        table.End();
    }

    private static string Qml()
    {
        using var stream = typeof(FaultsFile).Assembly.GetManifestResourceStream(Stylesheet)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
