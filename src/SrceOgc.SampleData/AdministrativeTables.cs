using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Union;
using SrceOgc.Features.Layers;
using static SrceOgc.SampleData.SampleTable;

namespace SrceOgc.SampleData;

/// <summary>Communes, EPCI, SCoT, the département and workshop remarks.</summary>
internal static class AdministrativeTables
{
    private const int EpciCount = 6;

    private static readonly string[] EpciNames =
        ["CC du Val de Brume", "CA du Grand Vexois", "CC des Deux Forêts", "CC du Plateau de Noyers", "CC des Étangs", "CC de l'Abbaye"];
    private static readonly string[] Remarks =
        ["Haie arrachée au printemps : le corridor est interrompu.", "Passage à faune demandé sous l'autoroute.",
        "Mare restaurée par l'association locale.", "L'éclairage du rond-point pourrait être éteint après 23 h.",
        "Prairie retournée : à vérifier sur place.", "Le tracé ne suit pas le ruisseau actuel, « déplacé » en 2019."];

    public static IEnumerable<SampleTable> Of(Landscape territory)
    {
        var noise = new Noise(21);
        var epci = territory.Communes.Select(c => EpciOf(c)).ToArray();
        yield return Communes(territory, noise, epci);
        yield return Epci(territory, epci);
        yield return Scot(territory, epci);
        yield return Department(territory);
        yield return RemarkTable(territory, noise);
    }

    private static int EpciOf(Polygon commune)
    {
        var (x, y) = ((commune.Centroid.X - Landscape.Area.MinX) / Landscape.Area.Width,
            (commune.Centroid.Y - Landscape.Area.MinY) / Landscape.Area.Height);
        return (x < 0.36 ? 0 : x < 0.68 ? 1 : 2) + (y < 0.5 + 0.15 * Math.Sin(x * 7) ? 0 : 3);
    }

    private static int ScotOf(int epci) => epci is 0 or 3 ? 1 : 2;

    private static string Siren(int epci) => $"24600{epci}0{epci + 11}";

    private static SampleTable Communes(Landscape territory, Noise noise, int[] epci)
    {
        var table = new SampleTable("communes", "Communes", "Communes (territoire inventé)", "MULTIPOLYGON",
            Text("insee", "Code INSEE", 5), Text("nom", "Nom", 80), Text("siren_epci", "SIREN de l'EPCI", 9),
                Typed(FieldKind.Integer, "population", "Population"), Typed(FieldKind.Real, "surface_ha", "Surface (ha)"));
        for (var i = 0; i < territory.Communes.Count; i++)
            table.Add(territory.Communes[i], $"02{i + 1:D3}", Names.Commune(i), Siren(epci[i]), 80
                + (long)(4000 * Math.Pow(noise.Of(i), 3)), Hectares(territory.Communes[i]));
        return table;
    }

    private static SampleTable Epci(Landscape territory, int[] epci)
    {
        var table = new SampleTable("epci", "Intercommunalités (EPCI)",
            "Établissements publics de coopération intercommunale (territoire inventé)", "MULTIPOLYGON",
            Text("siren", "Code SIREN", 9), Text("nom", "Nom", 80), Text("type_epci", "Type", 4), Text("code_scot", "SCoT", 10),
                Typed(FieldKind.Real, "surface_ha", "Surface (ha)"));
        for (var e = 0; e < EpciCount; e++)
        {
            var shape = Union(territory, i => epci[i] == e);
            table.Add(shape, Siren(e), EpciNames[e], EpciNames[e][..2], $"SCOT-{ScotOf(e)}", Hectares(shape));
        }

        return table;
    }

    private static SampleTable Scot(Landscape territory, int[] epci)
    {
        var table = new SampleTable("scot", "Périmètres de SCoT", "Schémas de cohérence territoriale (territoire inventé)", "MULTIPOLYGON",
            Text("code_scot", "Code", 10), Text("nom", "Nom", 80),
                Text("etat", "État d'avancement", 40), Typed(FieldKind.Date, "date_appro", "Date d'approbation"));
        table.Add(Union(territory, i => ScotOf(epci[i]) == 1), "SCOT-1", "SCoT du Pays de Brumeval", "approuvé", new DateOnly(2021, 6, 28));
        table.Add(Union(territory, i => ScotOf(epci[i]) == 2), "SCOT-2", "SCoT du Grand Vexois et des Forêts", "en révision", null);
        return table;
    }

    private static SampleTable Department(Landscape territory)
    {
        var table = new SampleTable("departement", "Département", "Département (territoire inventé)", "MULTIPOLYGON",
            Text("code_insee", "Code INSEE", 3), Text("nom", "Nom", 80), Typed(FieldKind.Real, "surface_ha", "Surface (ha)"));
        var shape = Union(territory, _ => true);
        table.Add(shape, "02", "Brumeval", Hectares(shape));
        return table;
    }

    private static SampleTable RemarkTable(Landscape territory, Noise noise)
    {
        var table = new SampleTable("remarques", "Remarques des ateliers", "Remarques recueillies pendant la concertation", "POINT",
            Text("texte", "Remarque"), Text("organisme", "Organisme", 80), Typed(FieldKind.Date, "date_rem", "Date"),
                Text("statut", "Statut", 20), Text("reponse", "Réponse"));
        for (var i = 0; i < 36; i++)
        {
            var where = territory.Communes[noise.Pick(territory.Communes.Count, i, 3)].InteriorPoint;
            var isAnswered = noise.Of(i, 9) > 0.5;
            table.Add(where, Remarks[i % Remarks.Length], noise.Of(i, 8) > 0.4
                ? "Fédération des chasseurs" : "Association « Brume & Bocage »", new DateOnly(2025, 3, 1).AddDays(noise.Pick(200, i)),
                isAnswered ? "traitée" : "à étudier", isAnswered ? "Pris en compte dans la version 2 du schéma." : null);
        }

        return table;
    }

    private static Geometry Union(Landscape territory, Func<int, bool> belongs) =>
        UnaryUnionOp.Union(territory.Communes.Where((_, i) => belongs(i)).Cast<Geometry>().ToArray());

    internal static double Hectares(Geometry shape) => Math.Round(shape.Area / 10_000, 2);
}
