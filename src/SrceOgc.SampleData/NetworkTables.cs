using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Union;
using SrceOgc.Features.Layers;
using static SrceOgc.SampleData.SampleTable;

namespace SrceOgc.SampleData;

/// <summary>Reservoirs, corridors, watercourses and obstacles, with the fields of the géostandard SRCE.</summary>
internal static class NetworkTables
{
    private const double LongestCorridor = 6_000;

    public static IEnumerable<SampleTable> Of(Landscape territory)
    {
        var noise = new Noise(33);
        var reservoirs = Reservoirs(territory, noise);
        var (surfaces, lines) = Corridors(territory, noise);
        return [reservoirs, HedgeReservoirs(territory, noise), surfaces, lines, Watercourses(territory, noise), Wetlands(territory, noise),
            PointObstacles(territory, noise), LineObstacles(territory), SurfaceObstacles(territory)];
    }

    private static SampleTable Reservoirs(Landscape territory, Noise noise)
    {
        var table = new SampleTable("n_srce_reservoir_s_000", "Réservoirs de biodiversité (surfaces)",
            "Réservoirs de biodiversité surfaciques, géostandard SRCE v1.0", "MULTIPOLYGON", ReservoirColumns);
        var number = 0;
        foreach (var (shapes, kind, feature, least) in new[] { (territory.Woods, "boisé", "Forêt", 1_200_000.0),
            (territory.Wetlands, "humide", "Marais", 250_000.0), (territory.Meadows, "ouvert", "Pelouses calcaires", 350_000.0) })
            foreach (var shape in shapes.Where(s => s.Area > least))
            {
                number++;
                var objective = noise.Of(number) switch { > 0.9 => null, > 0.28 => "01", _ => "02" };
                table.Add(shape, $"RB-{number:D4}", $"SRCE-{number:D4}", Names.Place(feature, noise, number), objective, kind,
                    kind == "boisé" && noise.Of(number, 4) > 0.6 ? "hêtraie-chênaie" : null,
                    noise.Of(number, 5) > 0.7 ? "multitrame" : null, "DG", noise.Of(number, 6) > 0.95,
                        AdministrativeTables.Hectares(shape));
            }

        return table;
    }

    private static SrceOgc.Features.GeoPackages.GeoPackageColumn[] ReservoirColumns =>
    [
        Text("id_resv", "Identifiant", 20), Text("id_srce", "Identifiant du schéma", 20), Text("nom_resv", "Nom", 120),
            Text("obj_assi", "Objectif assigné", 2), Text("milmaj_nat", "Sous-trame majoritaire", 20),
        Text("milmaj_reg", "Milieu majoritaire régional", 60), Text("milaso_nat", "Sous-trames associées", 60),
            Text("delimit", "Délimitation", 2), Typed(FieldKind.Boolean, "interreg", "Interrégional"),
            Typed(FieldKind.Real, "surface_ha", "Surface (ha)"),
    ];

    private static SampleTable HedgeReservoirs(Landscape territory, Noise noise)
    {
        var table = new SampleTable("n_srce_reservoir_l_000", "Réservoirs de biodiversité (linéaires)", "Haies et ripisylves remarquables",
            "MULTILINESTRING", ReservoirColumns[..^1]);
        var number = 0;
        foreach (var meadow in territory.Meadows.Where(m => m.Area is > 100_000 and < 900_000).Take(60))
        {
            number++;
            var ring = meadow.ExteriorRing;
            var half = Shapes.Factory.CreateLineString(ring.Coordinates[..Math.Max(2, ring.NumPoints / 2)]);
            table.Add(half, $"RL-{number:D4}", $"SRCE-L{number:D3}", Names.Place("Haies", noise, number), noise.Of(number) > 0.4
                ? "01" : "02", "boisé", "haie bocagère", null, "DG", false);
        }

        return table;
    }

    private static (SampleTable Surfaces, SampleTable Lines) Corridors(Landscape territory, Noise noise)
    {
        SrceOgc.Features.GeoPackages.GeoPackageColumn[] columns =
        [
            Text("id_corr", "Identifiant", 20), Text("nom_corr", "Nom", 120), Text("obj_assi", "Objectif assigné", 2),
                Text("milmaj_nat", "Sous-trame", 20), Text("type_corr", "Type de corridor", 20), Text("delimit", "Délimitation", 2),
        ];
        var surfaces = new SampleTable("n_srce_corridor_s_000", "Corridors écologiques (surfaces)", "Corridors surfaciques", "MULTIPOLYGON",
            columns);
        var lines = new SampleTable("n_srce_corridor_l_000", "Corridors écologiques (linéaires)", "Corridors linéaires", "MULTILINESTRING",
            columns);
        var number = 0;
        foreach (var (group, kind, type) in new[] { (territory.Woods.Where(w => w.Area > 1_200_000).ToArray(), "boisé", "forestier"),
            (territory.Meadows.Where(w => w.Area > 350_000).ToArray(), "ouvert", "calcicole") })
            foreach (var (from, to) in Pairs(group))
            {
                number++;
                var path = Shapes.Wander(from, to, noise, 0.16, 6);
                var isBroken = territory.Roads.Any(r => r.Intersects(path));
                object?[] values = [$"CO-{number:D4}", Names.Place("Liaison", noise, number), isBroken ? "02" : "01", kind, type, "DS"];
                if (number % 3 == 0)
                    surfaces.Add(path.Buffer(120 + 130 * noise.Of(number, 3), 6), values);
                else
                    lines.Add(path, values);
            }

        return (surfaces, lines);
    }

    /// <summary>Each shape with its nearest neighbours not too far away, once a pair.</summary>
    private static IEnumerable<(Coordinate From, Coordinate To)> Pairs(Polygon[] shapes)
    {
        for (var i = 0; i < shapes.Length; i++)
        {
            var near = shapes.Select((s, j) => (Shape: s, Index: j)).Where(s => s.Index != i)
                .OrderBy(s => s.Shape.Centroid.Distance(shapes[i].Centroid)).Take(2);
            foreach (var (shape, j) in near)
            {
                var gap = NetTopologySuite.Operation.Distance.DistanceOp.NearestPoints(shapes[i], shape);
                var length = gap[0].Distance(gap[1]);
                if (length is > 400 and < LongestCorridor
                    && (i < j || !shapes.Where(s => s != shape).OrderBy(s => s.Centroid.Distance(shape.Centroid)).Take(2)
                    .Contains(shapes[i])))
                    yield return (gap[0], gap[1]);
            }
        }
    }

    private static SampleTable Watercourses(Landscape territory, Noise noise)
    {
        var table = new SampleTable("n_srce_cours_eau_l_000", "Cours d'eau", "Cours d'eau de la trame bleue", "MULTILINESTRING",
            Text("id_ceau", "Identifiant", 20), Text("nom", "Nom", 80), Text("type_ceau", "Type", 20),
                Text("obj_assi", "Objectif assigné", 2), Text("classe1", "L.214-17 liste 1", 3), Text("classe2", "L.214-17 liste 2", 3),
            Typed(FieldKind.Boolean, "est_resv", "Est un réservoir"), Typed(FieldKind.Boolean, "est_corr", "Est un corridor"),
                Text("commentair", "Commentaire"));
        for (var i = 0; i < territory.Rivers.Count; i++)
            table.Add(territory.Rivers[i], $"CE-{i + 1:D3}", i == 0 ? "La Brume" : Names.Place("Ru", noise, i), i == 0
                ? "rivière" : "ruisseau", noise.Of(i) > 0.35 ? "01" : "02", i < 4 ? "oui" : "non", i % 2 == 0 ? "oui" : null,
                i < 4, true, i == 0 ? "Axe majeur ; frayères à brochets signalées à l'été 2019." : null);
        return table;
    }

    private static SampleTable Wetlands(Landscape territory, Noise noise)
    {
        var table = new SampleTable("zones_humides", "Zones humides", "Zones humides de la trame bleue", "MULTIPOLYGON",
            Text("nom", "Nom", 120), Text("type_zh", "Type", 40), Typed(FieldKind.Real, "surface_ha", "Surface (ha)"),
                Typed(FieldKind.Date, "date_maj", "Mise à jour"));
        string[] kinds = ["prairie humide", "roselière", "boisement humide", "plan d'eau"];
        for (var i = 0; i < territory.Wetlands.Count; i++)
            table.Add(territory.Wetlands[i], Names.Place("Marais", noise, i), kinds[noise.Pick(4, i, 2)],
                AdministrativeTables.Hectares(territory.Wetlands[i]), noise.Of(i, 3) > 0.2 ? new DateOnly(2018, 1, 1)
                .AddDays(noise.Pick(2500, i)) : null);
        return table;
    }

    private static SampleTable PointObstacles(Landscape territory, Noise noise)
    {
        var table = new SampleTable("n_srce_obstacle_p_000", "Obstacles à la continuité (ponctuels)",
            "Seuils, barrages et points de conflit", "POINT", ObstacleColumns);
        var number = 0;
        foreach (var river in territory.Rivers)
            for (var i = 12; i < river.NumPoints; i += 24 + noise.Pick(14, number))
                table.Add(river.GetPointN(i), $"OB-{++number:D4}", Names.Place(noise.Of(number) > 0.5 ? "Seuil" : "Moulin", noise, number),
                    "12", "seuil en rivière", Math.Round(0.3 + 2 * noise.Of(number, 2), 1));
        foreach (var crossing in territory.Roads.SelectMany(road => territory.Rivers.Select(river => road.Intersection(river)))
            .SelectMany(g => g.Coordinates))
            table.Add(Shapes.Factory.CreatePoint(Shapes.Rounded(crossing)), $"OB-{++number:D4}", "Franchissement routier", "02",
                "route principale", null);
        return table;
    }

    private static SrceOgc.Features.GeoPackages.GeoPackageColumn[] ObstacleColumns =>
        [Text("id_obst", "Identifiant", 20), Text("nom_obst", "Nom", 120), Text("type_obst", "Type", 2),
            Text("lib_obst", "Libellé du type", 60), Typed(FieldKind.Real, "hauteur_m", "Hauteur de chute (m)")];

    private static SampleTable LineObstacles(Landscape territory)
    {
        var table = new SampleTable("n_srce_obstacle_l_000", "Obstacles à la continuité (linéaires)", "Infrastructures fragmentantes",
            "MULTILINESTRING", ObstacleColumns[..^1]);
        (string Code, string Kind, string Name)[] kinds =
            [("01", "autoroute", "A 916"), ("02", "route principale", "D 1016"), ("02", "route principale", "D 930"),
            ("04", "autre voie ferrée", "Ligne de la Brume")];
        for (var i = 0; i < territory.Roads.Count; i++)
            table.Add(territory.Roads[i], $"OL-{i + 1:D3}", kinds[i].Name, kinds[i].Code, kinds[i].Kind);
        return table;
    }

    private static SampleTable SurfaceObstacles(Landscape territory)
    {
        var table = new SampleTable("n_srce_obstacle_s_000", "Obstacles à la continuité (surfaces)", "Espaces urbanisés", "MULTIPOLYGON",
            ObstacleColumns[..^1]);
        for (var i = 0; i < territory.Towns.Count; i++)
            table.Add(territory.Towns[i], $"OS-{i + 1:D3}", $"Tache urbaine de {Names.Commune(i * 3)}", "07", "urbanisation");
        return table;
    }
}
