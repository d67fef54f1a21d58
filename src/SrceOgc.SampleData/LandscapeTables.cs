using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Union;
using SrceOgc.Features.Layers;
using static SrceOgc.SampleData.SampleTable;

namespace SrceOgc.SampleData;

/// <summary>Dark, soil and grey networks, landscape districts in two nested levels, zonings, itineraries.</summary>
internal static class LandscapeTables
{
    private static readonly string[] Units =
        ["Plateau de Noyers", "Vallée de la Brume", "Vexois boisé", "Collines de l'Abbaye", "Plaine des Étangs"];

    public static IEnumerable<SampleTable> Of(Landscape territory)
    {
        var noise = new Noise(51);
        yield return Dark(territory);
        yield return Soil(territory, noise);
        yield return Grey(territory, noise);
        var entities = Shapes.Cells(new(3), Landscape.Area, 6, 0.08, 7);
        yield return Entities(entities);
        yield return LandscapeUnits(entities);
        yield return Zoning(territory, noise, "natura2000_zsc", "Natura 2000 – zones spéciales de conservation",
            territory.Wetlands.Concat(territory.Woods.Where(w => w.Area > 9_000_000)), 0.45, "FR220");
        yield return Zoning(territory, noise, "znieff1", "ZNIEFF de type 1", territory.Woods.Concat(territory.Wetlands)
            .Where(w => w.Area > 700_000), 0.7, "22001");
        yield return Zoning(territory, noise, "znieff2", "ZNIEFF de type 2", territory.Woods.Where(w => w.Area > 4_000_000)
            .SelectMany(w => Landscape.Polygons(w.Buffer(400, 2).Intersection(territory.Land))), 0.8, "22002");
        yield return Zoning(territory, noise, "appb", "Arrêtés de protection de biotope", territory.Meadows.Where(w => w.Area > 200_000),
            0.12, "FR380");
        yield return Itineraries(territory);
    }

    private static SampleTable Dark(Landscape territory)
    {
        var noise = new Noise(4);
        var table = new SampleTable("trame_noire_communes", "Trame noire – radiance par commune", "Radiance nocturne moyenne des communes",
            "MULTIPOLYGON",
            Text("insee", "Code INSEE", 5), Typed(FieldKind.Real, "radiance", "Radiance (nW/cm²/sr)"),
                Text("classe", "Classe d'obscurité", 30));
        var towns = UnaryUnionOp.Union(territory.Towns.Cast<Geometry>().ToArray());
        for (var i = 0; i < territory.Communes.Count; i++)
        {
            var share = territory.Communes[i].Intersection(towns).Area / territory.Communes[i].Area;
            var radiance = Math.Round(0.2 + 22 * share + 0.6 * noise.Of(i), 2);
            table.Add(territory.Communes[i], $"02{i + 1:D3}", radiance, radiance < 0.5 ? "très sombre" : radiance < 1.2
                ? "sombre" : radiance < 3 ? "intermédiaire" : "éclairée");
        }

        return table;
    }

    private static SampleTable Soil(Landscape territory, Noise noise)
    {
        var table = new SampleTable("trame_marron", "Trame marron – sols agricoles", "Espaces agricoles et potentiel des sols",
            "MULTIPOLYGON",
            Text("type_sol", "Type de sol", 40), Text("usage", "Usage", 40),
                Typed(FieldKind.Integer, "indice", "Indice de qualité (0–100)"), Typed(FieldKind.Real, "surface_ha", "Surface (ha)"));
        string[] soils = ["limon profond", "argile à silex", "craie", "sable", "alluvions"];
        string[] uses = ["grande culture", "prairie permanente", "maraîchage", "verger"];
        var other = UnaryUnionOp.Union(territory.Woods.Concat(territory.Towns).Concat(territory.Wetlands).Select(p => p.Buffer(0))
            .ToArray());
        var cells = Shapes.Cells(new(5), Landscape.Area, 26, 0.04, 3);
        for (var i = 0; i < cells.Count; i++)
            foreach (var part in Landscape.Polygons(cells[i].Intersection(territory.Land).Buffer(0).Difference(other))
                .Where(p => p.Area > 80_000))
                table.Add(part, soils[noise.Pick(soils.Length, i)], uses[noise.Of(i, 2) > 0.5 ? 0 : noise.Pick(4, i, 3)], 20
                    + (long)noise.Pick(78, i, 4), AdministrativeTables.Hectares(part));
        return table;
    }

    private static SampleTable Grey(Landscape territory, Noise noise)
    {
        var table = new SampleTable("trame_grise", "Trame grise – zones industrielles", "Zones d'activité et friches", "MULTIPOLYGON",
            Text("nom", "Nom", 80), Text("etat", "État", 20), Typed(FieldKind.Boolean, "depollue", "Dépollué"));
        for (var i = 0; i < territory.Towns.Count; i += 2)
        {
            var heart = territory.Towns[i].InteriorPoint.Buffer(180 + 160 * noise.Of(i), 2).Intersection(territory.Towns[i]);
            foreach (var part in Landscape.Polygons(heart))
                table.Add(part, $"Zone d'activité de {Names.Commune(i * 3)}", noise.Of(i, 1) > 0.6 ? "friche" : "en activité",
                    noise.Of(i, 1) > 0.6 ? noise.Of(i, 2) > 0.5 : null);
        }

        return table;
    }

    private static int UnitOf(Polygon entity)
    {
        var (x, y) = ((entity.Centroid.X - Landscape.Area.MinX) / Landscape.Area.Width,
            (entity.Centroid.Y - Landscape.Area.MinY) / Landscape.Area.Height);
        return Math.Abs(x * 0.6 + y - 0.8) < 0.17 ? 1 : y > 0.8 - x * 0.6 ? (x < 0.5 ? 0 : 2) : x < 0.45 ? 3 : 4;
    }

    private static SampleTable Entities(List<Polygon> entities)
    {
        var table = new SampleTable("ecodistricts_entites", "Écodistricts – entités écopaysagères",
            "Niveau local des écodistricts paysagers, emboîté dans les grandes unités", "MULTIPOLYGON",
            Text("code", "Code", 10), Text("nom", "Nom", 80), Text("code_unite", "Grande unité", 10), Text("fiche", "Fiche technique"));
        for (var i = 0; i < entities.Count; i++)
            table.Add(entities[i], $"EE-{i + 1:D2}", $"{Units[UnitOf(entities[i])]} – {Names.Commune(i * 5)}",
                $"GU-{UnitOf(entities[i]) + 1}", i % 3 == 0 ? $"https://exemple.fr/fiches/ee-{i + 1:D2}" : null);
        return table;
    }

    private static SampleTable LandscapeUnits(List<Polygon> entities)
    {
        var table = new SampleTable("ecodistricts_unites", "Écodistricts – grandes unités paysagères",
            "Niveau régional des écodistricts paysagers", "MULTIPOLYGON",
            Text("code", "Code", 10), Text("nom", "Nom", 80), Typed(FieldKind.Integer, "nb_entites", "Nombre d'entités"));
        foreach (var unit in entities.GroupBy(UnitOf).OrderBy(g => g.Key))
            table.Add(UnaryUnionOp.Union(unit.Cast<Geometry>().ToArray()), $"GU-{unit.Key + 1}", Units[unit.Key], (long)unit.Count());
        return table;
    }

    private static SampleTable Zoning(Landscape territory, Noise noise, string name, string title, IEnumerable<Polygon> shapes,
        double share, string code)
    {
        var table = new SampleTable(name, title, title, "MULTIPOLYGON", Text("id_zone", "Identifiant", 20), Text("nom", "Nom", 120),
            Typed(FieldKind.Real, "surface_ha", "Surface (ha)"), Typed(FieldKind.Date, "date_crea", "Date de création"));
        var number = 0;
        foreach (var shape in shapes)
        {
            number++;
            if (noise.Of(number, code.Length, code[^1]) > share)
                continue;
            var zone = shape.Buffer(noise.Of(number, 2) * 160, 4).Intersection(territory.Land);
            table.Add(zone is Polygon or MultiPolygon ? zone : shape, $"{code}{number:D4}", Names.Place(noise, number),
                AdministrativeTables.Hectares(zone), new DateOnly(1998, 1, 1).AddDays(noise.Pick(7000, number)));
        }

        return table;
    }

    private static SampleTable Itineraries(Landscape territory)
    {
        var table = new SampleTable("itineraires", "Itinéraires doux", "Véloroutes et chemins de grande randonnée", "MULTILINESTRING",
            Text("nom", "Nom", 80), Text("type_itin", "Type", 20));
        foreach (var line in Landscape.Lines(territory.Rivers[0].Buffer(220, 3).Boundary.Intersection(territory.Land))
            .Where(l => l.Length > 4_000))
            table.Add(line, "Véloroute de la Brume", "véloroute");
        var noise = new Noise(12);
        var walk = Shapes.Wander(territory.Communes[3].Centroid.Coordinate, territory.Communes[^5].Centroid.Coordinate, noise, 0.3, 8);
        foreach (var line in Landscape.Lines(walk.Intersection(territory.Land)))
            table.Add(line, "GR 916", "GR");
        return table;
    }
}
