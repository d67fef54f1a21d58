using SrceOgc.Features.Budgets;
using SrceOgc.Features.GeoPackages;
using SrceOgc.Publishing.Checks;
using SrceOgc.Publishing.Store;
using SrceOgc.Features.Texts;

namespace SrceOgc.Tests.Server.Publishing;

/// <summary>Each fault is found, counted and placed; what is right is not complained of.</summary>
public sealed class DeliveryChecksTests
{
    private const string Bowtie = "POLYGON((650000 6860000, 650100 6860100, 650100 6860000, 650000 6860100, 650000 6860000))";

    [Fact]
    public void A_clean_delivery_has_nothing_to_mend()
    {
        using var delivery = CheckedDelivery.Of(RepositoryFiles.Sample);
        Assert.DoesNotContain(delivery.Build.Findings, f => f.Severity != Severity.Note);
    }

    [Fact]
    public void An_invalid_geometry_is_placed_where_it_is_wrong()
    {
        using var delivery = CheckedDelivery.Of(w =>
            CheckedDelivery.Table(w, "zones", "POLYGON", ["nom"], [CheckedDelivery.Square(0, 0, 10), "a"], [Bowtie, "b"]));
        var finding = delivery.Find("un contour en croise un autre");
        Assert.Equal((Severity.ToFix, "zones", 2L, 1), (finding.Severity, finding.Layer, finding.Row!.Value, finding.Count));
        Assert.Equal((650_050.0, 6_860_050.0), (finding.X!.Value, finding.Y!.Value));
        Assert.True(delivery.Build.IsServable);
    }

    [Fact]
    public void The_faults_are_points_to_open_in_qgis()
    {
        using var delivery = CheckedDelivery.Of(w => CheckedDelivery.Table(w, "zones", "POLYGON", ["nom"], [Bowtie, "b"], [null, "c"]));
        using var file = GeoPackageFile.Open(delivery.Faults!, RequestBudget.Unlimited);
        var table = Assert.Single(file.Tables);
        Assert.Equal(("defauts", "POINT", 2154), (table.Name, table.GeometryType, table.Srs!.Id));
        Assert.Contains("categorizedSymbol", Assert.Single(file.Styles().All).Qml);
        var lines = new List<(string Layer, long Row, string Fault, bool HasPlace)>();
        using var rows = file.Rows(table);
        while (rows.Read())
            lines.Add((rows.Text(3)!, rows.Integer(4), rows.Text(5)!, !rows.IsNull(1)));
        Assert.Equal([("zones", 2L, "objet sans géométrie.", false),
            ("zones", 1L, "géométrie invalide : un contour en croise un autre, ou lui-même.", true)], lines);
    }

    [Fact]
    public void Duplicates_are_told_from_shared_geometry()
    {
        using var delivery = CheckedDelivery.Of(w => CheckedDelivery.Table(
            w, "points", "POINT", ["nom"], ["POINT(650000 6860000)", "a"], ["POINT(650000 6860000)", "a"], ["POINT(650000 6860000)", "b"],
                ["POINT(650001 6860000)", "a"], [null, null], [null, null]));
        Assert.Equal((2L, 1), (delivery.Find("objet en double").Row!.Value, delivery.Find("objet en double").Count));
        Assert.Equal((3L, 1), (delivery.Find("même géométrie qu'un autre objet").Row!.Value,
            delivery.Find("même géométrie qu'un autre objet").Count));
        Assert.Equal(2, delivery.Find("objet sans géométrie").Count);
    }

    [Theory]
    [InlineData("ForÃªt de Mormal", "accents abîmés")]
    [InlineData("lâ€™Haÿ", "accents abîmés")]
    [InlineData("For\uFFFDt", "caractères perdus")]
    [InlineData("Forêt d’été à l’Haÿ, cœur « Ã »", null)]
    public void Text_that_went_through_the_wrong_encoding_is_known(string text, string? expected)
    {
        using var delivery = CheckedDelivery.Of(w => CheckedDelivery.Table(w, "points", "POINT", ["nom"], ["POINT(650000 6860000)", text]));
        if (expected is null)
            Assert.DoesNotContain(delivery.Build.Findings, f => f.Severity == Severity.ToFix);
        else
            Assert.Equal(1L, delivery.Find(expected).Row);
    }

    [Fact]
    public void A_stray_object_and_a_wrong_projection_are_two_things()
    {
        using var stray = CheckedDelivery.Of(w =>
            CheckedDelivery.Table(w, "points", "POINT", [], ["POINT(650000 6860000)"], ["POINT(0 0)"]));
        Assert.Equal(2L, stray.Find("objet hors du territoire").Row);
        using var degrees = CheckedDelivery.Of(w =>
            CheckedDelivery.Table(w, "points", "POINT", [], ["POINT(2.35 48.85)"], ["POINT(3 50)"]));
        Assert.Contains("EPSG:4326", degrees.Find("toute la couche est hors de France").Advice.French);
        Assert.False(degrees.Says("objet hors du territoire"));
    }

    [Fact]
    public void Types_fields_and_emptiness_are_told()
    {
        using var delivery = CheckedDelivery.Of(w =>
        {
            CheckedDelivery.Table(w, "mêlée", "GEOMETRY", ["Espèce (nom)", "vide"], ["POINT(650000 6860000)", "a", null],
                [CheckedDelivery.Square(0, 0, 5), "b", null]);
            CheckedDelivery.Table(w, "rien", "POINT", ["nom"]);
        });
        Assert.Contains("POINT : 1, POLYGON : 1", delivery.Find("plusieurs familles").Message.French);
        Assert.Contains("« Espèce (nom) » → Espece_nom", delivery.Find("champs publiés sous un autre nom").Message.French);
        Assert.Contains("« melee »", delivery.Find("la couche est publiée sous le nom").Message.French);
        Assert.Contains("« vide »", delivery.Find("champs vides").Message.French);
        Assert.Equal("rien", delivery.Find("ne contient aucun objet").Layer);
    }

    [Theory]
    [InlineData("PRAGMA application_id = 0", "exigence 2 ")]
    [InlineData("DELETE FROM gpkg_spatial_ref_sys WHERE srs_id = -1", "exigence 11 ")]
    [InlineData("DELETE FROM gpkg_contents", "exigence 23 ")]
    [InlineData("DROP TABLE gpkg_geometry_columns", "exigence 21 ")]
    [InlineData("DELETE FROM gpkg_geometry_columns", "exigence 22 ")]
    [InlineData("DROP TABLE rtree_points_geom", "exigence 75 ")]
    [InlineData("DELETE FROM rtree_points_geom", "exigence 77 ")]
    [InlineData("ALTER TABLE points ADD COLUMN age MONEY", "exigence 5 ")]
    public void A_structure_that_departs_from_the_standard_is_served_and_said(string spoiling, string expected)
    {
        using var delivery = CheckedDelivery.Of(w =>
            CheckedDelivery.Table(w, "points", "POINT", ["nom"], ["POINT(650000 6860000)", "a"]), file => file.Execute(spoiling));
        Assert.True(delivery.Build.IsServable, string.Join("\n", delivery.Build.Findings));
        Assert.NotEqual(Severity.Blocking, delivery.Find(expected).Severity);
    }

    [Fact]
    public void A_layer_that_would_be_served_no_more_is_named()
    {
        string[] point = ["POINT(650000 6860000)"];
        using var served = CheckedDelivery.Of(w =>
        {
            CheckedDelivery.Table(w, "points", "POINT", [], point);
            CheckedDelivery.Table(w, "Haies", "POINT", [], point);
        });
        using var delivery = CheckedDelivery.Of(w => CheckedDelivery.Table(w, "points", "POINT", [], point));
        delivery.ComparedWith(served);
        var lost = delivery.Find("elle ne sera plus servie");
        Assert.Equal(("Haies", Severity.ToFix), (lost.Layer, lost.Severity));
        Assert.Contains("version 7", lost.Message.French);
        Assert.Single(delivery.Build.Findings, f => f.Message.French.Contains("plus servie"));
    }

    [Fact]
    public void What_a_style_loses_is_said_with_what_is_drawn_instead()
    {
        const string Qml = """
            <qgis version="3.22"><renderer-v2 type="singleSymbol"><symbols><symbol type="marker" name="0"><layer class="SimpleMarker">
            <Option type="Map"><Option name="size" value="2"/></Option></layer></symbol></symbols></renderer-v2>
            <labeling type="simple"><settings><text-style fieldName="nom" fontSize="10"/><placement/><rendering/><callout type="simple">
            <Option type="Map"><Option name="enabled" type="QString" value="1"/></Option></callout></settings></labeling></qgis>
            """;
        using var delivery = CheckedDelivery.Of(w =>
        {
            CheckedDelivery.Table(w, "points", "POINT", ["nom"], ["POINT(650000 6860000)", "a"]);
            w.AddStyle(new("points", "défaut", "", true, Qml, null, ""), "geom");
            w.AddStyle(new("points", "cassé", "", false, "<qgis", null, ""), "geom");
        });
        var callout = delivery.Find("ligne de rappel");
        Assert.Equal((Severity.Note, "points"), (callout.Severity, callout.Layer));
        Assert.Contains("sans ligne de rappel", callout.Message.French);
        Assert.Equal(Severity.ToFix, delivery.Find("illisible").Severity);
    }

    [Fact]
    public void Findings_are_bounded_and_count_every_row()
    {
        var findings = new FindingList("couche");
        for (var i = 0; i < 5000; i++)
            findings.Add(Severity.ToFix, Text.Same("toujours le même."), Text.None, i);
        for (var i = 0; i < 5000; i++)
            findings.Add(Severity.Note, Text.Same($"chaque fois un autre : {i}."), Text.None);
        Assert.Equal(5000, findings.All[0].Count);
        Assert.Equal(1000, findings.Places.Count());
        Assert.Equal(200, findings.All.Count);
    }

    [Fact]
    public void A_ring_too_long_to_check_is_served_and_counted()
    {
        var ring = string.Join(", ", Enumerable.Range(0, 30_000)
            .Select(i => FormattableString.Invariant($"{650_000 + i} {6_860_000 + (i % 2 * 50_000)}")));
        using var delivery = CheckedDelivery.Of(w =>
            CheckedDelivery.Table(w, "zones", "POLYGON", [], [$"POLYGON(({ring}, 650000 6860000))"]));
        Assert.Contains("1 géométrie(s) de plus de 20000 sommets", delivery.Find("n'a pas été contrôlée").Message.French);
    }
}
