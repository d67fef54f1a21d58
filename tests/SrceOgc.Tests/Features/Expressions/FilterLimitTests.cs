using SrceOgc.Features.Budgets;
using SrceOgc.Features.Expressions.Cql;
using SrceOgc.Features.Expressions.Evaluation;
using SrceOgc.Features.Expressions.Fes;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Layers;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Features.Texts;

namespace SrceOgc.Tests.Features.Expressions;

/// <summary>What a request may hold is counted while it is read, over all of its filters.</summary>
public sealed class FilterLimitTests
{
    private const string BowTie = "POLYGON((0 0, 100 100, 100 0, 0 100, 0 0))";

    [Theory]
    [InlineData("<And>")]
    [InlineData("<a>")]
    [InlineData("<Function name='abs'>")]
    [InlineData("<Intersects><MultiGeometry xmlns='http://www.opengis.net/gml'><geometryMember>")]
    public void Depth_is_bounded_whatever_the_element(string element) =>
        Assert.Throws<FilterException>(() =>
            FesFilterReader.Read("<Filter>" + string.Concat(Enumerable.Repeat(element, 100_000)), FilterSamples.Builder()));

    /// <summary>Where nobody looks at what is read, the reader itself does.</summary>
    [Fact]
    public void Depth_and_elements_are_counted_in_the_reader()
    {
        using var deep = FilterXml.Open(string.Concat(Enumerable.Repeat("<a>", RequestLimits.XmlDepth + 1)));
        Assert.Contains("XML", Assert.Throws<FilterException>(() => ReadAll(deep)).French);
        using var allowed = FilterXml.Open(string.Concat(Enumerable.Repeat("<a>", RequestLimits.XmlDepth))
            + string.Concat(Enumerable.Repeat("</a>", RequestLimits.XmlDepth)));
        ReadAll(allowed);
        using var wide = FilterXml.Open("<a>" + string.Concat(Enumerable.Repeat("<b/>", RequestLimits.XmlElements)) + "</a>");
        Assert.Throws<FilterException>(() => ReadAll(wide));
    }

    [Fact]
    public void Filters_of_a_request_are_counted_together()
    {
        var tally = new FilterTally();
        var half = "nom IN (" + string.Join(',', Enumerable.Repeat("'a'", RequestLimits.FilterNodes / 2 + 10)) + ")";
        CqlReader.Read(half, Builder(tally));
        Assert.Throws<FilterException>(() => CqlReader.Read(half, Builder(tally)));
        var line = "INTERSECTS(geom, LINESTRING(" + string.Join(',', Enumerable.Repeat("0 0", RequestLimits.FilterVertices / 2 + 1)) + "))";
        tally = new FilterTally();
        CqlReader.Read(line, Builder(tally));
        Assert.Throws<FilterException>(() => CqlReader.Read(line, Builder(tally)));
        tally = new FilterTally();
        Builder(tally).Identifiers(Enumerable.Repeat("1", RequestLimits.FilterIdentifiers));
        Assert.Throws<FilterException>(() => Builder(tally).Identifiers(["1"]));
        tally = new FilterTally();
        tally.CountCharacters(RequestLimits.FilterCharacters);
        Assert.Throws<FilterException>(() => CqlReader.Read("rang = 1", Builder(tally)));
    }

    [Theory]
    [InlineData("CROSSES")]
    [InlineData("TOUCHES")]
    [InlineData("OVERLAPS")]
    [InlineData("CONTAINS")]
    [InlineData("EQUALS")]
    public void An_invalid_polygon_is_refused_with_the_place(string name)
    {
        foreach (var polygon in new[] { BowTie, "POLYGON((0 0,9 0,9 9,0 9,0 0),(20 20,30 20,30 30,20 20))",
            "MULTIPOLYGON(((0 0,9 0,9 9,0 0)),((1 0,8 0,8 6,1 0)))",
            "POLYGON((0 0,9 0,9 9,0 9,0 0),(1 1,5 1,5 5,1 1),(2 1.5,4 1.5,4 3,2 1.5))" })
            Assert.Contains("x = ", Assert.Throws<FilterException>(() => FilterSamples.Cql($"{name}(geom, {polygon})")).French);
    }

    [Theory]
    [InlineData("INTERSECTS", "1,2,3")]
    [InlineData("WITHIN", null)]
    [InlineData("DISJOINT", "4")]
    public void Relations_that_cope_with_a_bow_tie_answer(string name, string? expected)
    {
        var found = FilterSamples.Cql($"{name}(geom, {BowTie})");
        Assert.True(expected is null || expected == found, found);
    }

    [Fact]
    public void An_invalid_feature_is_no_error()
    {
        var shape = new NetTopologySuite.IO.WKTReader()
            .Read("MULTIPOLYGON(((0 0,100 100,100 0,0 100,0 0)),((0 0,50 0,50 50,0 50,0 0)),((10 10,20 10,20 20,10 20,10 10)))");
        using var cursor = new MemoryCursor([new MemoryFeature(1, shape)]);
        cursor.MoveNext();
        var literal = new NetTopologySuite.IO.WKTReader().Read("POLYGON((10 10,90 10,50 90,10 10))");
        foreach (var spatial in Enum.GetValues<SpatialOperator>())
            FilterPredicate.Compile(new SpatialFilter(spatial, literal, 1)).Matches(cursor);
    }

    /// <summary>Sorted once, so that a feature costs a few comparisons; the same features match.</summary>
    [Theory]
    [InlineData("rang IN (3, 1, 9)", "1,3")]
    [InlineData("longueur IN (7.25, 3, 100)", "2,3")]
    [InlineData("rang IN (2.5, 2.0)", "2,5")]
    [InlineData("nom IN ('z', 'marais été', 'a')", "3")]
    [InlineData("nom NOT IN ('z', 'marais été', 'a')", "1,2,5")]
    [InlineData("releve IN (DATE('2020-01-01'), DATE('2018-12-31'))", "2,4")]
    public void A_value_is_found_among_others(string cql, string expected) => Assert.Equal(expected, FilterSamples.Cql(cql));

    /// <summary>Many words sought in one text are one search, which finds what each would.</summary>
    [Theory]
    [InlineData(false, "2,3")]
    [InlineData(true, "1,5")]
    public void Many_words_are_one_search(bool negated, string expected)
    {
        var words = string.Join(" OR ", Enumerable.Range(0, 200).Select(i => $"nom ILIKE '%mot{i}%'").Append("nom ILIKE '%ais É%'"));
        Assert.Equal(expected, FilterSamples.Cql(negated ? $"NOT ({words})" : words));
    }

    private static FilterBuilder Builder(FilterTally tally) => new(
        FilterSamples.Source.Type, CrsRegistry.Standard.Lambert93, CrsRegistry.Standard,
            new CrsName(CrsRegistry.Standard.Lambert93, CrsSpelling.Code), AxisOrderRule.BySpelling, tally);

    private static void ReadAll(System.Xml.XmlReader reader)
    {
        while (reader.Read())
        {
        }
    }
}
