using SrceOgc.Features.Budgets;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Features.Texts;
using SrceOgc.Rendering.Legends;
using SrceOgc.Server.Catalogs;

namespace SrceOgc.Server.Here;

/// <summary>What layers have at a place: features that hold it, or the nearest ones up to 5 km, looked for in ever larger
/// windows.</summary>
internal sealed class PlaceReading(PointQuestion place, Language language, RequestBudget budget)
{
    public const double Farthest = 5000;

    private const int MostFound = 10;

    /// <summary>Classes of light are what this network is read by.</summary>
    private const string DarkTheme = "noire";

    /// <summary>Points and lines have no inside: what is this near is at the place.</summary>
    private const double Touching = 10;

    private static readonly double[] Windows = [Touching, 250, 1000, Farthest];

    private static readonly string[] NameFields =
        ["nom_resv", "nom_corr", "nom_ceau", "toponyme", "nom_site", "nom_znieff", "nom_zone", "nom_obst", "nom_officiel", "nom", "libelle",
            "name"];

    private static readonly (string Title, string English, string[] Fields)[] DetailFields =
    [
        ("Objectif", "Objective", ["obj_assi", "objectif", "obj_cer"]),
        ("Sous-trame", "Sub-network", ["milmaj_nat", "sous_trame", "milieu", "milmaj_reg"]),
        ("Type", "Type", ["lib_obst", "type_corr", "type_ceau", "type_zh", "type_sol", "type_obst", "type"]),
        ("Classe", "Class", ["classe"]),
        ("Radiance", "Radiance", ["radiance", "radiance_moy_2024"]),
        ("Statut", "Status", ["statut", "etat"]),
        ("Identifiant", "Identifier", ["id_resv", "id_corr", "id_ceau", "id_obst", "id_mnhn", "id_zone"]),
    ];

    /// <summary>Features of a layer that hold the place.</summary>
    public IReadOnlyList<FoundHere> At(CatalogLayer layer) =>
        Within(layer, Touching, layer.Type.Family is GeometryFamily.Polygon ? 0 : Touching);

    /// <summary>The nearest feature; null when none is near enough.</summary>
    public FoundHere? NearestTo(CatalogLayer layer)
    {
        foreach (var window in Windows)
            if (Within(layer, window, window).MinBy(found => found.Metres) is { } nearest)
                return nearest;
        return null;
    }

    private List<FoundHere> Within(CatalogLayer layer, double window, double metres)
    {
        var (x, y) = CrsTransform.Between(CrsRegistry.Standard.LonLat, layer.Crs).Transform(place.X, place.Y);
        if (!double.IsFinite(x) || !double.IsFinite(y))
            return [];
        // Degrees of longitude are shorter than those of latitude; the window errs on the large side.
        var unit = layer.Crs.MetresPerUnit;
        var reach = window / unit / (layer.Crs.IsGeographic ? Math.Cos(place.Y * Math.PI / 180) : 1);
        var found = new List<FoundHere>();
        using var cursor = layer.Source.Open(new FeatureQuery { Window = new Envelope(x, y, x, y).Grow(reach), Budget = budget });
        while (cursor.MoveNext() && (found.Count < MostFound || metres > Touching))
        {
            budget.Look();
            var distance = WkbDistance.To(cursor.Geometry, x, y) * unit;
            if (distance <= metres)
                Keep(found, layer, cursor, distance, metres > Touching);
        }

        return found;
    }

    private void Keep(List<FoundHere> found, CatalogLayer layer, FeatureCursor cursor, double metres, bool isNearestAlone)
    {
        if (isNearestAlone && found.Count > 0 && found[0].Metres <= metres)
            return;
        if (isNearestAlone)
            found.Clear();
        var details = DetailsOf(layer.Type, cursor);
        if (layer.Theme.Key == DarkTheme && layer.Type.IndexOf("classe") < 0 && ClassOf(layer, cursor.Id) is { Length: > 0 } name)
            details.Insert(0, (language == Language.French ? "Classe" : "Class", name));
        found.Add(new(layer, cursor.Id, NameOf(layer.Type, cursor), details, Math.Round(metres)));
    }

    /// <summary>What the layer's legend calls a feature that says a number alone; null where it tells nothing apart.</summary>
    private string? ClassOf(CatalogLayer layer, long id)
    {
        var style = layer.DefaultStyle.Style;
        var counts = LegendCounts.Of(style, layer.Source, new FeatureQuery { Filter = new IdFilter([id]), Budget = budget },
            new LegendOptions().Scale, budget);
        return style.Legend.Count > 1 && Array.FindIndex(counts, count => count > 0) is >= 0 and var index
            ? style.Legend[index].Title : null;
    }

    private static string? NameOf(FeatureType type, FeatureCursor cursor)
    {
        foreach (var name in NameFields)
            if (type.IndexOf(name) is >= 0 and var field && !cursor[field].IsNull && WordsOf(cursor[field]) is { Length: > 0 } words)
                return words;
        return null;
    }

    private List<(string, string)> DetailsOf(FeatureType type, FeatureCursor cursor)
    {
        var details = new List<(string, string)>();
        foreach (var (title, english, fields) in DetailFields)
            foreach (var name in fields)
                if (type.IndexOf(name) is >= 0 and var field && !cursor[field].IsNull && WordsOf(cursor[field]) is { Length: > 0 } words)
                {
                    details.Add((language == Language.French ? title : english, fields[0] == "obj_assi" ? Objective(words) : words));
                    break;
                }

        return details;
    }

    /// <summary>Géostandard SRCE (COVADIS 1.0), OBJ_ASSI.</summary>
    private string Objective(string code) => code switch
    {
        "01" or "1" => language == Language.French ? "à préserver" : "to be preserved",
        "02" or "2" => language == Language.French ? "à remettre en bon état" : "to be restored",
        _ => code,
    };

    private static string WordsOf(FieldValue value) => SrceOgc.Features.Indicators.IndicatorCategories.TextOf(value);
}
