using SrceOgc.Features.Expressions.Cql;
using SrceOgc.Features.Texts;

namespace SrceOgc.Tests.Features.Expressions;

public sealed class CqlReaderTests
{
    [Theory]
    [InlineData("rang = 2", "2,5")]
    [InlineData("2 = rang", "2,5")]
    [InlineData("rang <> 2", "1,3")]
    [InlineData("NOT rang = 2", "1,3")]
    [InlineData("rang != 2 OR longueur < 0", "1,3,5")]
    [InlineData("longueur > 3 AND longueur <= 12.5", "1,3")]
    [InlineData("longueur BETWEEN 3 AND 8", "2,3")]
    [InlineData("longueur NOT BETWEEN 3 AND 8", "1,5")]
    [InlineData("longueur * 2 + 1 = 7", "2")]
    [InlineData("-longueur = 4", "5")]
    [InlineData("longueur / 0 = 1", "")]
    [InlineData("(rang + 1) * 2 >= 6", "2,3,5")]
    [InlineData("(rang = 1 OR rang = 2) AND actif = true", "1")]
    [InlineData("actif", "1,4")]
    [InlineData("NOT actif", "2,5")]
    [InlineData("actif = 'f'", "2,5")]
    [InlineData("nom = 'Forêt de Mormal'", "1")]
    [InlineData("\"nom\" = 'L''Haÿ_100%'", "5")]
    [InlineData("nom LIKE 'mar%'", "3")]
    [InlineData("nom ILIKE 'mar%'", "2,3")]
    [InlineData("nom ILIKE '%été'", "2,3")]
    [InlineData("CASEI(nom) = CASEI('Marais Été')", "2,3")]
    [InlineData("ACCENTI(CASEI(nom)) LIKE accenti(casei('%FORET%'))", "1")]
    [InlineData("nom LIKE '%\\_100\\%'", "5")]
    [InlineData("nom LIKE '_or_t%'", "1")]
    [InlineData("nom NOT LIKE '%r%'", "2,5")]
    [InlineData("length(nom) = 10", "2,3,5")]
    [InlineData("upper(nom) = 'MARAIS ÉTÉ'", "2,3")]
    [InlineData("nom IN ('marais été', 'x')", "3")]
    [InlineData("nom NOT IN ('marais été', 'x')", "1,2,5")]
    [InlineData("nom IS NULL", "4")]
    [InlineData("nom IS NOT NULL", "1,2,3,5")]
    [InlineData("geom IS NULL", "5")]
    [InlineData("releve = '2019-05-01'", "1")]
    [InlineData("releve > DATE('2019-05-01')", "2,5")]
    [InlineData("releve BEFORE 2019-05-01T00:00:00Z", "4")]
    [InlineData("releve DURING 2018-12-31T00:00:00Z/2020-06-01T00:00:00Z", "1,2")]
    [InlineData("T_DURING(releve, INTERVAL('2018-01-01', '2020-01-01'))", "1,4")]
    [InlineData("T_AFTER(modifie, TIMESTAMP('2019-05-01T11:30:00+02:00'))", "1")]
    [InlineData("BBOX(geom, 0, 0, 15, 15)", "1,2")]
    [InlineData("BBOX(geom, 35, 40, 39, 45, 'EPSG:2154')", "")]
    [InlineData("S_INTERSECTS(geom, BBOX(55, 21, 58, 25))", "3")]
    [InlineData("INTERSECTS(geom, POLYGON((0 90, 10 90, 10 110, 0 90)))", "")]
    [InlineData("INTERSECTS(geom, POLYGON((90 90, 110 90, 90 110, 90 90)))", "2")]
    [InlineData("WITHIN(geom, ENVELOPE(15, 65, 15, 65))", "3")]
    [InlineData("DISJOINT(geom, POINT(10 10))", "3,4")]
    [InlineData("NOT INTERSECTS(geom, POINT(10 10))", "3,4")]
    [InlineData("CONTAINS(geom, POINT(25 25))", "2,3")]
    [InlineData("S_WITHIN(POINT(25 24), geom)", "3")]
    [InlineData("CROSSES(geom, LINESTRING(0 50, 100 50))", "2,3")]
    [InlineData("DWITHIN(geom, POINT(200 190), 10, meters)", "4")]
    [InlineData("DWITHIN(geom, POINT(200 190), 0.0099, kilometers)", "")]
    [InlineData("BEYOND(geom, POINT(0 0), 20, meters)", "3,4")]
    [InlineData("INTERSECTS(geom, SRID=2154;POINT(10 10))", "1,2")]
    [InlineData("EQUALS(geom, MULTIPOINT(300 300, (200 200)))", "4")]
    [InlineData("IN ('corridor.2', 'corridor.4', 'autre.1', 'x')", "2,4")]
    [InlineData("INCLUDE", "1,2,3,4,5")]
    [InlineData("EXCLUDE", "")]
    [InlineData("NOT (nom IS NULL OR longueur > 5)", "2,5")]
    public void Finds_exactly_what_is_asked(string cql, string ids) => Assert.Equal(ids, FilterSamples.Cql(cql));

    [Theory]
    [InlineData("")]
    [InlineData("nom =")]
    [InlineData("nom = 'x")]
    [InlineData("nom = 'x' AND")]
    [InlineData("nom = 'x' nom")]
    [InlineData("nom = 12")]
    [InlineData("rang = 'douze'")]
    [InlineData("releve = 'hier'")]
    [InlineData("actif > 'peut-être'")]
    [InlineData("nom")]
    [InlineData("inconnu = 1")]
    [InlineData("'; DROP TABLE corridor; --")]
    [InlineData("nom = 'a'; DROP TABLE corridor")]
    [InlineData("//*[1]/nom = 'a'")]
    [InlineData("nom = geom")]
    [InlineData("INTERSECTS(nom, POINT(0 0))")]
    [InlineData("INTERSECTS(geom, POLYGON((0 0, 1 1, 2 2)))")]
    [InlineData("INTERSECTS(geom, POLYGON((0 0, 1 1, 2 2, 3 3)))")]
    [InlineData("INTERSECTS(geom, POINT(1e999 0))")]
    [InlineData("BBOX(geom, 10, 0, 0, 10)")]
    [InlineData("BBOX(geom, 0, 0, 1, 1, 'EPSG:1')")]
    [InlineData("BBOX(geom, 0, 0, 1, 1, 'EPSG:4326') AND DWITHIN(geom, POINT(0 0), -1, m)")]
    [InlineData("DWITHIN(geom, POINT(0 0), 1, parsecs)")]
    [InlineData("WITHIN(geom, GEOMETRYCOLLECTION(POINT(0 0), LINESTRING(0 0, 1 1)))")]
    [InlineData("sleep(10) = 1")]
    [InlineData("lower(rang) = 'a'")]
    [InlineData("nom + 1 = 2")]
    [InlineData("nom LIKE 12")]
    public void What_cannot_be_answered_is_refused_with_a_reason(string cql)
    {
        var refusal = Assert.Throws<FilterException>(() => FilterSamples.Cql(cql));
        Assert.True(refusal.Message.Length > 20, refusal.Message);
    }

    [Fact]
    public void An_unknown_function_is_said_to_be_unsupported_and_the_known_ones_are_named()
    {
        var refusal = Assert.Throws<FilterException>(() => FilterSamples.Cql("array_contains(nom, 'x')"));
        Assert.True(refusal.IsUnsupported);
        Assert.Contains("casei", refusal.Message);
    }

    [Fact]
    public void Depth_length_and_number_of_conditions_are_bounded()
    {
        Assert.Throws<FilterException>(() => FilterSamples.Cql(new string('(', 100) + "rang = 1" + new string(')', 100)));
        Assert.Throws<FilterException>(() => FilterSamples.Cql(string.Concat(Enumerable.Repeat("NOT ", 100)) + "actif"));
        Assert.Throws<FilterException>(() => FilterSamples.Cql(string.Join(" OR ", Enumerable.Repeat("rang = 1", 10_000))));
        Assert.Throws<FilterException>(() =>
            FilterSamples.Cql("INTERSECTS(geom, " + string.Concat(Enumerable.Repeat("GEOMETRYCOLLECTION(", 5000)) + "POINT(0 0)"));
        Assert.Throws<FilterException>(() =>
            FilterSamples.Cql("INTERSECTS(geom, LINESTRING(" + string.Join(",", Enumerable.Repeat("0 0", 200_000)) + "))"));
        Assert.Throws<FilterException>(() => FilterSamples.Cql($"nom LIKE '{new string('%', 5000)}'"));
    }

    [Fact]
    public void A_box_in_degrees_finds_features_in_metres()
    {
        var far = FilterSamples.Ids(CqlReader.Read("BBOX(geom, 2, 48, 3, 49, 'EPSG:4326')", FilterSamples.Builder()));
        var all = FilterSamples.Ids(CqlReader.Read("BBOX(geom, -40, -60, -20, 20, 'EPSG:4326')", FilterSamples.Builder()));
        Assert.Equal("", far);
        Assert.NotEqual("1,2,3,4,5", all);
    }
}
