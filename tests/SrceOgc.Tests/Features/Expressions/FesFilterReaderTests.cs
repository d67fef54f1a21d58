using SrceOgc.Features.Expressions.Evaluation;
using SrceOgc.Features.Expressions.Fes;
using SrceOgc.Features.Layers;
using SrceOgc.Features.Texts;

namespace SrceOgc.Tests.Features.Expressions;

public sealed class FesFilterReaderTests
{
    private const string Name = "<fes:ValueReference>nom</fes:ValueReference>";
    private const string Geom = "<fes:ValueReference>geom</fes:ValueReference>";

    [Theory]
    [InlineData("PropertyIsEqualTo", "2", "2,5")]
    [InlineData("PropertyIsNotEqualTo", "2", "1,3")]
    [InlineData("PropertyIsLessThan", "2", "1")]
    [InlineData("PropertyIsLessThanOrEqualTo", "2", "1,2,5")]
    [InlineData("PropertyIsGreaterThan", "2", "3")]
    [InlineData("PropertyIsGreaterThanOrEqualTo", "2.0", "2,3,5")]
    public void Comparisons(string name, string literal, string ids) =>
        Assert.Equal(ids, FilterSamples.Fes(
            $"<fes:{name}><fes:ValueReference>rang</fes:ValueReference><fes:Literal>{literal}</fes:Literal></fes:{name}>"));

    [Theory]
    [InlineData("nom")]
    [InlineData("srce:nom")]
    [InlineData("srce:corridor/srce:nom")]
    [InlineData("corridor/nom")]
    public void Property_names_come_with_or_without_prefix_and_type(string reference) =>
        Assert.Equal("3", FilterSamples.Fes(
            $"<fes:PropertyIsEqualTo><fes:ValueReference>{reference}</fes:ValueReference><fes:Literal>marais été</fes:Literal>"
            + $"</fes:PropertyIsEqualTo>"));

    [Theory]
    [InlineData("""<fes:PropertyIsEqualTo matchCase="false" matchAction="Any">""" + Name
        + "<fes:Literal>Marais Été</fes:Literal></fes:PropertyIsEqualTo>", "2,3")]
    [InlineData("""<fes:PropertyIsLike wildCard="*" singleChar="#" escapeChar="!">""" + Name
        + "<fes:Literal>*ê*</fes:Literal></fes:PropertyIsLike>", "1")]
    [InlineData("""<fes:PropertyIsLike matchCase="false" wildCard="*" singleChar="#" escapeChar="!">""" + Name
        + "<fes:Literal>*été</fes:Literal></fes:PropertyIsLike>", "2,3")]
    [InlineData("""<fes:PropertyIsLike wildCard="%" singleChar="_" escapeChar="\">""" + Name
        + """<fes:Literal>L'Ha_\_100\%</fes:Literal></fes:PropertyIsLike>""", "5")]
    [InlineData("""<fes:PropertyIsLike wildCard="*" singleChar="#" escapeChar="!"><fes:ValueReference>rang</fes:ValueReference>"""
        + """<fes:Literal>2*</fes:Literal></fes:PropertyIsLike>""", "2,5")]
    [InlineData("<fes:PropertyIsNull>" + Name + "</fes:PropertyIsNull>", "4")]
    [InlineData("<fes:Not><fes:PropertyIsNull>" + Name + "</fes:PropertyIsNull></fes:Not>", "1,2,3,5")]
    [InlineData("<fes:PropertyIsBetween><fes:ValueReference>longueur</fes:ValueReference><fes:LowerBoundary><fes:Literal>3</fes:Literal>"
        + "</fes:LowerBoundary><fes:UpperBoundary><fes:Literal>8</fes:Literal></fes:UpperBoundary></fes:PropertyIsBetween>", "2,3")]
    [InlineData("""<fes:ResourceId rid="corridor.3"/><fes:ResourceId rid="corridor.1"/><fes:ResourceId rid="nimporte"/>""", "1,3")]
    [InlineData("<fes:Or><fes:PropertyIsEqualTo><fes:ValueReference>rang</fes:ValueReference><fes:Literal>1</fes:Literal>"
        + "</fes:PropertyIsEqualTo><fes:PropertyIsEqualTo>" + Name
        + "<fes:Literal>marais été</fes:Literal></fes:PropertyIsEqualTo></fes:Or>", "1,3")]
    [InlineData("""<fes:PropertyIsEqualTo><fes:Function name="lower">""" + Name
        + "</fes:Function><fes:Literal>marais été</fes:Literal></fes:PropertyIsEqualTo>", "2,3")]
    public void Conditions(string condition, string ids) => Assert.Equal(ids, FilterSamples.Fes(condition));

    [Theory]
    [InlineData("<fes:BBOX><gml:Envelope><gml:lowerCorner>0 0</gml:lowerCorner><gml:upperCorner>15 15</gml:upperCorner></gml:Envelope>"
        + "</fes:BBOX>", "1,2")]
    [InlineData("<fes:Intersects>" + Geom
        + """<gml:Point gml:id="p" srsName="urn:ogc:def:crs:EPSG::2154"><gml:pos>10 10</gml:pos></gml:Point></fes:Intersects>""", "1,2")]
    [InlineData("<fes:Within>" + Geom
        + "<gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>15 15 65 15 65 65 15 65 15 15</gml:posList></gml:LinearRing>"
        + "</gml:exterior></gml:Polygon></fes:Within>", "3")]
    [InlineData("<fes:Disjoint>" + Geom
        + "<gml:LineString><gml:pos>10 10</gml:pos><gml:pos>10 12</gml:pos></gml:LineString></fes:Disjoint>", "3,4")]
    [InlineData("<fes:Intersects>" + Geom
        + "<gml:MultiPoint><gml:pointMember><gml:Point><gml:pos>10 10</gml:pos></gml:Point></gml:pointMember><gml:pointMembers>"
        + "<gml:Point><gml:pos>300 300</gml:pos></gml:Point></gml:pointMembers></gml:MultiPoint></fes:Intersects>", "1,2,4")]
    [InlineData("<fes:Intersects>" + Geom
        + "<gml:MultiSurface><gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList srsDimension=\"3\">0 0 9 15 0 9 "
        + "15 15 9 0 0 9</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember></gml:MultiSurface>"
        + "</fes:Intersects>", "1,2")]
    [InlineData("<fes:Crosses>" + Geom
        + "<gml:Curve><gml:segments><gml:LineStringSegment><gml:posList>0 50 100 50</gml:posList></gml:LineStringSegment></gml:segments>"
        + "</gml:Curve></fes:Crosses>", "2,3")]
    [InlineData("<fes:DWithin>" + Geom
        + """<gml:Point><gml:pos>200 190</gml:pos></gml:Point><fes:Distance uom="m">10</fes:Distance></fes:DWithin>""", "4")]
    [InlineData("<fes:Beyond>" + Geom
        + """<gml:Point><gml:pos>0 0</gml:pos></gml:Point><fes:Distance uom="m">20</fes:Distance></fes:Beyond>""", "3,4")]
    [InlineData("<fes:After><fes:ValueReference>releve</fes:ValueReference><gml:TimeInstant gml:id=\"t\"><gml:timePosition>2019-05-01"
        + "</gml:timePosition></gml:TimeInstant></fes:After>", "2,5")]
    [InlineData("<fes:During><fes:ValueReference>releve</fes:ValueReference><gml:TimePeriod gml:id=\"t\"><gml:beginPosition>2018-12-31"
        + "</gml:beginPosition><gml:endPosition>2020-06-01</gml:endPosition></gml:TimePeriod></fes:During>", "1,2")]
    [InlineData("<fes:TEquals><fes:ValueReference>releve</fes:ValueReference><fes:Literal>2019-05-01</fes:Literal></fes:TEquals>", "1")]
    [InlineData("<fes:BegunBy><fes:ValueReference>releve</fes:ValueReference><gml:TimeInstant gml:id=\"t\"><gml:timePosition>2019-05-01Z"
        + "</gml:timePosition></gml:TimeInstant></fes:BegunBy>", "1")]
    public void Spatial_and_temporal_operators(string condition, string ids) => Assert.Equal(ids, FilterSamples.Fes(condition));

    [Fact]
    public void Filter_1_1_and_1_0_are_read_too()
    {
        const string Filter11 = """<ogc:Filter xmlns:ogc="http://www.opengis.net/ogc" xmlns:gml="http://www.opengis.net/gml"><ogc:BBOX>"""
            + """<ogc:PropertyName>geom</ogc:PropertyName><gml:Box srsName="EPSG:2154"><gml:coordinates decimal="," cs=";" ts=" ">0,0;0,"""
            + """0 15,0;15,0</gml:coordinates></gml:Box></ogc:BBOX></ogc:Filter>""";
        const string Filter10 = """<Filter><And><PropertyIsLike wildCard="*" singleChar="." escape="!"><PropertyName>nom</PropertyName>"""
            + """<Literal>F*</Literal></PropertyIsLike><Intersects><PropertyName>geom</PropertyName><Point """
            + """xmlns="http://www.opengis.net/gml"><coord><X>10</X><Y>10</Y></coord></Point></Intersects></And></Filter>""";
        const string Ids = """<ogc:Filter xmlns:ogc="http://www.opengis.net/ogc"><ogc:FeatureId fid="corridor.2"/><ogc:FeatureId """
            + """fid="corridor.4"/></ogc:Filter>""";
        Assert.Equal("1,2", FilterSamples.Ids(FesFilterReader.Read(Filter11, FilterSamples.Builder())));
        Assert.Equal("1", FilterSamples.Ids(FesFilterReader.Read(Filter10, FilterSamples.Builder())));
        Assert.Equal("2,4", FilterSamples.Ids(FesFilterReader.Read(Ids, FilterSamples.Builder())));
    }

    /// <summary>A box far larger than the layer keeps its part near the layer, and one that lies elsewhere keeps nothing.</summary>
    [Theory]
    [InlineData("-180 -90 180 90", true)]
    [InlineData("100 -90 180 90", false)]
    public void A_box_of_the_world_is_cut_to_the_layer(string corners, bool meets)
    {
        var n = corners.Split(' ');
        var filter = FesFilterReader.Read(
            $"""<Filter><BBOX><Envelope xmlns="http://www.opengis.net/gml/3.2" srsName="EPSG:4326"><lowerCorner>{n[0]} {n[1]}"""
            + $"""</lowerCorner><upperCorner>{n[2]} {n[3]}</upperCorner></Envelope></BBOX></Filter>""", FilterSamples.Builder());
        var window = FilterWindow.Of(filter)!.Value;
        Assert.Equal(meets, window.Contains(FilterSamples.Source.Type.Extent));
        Assert.Equal(meets, !window.IsEmpty);
    }

    [Theory]
    [InlineData("urn:ogc:def:crs:EPSG::4326", "-1.3 -5.9 -1 -5.8")]
    [InlineData("EPSG:4326", "-5.9 -1.3 -5.8 -1")]
    [InlineData("http://www.opengis.net/gml/srs/epsg.xml#4326", "-5.9 -1.3 -5.8 -1")]
    [InlineData("http://www.opengis.net/def/crs/EPSG/0/4326", "-1.3 -5.9 -1 -5.8")]
    public void Axis_order_follows_the_way_the_system_is_named(string srsName, string corners)
    {
        var n = corners.Split(' ');
        var filter = FesFilterReader.Read(
            $"""<Filter><BBOX><Envelope xmlns="http://www.opengis.net/gml/3.2" srsName="{srsName}"><lowerCorner>{n[0]} {n[1]}"""
            + $"""</lowerCorner><upperCorner>{n[2]} {n[3]}</upperCorner></Envelope></BBOX></Filter>""",
            FilterSamples.Builder(reach: 2_000_000));
        var window = FilterWindow.Of(filter)!.Value;
        Assert.InRange(window.CenterX, -700000, -600000);
        Assert.True(window.MinX < window.MaxX && window.Height > 20000, window.ToString());
        Assert.InRange(window.Width / window.Height, 0.2, 0.9);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<fes:And/>")]
    [InlineData("<fes:PropertyIsEqualTo>" + Name + "</fes:PropertyIsEqualTo>")]
    [InlineData("<fes:PropertyIsEqualTo><fes:ValueReference>//*</fes:ValueReference><fes:Literal>1</fes:Literal></fes:PropertyIsEqualTo>")]
    [InlineData("<fes:PropertyIsEqualTo><fes:ValueReference>document('file:///etc/passwd')</fes:ValueReference><fes:Literal>1"
        + "</fes:Literal></fes:PropertyIsEqualTo>")]
    [InlineData("<fes:PropertyIsEqualTo><fes:ValueReference>rang</fes:ValueReference><fes:Literal>deux</fes:Literal>"
        + "</fes:PropertyIsEqualTo>")]
    [InlineData("<fes:Intersects>" + Geom + "</fes:Intersects>")]
    [InlineData("<fes:Intersects>" + Geom + "<gml:Arc/></fes:Intersects>")]
    [InlineData("<fes:Intersects>" + Geom + """<gml:Point srsName="EPSG:1"><gml:pos>1 1</gml:pos></gml:Point></fes:Intersects>""")]
    [InlineData("<fes:Intersects>" + Geom + """<gml:Point><gml:pos>NaN INF</gml:pos></gml:Point></fes:Intersects>""")]
    [InlineData("<fes:Intersects>" + Geom + """<gml:Point><gml:pos>1 2 3</gml:pos></gml:Point></fes:Intersects>""")]
    [InlineData("<fes:Intersects>" + Geom + Geom + "</fes:Intersects>")]
    [InlineData("<fes:DWithin>" + Geom + "<gml:Point><gml:pos>1 2</gml:pos></gml:Point></fes:DWithin>")]
    [InlineData("<fes:After><fes:ValueReference>nom</fes:ValueReference><fes:Literal>2019-05-01</fes:Literal></fes:After>")]
    [InlineData("<fes:Frobnicate/>")]
    [InlineData("<fes:PropertyIsNull>texte</fes:PropertyIsNull>")]
    public void What_cannot_be_answered_is_refused(string condition) => Assert.Throws<FilterException>(() => FilterSamples.Fes(condition));

    [Fact]
    public void Hostile_documents_are_refused_at_once()
    {
        const string Laughs = """<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><Filter><PropertyIsEqualTo>"""
            + """<PropertyName>nom</PropertyName><Literal>&b;</Literal></PropertyIsEqualTo></Filter>""";
        const string External = """<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]><Filter><PropertyIsEqualTo><PropertyName>nom"""
            + """</PropertyName><Literal>&x;</Literal></PropertyIsEqualTo></Filter>""";
        var equal = "<PropertyIsEqualTo><PropertyName>rang</PropertyName><Literal>1</Literal></PropertyIsEqualTo>";
        string[] hostile =
        [
            Laughs,
            External,
            "<Filter>" + string.Concat(Enumerable.Repeat("<Not>", 100)) + equal + string.Concat(Enumerable.Repeat("</Not>", 100))
                + "</Filter>",
            "<Filter>" + string.Concat(Enumerable.Repeat("<Or>", 100_000)),
            "<Filter><Or>" + string.Concat(Enumerable.Repeat(equal, 10_000)) + "</Or></Filter>",
            """<Filter><Intersects><PropertyName>geom</PropertyName><LineString xmlns="http://www.opengis.net/gml"><posList>"""
                + string.Concat(Enumerable.Repeat("0 0 ", 900_000)) + "</posList></LineString></Intersects></Filter>",
            "<Filter>" + string.Concat(Enumerable.Range(0, 30_000).Select(i => $"<FeatureId fid=\"corridor.{i}\"/>")) + "</Filter>",
            "<Filter",
            "pas du XML",
        ];
        foreach (var text in hostile)
            Assert.Throws<FilterException>(() => FesFilterReader.Read(text, FilterSamples.Builder()));
    }
}
