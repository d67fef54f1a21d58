using System.Globalization;
using System.Text;
using NetTopologySuite.IO;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.GeoPackages;
using SrceOgc.Features.LayerFiles.Building;
using SrceOgc.Features.Layers;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Publishing.Store;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Territories;

namespace SrceOgc.Server.Indicators;

/// <summary>Builds the layer of one type of territory: geometry, code, name, and a column an indicator, as an ordinary publication of one
/// layer.</summary>
internal sealed class IndicatorLayer(TerritoryDeclaration type, IReadOnlyList<BoundIndicator> indicators, Crs system, DateTime computed)
{
    private const string File = "000.couche";

    private static readonly WKBWriter Wkb = new(ByteOrder.LittleEndian);

    public static string NameOf(string type) => "indicateurs_" + (type switch
    {
        "commune" => "communes",
        "departement" => "departements",
        "region" => "regions",
        "grande_unite" => "grandes_unites",
        "entite_ecopaysagere" => "entites_ecopaysageres",
        _ => type,
    });

    /// <summary>Into an existing folder.</summary>
    public Manifest Build(IReadOnlyList<TerritoryResult> territories, string folder)
    {
        var name = NameOf(type.Type);
        Field[] fields =
        [
            new("code", "code", "Code", FieldKind.Text, false, 0), new("nom", "nom", "Nom", FieldKind.Text, false, 0),
            new("territoire_ha", "territoire_ha", "Surface du territoire (ha)", FieldKind.Real, false, 0),
            .. indicators.Select(indicator =>
                new Field(indicator.Key, indicator.Key, TitleOf(indicator), indicator.Unit.Length == 0 ? FieldKind.Integer : FieldKind.Real,
                true, 0)),
        ];
        using (var builder = new LayerBuilder(new(name, "geom", system.Srid, GeometryFamily.Polygon, true, fields), folder))
        {
            for (var i = 0; i < territories.Count; i++)
                Add(builder, i + 1, territories[i]);
            builder.Build(Path.Combine(folder, File));
        }

        var srs = new GeoPackageSrs(system.Srid, "EPSG", system.Srid, system.Title, CrsWellKnownText.Of(system));
        var title = $"Indicateurs – {type.Title!.Fr}";
        var layer = new ManifestLayer(name, File, name, title,
            "Surfaces (ha), longueurs (km), nombres et parts (%) calculés : réunion des objets, découpe au territoire, mesure plane.", srs,
                [.. Styles(name, territories)]);
        var manifest = new Manifest(Manifest.CurrentFormat, name, 1, computed, new(name, 0, computed, ""), [layer]) { IsDerived = true };
        manifest.Write(folder);
        return manifest;
    }

    private static string TitleOf(BoundIndicator indicator) =>
        indicator.Unit.Length == 0 ? indicator.Title.French : $"{indicator.Title.French} ({indicator.Unit})";

    private void Add(LayerBuilder builder, int id, TerritoryResult territory)
    {
        using var wkb = new ByteBuffer();
        var geometry = GeometryNormalizer.Normalize(Wkb.Write(territory.Ground), wkb);
        builder.AddFeature(id, wkb.Written, geometry);
        builder.AddValue(0, FieldValue.Of(Encoding.UTF8.GetBytes(territory.Territory.Code)));
        builder.AddValue(1, FieldValue.Of(Encoding.UTF8.GetBytes(territory.Territory.Name)));
        builder.AddValue(2, FieldValue.Of(Math.Round(territory.Area / 10_000, 4)));
        for (var i = 0; i < indicators.Count; i++)
            builder.AddValue(3 + i, indicators[i].Value(territory.Area, territory.Values) is not { } value ? FieldValue.Null
                : indicators[i].Unit.Length == 0 ? FieldValue.Of((long)value) : FieldValue.Of(value));
    }

    private IEnumerable<GeoPackageStyle> Styles(string layer, IReadOnlyList<TerritoryResult> territories)
    {
        var isFirst = true;
        foreach (var indicator in indicators.Where(indicator => indicator.IsMain))
        {
            var values = territories.Select(territory => indicator.Value(territory.Area, territory.Values)).OfType<double>();
            yield return new(layer, indicator.Key, TitleOf(indicator), isFirst, null,
                Choropleth.Sld(indicator.Key, TitleOf(indicator), values), "");
            isFirst = false;
        }
    }
}
