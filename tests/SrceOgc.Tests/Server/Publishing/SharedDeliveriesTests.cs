using SrceOgc.Publishing.Checks;

namespace SrceOgc.Tests.Server.Publishing;

/// <summary>Files from the test suites of other software, and real ones: the report says the thing a steward must act on, or that there is
/// none.</summary>
public sealed class SharedDeliveriesTests
{
    [Theory]
    [InlineData("geotools-dot.in.name", "Blocking", "aucune couche", "image en tuiles")]
    [InlineData("geotools-giantPoly", "Blocking", "aucune couche", "image en tuiles")]
    [InlineData("geotools-test_tiles_srid", "Blocking", "aucune couche", "image en tuiles")]
    [InlineData("geotools-lakes_srs_0", "Blocking", "srs_id 0")]
    [InlineData("r-sf-nc", "Blocking", "srs_id 4267")]
    [InlineData("r-sf-nospatial", "Blocking", "srs_id 0")]
    [InlineData("pdok-geo-test_correct_attribute", "Blocking", "annoncée mais n'existe pas")]
    [InlineData("geotools-cities_srs_84-with-incomplete-transaction", "ToFix", "hors de France")]
    [InlineData("geotools-cities_srs_84", "ToFix", "hors de France", "« nz_cities »")]
    [InlineData("geotools-curved-geometry", "ToFix", "hors de France", "géométrie(s) courbe(s)")]
    [InlineData("geotools-datetime_date", "ToFix", "hors de France", "exigence 77 ")]
    [InlineData("geotools-mosselzaad", "ToFix", "objet hors du territoire", "publiée sous le nom")]
    [InlineData("r-sf-tl", "ToFix", "hors de France", "est lu comme EPSG:4326")]
    [InlineData("pdok-geo-test_gdal_error", "ToFix", "hors de France", "champs vides")]
    [InlineData("pdok-geo-test_geom_columnname", "ToFix", "hors de France")]
    [InlineData("pdok-geo-test_allcorrect_with_indexes_and_fks", "ToFix", "objet sans géométrie", "exigence 29 ")]
    [InlineData("pdok-geo-test_foreign_key_violation", "ToFix", "objet sans géométrie", "exigence 7 ")]
    [InlineData("pdok-geo-test_correct_attribute_with_many_to_many", "ToFix", "aucun objet", "clé étrangère est mal définie")]
    [InlineData("pdok-geo-test_incorrect_attribute_with_many_to_many", "ToFix", "aucun objet", "clé étrangère est mal définie")]
    [InlineData("pdok-geo-test_db_views", "ToFix", "n'est pas celui de la couche")]
    [InlineData("pdok-geo-test_featureid", "ToFix", "exigence 29 ")]
    [InlineData("pdok-geo-test_dimensions", "ToFix", "objet en double", "mesure (M)")]
    [InlineData("pdok-geo-test_geometry_empty", "ToFix", "géométrie vide", "exigence 77 ")]
    [InlineData("pdok-geo-test_geometry_null", "ToFix", "objet sans géométrie")]
    [InlineData("pdok-geo-test_geometry_spatialite", "ToFix", "SpatiaLite")]
    [InlineData("pdok-geo-test_geometry_type", "Note", "géométrie(s) courbe(s)")]
    [InlineData("pdok-geo-test_geometry_valid", "ToFix", "géométrie invalide", "plusieurs familles")]
    [InlineData("pdok-geo-test_layerfeature", "ToFix", "aucun objet")]
    [InlineData("pdok-geo-test_layerfeature_falsenegative", "ToFix", "n'est pas celui de la couche")]
    [InlineData("pdok-geo-test_layername", "ToFix", "aucun objet")]
    [InlineData("pdok-geo-test_rtree_present_alltables", "ToFix", "n'est pas celui de la couche", "exigence 75 ")]
    [InlineData("pdok-geo-test_rtree_present_single_table", "ToFix", "n'est pas celui de la couche", "exigence 75 ")]
    [InlineData("pdok-geo-test_rtree_valid", "ToFix", "n'est pas celui de la couche")]
    [InlineData("r-sf-buildings", "Note", "« cat_ » → cat_2")]
    public void What_a_steward_must_act_on_is_said(string name, string worst, params string[] words)
    {
        using var delivery = CheckedDelivery.Of(SharedData.Require($"odd/{name}.gpkg"));
        Assert.Equal(worst, delivery.Build.Findings.Max(f => f.Severity).ToString());
        foreach (var word in words)
            delivery.Find(word);
    }

    /// <summary>Names that break other servers' rules and none of ours, and a line that crosses itself, which a line may.</summary>
    [Theory]
    [InlineData("pdok-geo-test_allcorrect")]
    [InlineData("pdok-geo-test_columnname")]
    [InlineData("pdok-geo-test_featureid_different_column")]
    [InlineData("pdok-geo-test_geometry_simple")]
    [InlineData("pdok-geo-test_namelength")]
    [InlineData("r-sf-b_pump")]
    public void What_is_right_here_is_not_complained_of(string name)
    {
        using var delivery = CheckedDelivery.Of(SharedData.Require($"odd/{name}.gpkg"));
        Assert.True(delivery.Build.IsServable);
        Assert.Empty(delivery.Build.Findings);
    }

    [Fact]
    public void A_file_without_its_contents_is_no_geopackage()
    {
        var fault = Assert.Throws<SrceOgc.Features.GeoPackages.GeoPackageException>(() =>
            CheckedDelivery.Of(SharedData.Require("odd/pdok-geo-test_broken_geopackage.gpkg")));
        Assert.Contains("gpkg_contents", fault.Message);
    }

    [Theory]
    [InlineData("oise-tvb.gpkg", "Note", "SRCE, variante des Hauts-de-France", "« obstacles_ROE »",
        "« Date Abandon d'extinction » → Date_Abandon_d_extinction", "géométrie(s) de plus de 20000 sommets")]
    [InlineData("oise-tvb-stylee.gpkg", "Note", "SRCE, variante des Hauts-de-France")]
    [InlineData("hauts-de-france-communes.gpkg", "Note", "Communes et EPCI (INSEE)")]
    [InlineData("hedge_data_export_template.gpkg", "Note", "même géométrie qu'un autre objet")]
    public void Real_deliveries_are_known(string name, string worst, params string[] words)
    {
        using var delivery = CheckedDelivery.Of(SharedData.Require(name));
        Assert.Equal(worst, delivery.Build.Findings.Max(f => f.Severity).ToString());
        foreach (var word in words)
            delivery.Find(word);
    }

    [Fact]
    public void Every_odd_file_is_among_these()
    {
        var files = Directory.GetFiles(SharedData.Require("odd"), "*.gpkg").Select(Path.GetFileNameWithoutExtension);
        var tested = typeof(SharedDeliveriesTests).GetMethods().SelectMany(m => m.GetCustomAttributes(false).OfType<InlineDataAttribute>())
            .Select(a => (string)a.Data[0]!);
        Assert.Equal(["pdok-geo-test_broken_geopackage"], files.Except(tested));
    }
}
