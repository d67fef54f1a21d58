using SrceOgc.Features.Expressions.Cql;
using SrceOgc.Features.Expressions.Fes;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Layers;
using SrceOgc.Features.Texts;

namespace SrceOgc.Tests.Features.Expressions;

/// <summary>Damaged filters are refused in words or mean something: nothing else comes out of a reader, or of the filter it made.</summary>
public sealed class DamagedFilterTests
{
    private const int Count = 20_000;

    private static readonly string[] Cql =
    [
        "nom = 'Forêt de Mormal' AND NOT (rang < 3 OR longueur BETWEEN -1.5 AND 2e3)", "nom LIKE '%é_' OR nom ILIKE 'm%' AND actif",
            "rang IN (1, 2, 3) AND nom IS NOT NULL", "IN ('corridor.1', 'corridor.2')",
        "INTERSECTS(geom, SRID=2154;POLYGON((0 0, 10 0, 10 10, 0 0),(1 1, 2 1, 2 2, 1 1)))",
            "DWITHIN(geom, MULTIPOINT((1 2),(3 4)), 10, kilometers)", "BBOX(geom, 0, 0, 100, 100, 'EPSG:2154')",
        "releve DURING 2019-01-01/2020-01-01 OR modifie AFTER 2019-01-01T00:00:00Z",
            "T_INTERSECTS(releve, INTERVAL('2019-01-01','2019-12-31'))",
            "casei(accenti(nom)) = casei(accenti('ÉTÉ')) AND year(releve) = 2019",
        "rang * 2 + 1 - 3 / 4 ^ 2 = length(substring(nom, 1, 3))",
            "S_WITHIN(geom, ENVELOPE(0, 10, 0, 10)) AND S_DISJOINT(geom, GEOMETRYCOLLECTION(POINT(0 0), LINESTRING(0 0, 1 1)))",
    ];

    private static readonly string[] Json =
    [
        """{"op":"and","args":[{"op":"=","args":[{"property":"nom"},"é"]},{"op":"not","args":[{"op":"in","args":[{"property":"rang"},[1,"""
            + """2]]}]}]}""",
        """{"op":"s_intersects","args":[{"property":"geom"},{"type":"Polygon","coordinates":[[[0,0],[10,0],[10,10],[0,0]]]}]}""",
        """{"op":"s_disjoint","args":[{"property":"geom"},{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,"""
            + """2]}]}]}""", """{"op":"s_within","args":[{"property":"geom"},{"bbox":[0,0,10,10]}]}""",
        """{"op":"t_during","args":[{"property":"releve"},{"interval":["2019-01-01","2019-12-31"]}]}""",
            """{"op":"between","args":[{"op":"*","args":[{"property":"rang"},2]},1,{"op":"year","args":[{"property":"releve"}]}]}""",
        """{"op":"like","args":[{"op":"casei","args":[{"property":"nom"}]},"m%"]}""",
            """{"op":"isNull","args":[{"property":"longueur"}]}""",
            """{"op":">","args":[{"property":"modifie"},{"timestamp":"2019-01-01T00:00:00Z"}]}""",
    ];

    private static readonly string[] Fes =
    [
        """<Filter xmlns="http://www.opengis.net/fes/2.0"><And><PropertyIsEqualTo matchCase="false"><ValueReference>nom</ValueReference>"""
            + """<Literal>é</Literal></PropertyIsEqualTo><Not><PropertyIsNull><ValueReference>rang</ValueReference></PropertyIsNull>"""
            + """</Not></And></Filter>""",
        """<Filter xmlns="http://www.opengis.net/fes/2.0" xmlns:gml="http://www.opengis.net/gml/3.2"><Intersects><ValueReference>geom"""
            + """</ValueReference><gml:Polygon srsName="urn:ogc:def:crs:EPSG::2154"><gml:exterior><gml:LinearRing><gml:posList """
            + """srsDimension="2">0 0 10 0 10 10 0 0</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></Intersects></Filter>""",
        """<Filter xmlns="http://www.opengis.net/ogc" xmlns:gml="http://www.opengis.net/gml"><DWithin><PropertyName>geom</PropertyName>"""
            + """<gml:MultiLineString><gml:lineStringMember><gml:LineString><gml:coordinates decimal="." cs="," ts=" ">0,0 1,1"""
            + """</gml:coordinates></gml:LineString></gml:lineStringMember></gml:MultiLineString><Distance units="m">10</Distance>"""
            + """</DWithin></Filter>""",
        """<Filter xmlns="http://www.opengis.net/ogc" xmlns:gml="http://www.opengis.net/gml"><BBOX><PropertyName>geom</PropertyName>"""
            + """<gml:Box><gml:coord><gml:X>0</gml:X><gml:Y>0</gml:Y></gml:coord><gml:coord><gml:X>9</gml:X><gml:Y>9</gml:Y></gml:coord>"""
            + """</gml:Box></BBOX></Filter>""",
        """<Filter xmlns="http://www.opengis.net/fes/2.0" xmlns:gml="http://www.opengis.net/gml/3.2"><During><ValueReference>releve"""
            + """</ValueReference><gml:TimePeriod gml:id="a"><gml:beginPosition>2019-01-01</gml:beginPosition>"""
            + """<gml:endPosition>2020-01-01</gml:endPosition></gml:TimePeriod></During></Filter>""",
        """<Filter xmlns="http://www.opengis.net/fes/2.0"><PropertyIsLike wildCard="*" singleChar="." escapeChar="!"><Function """
            + """name="lower"><ValueReference>nom</ValueReference></Function><Literal>*m!.</Literal></PropertyIsLike></Filter>""",
        """<Filter xmlns="http://www.opengis.net/fes/2.0"><PropertyIsBetween><ValueReference>rang</ValueReference><LowerBoundary>"""
            + """<Literal>1</Literal></LowerBoundary><UpperBoundary><Literal>2</Literal></UpperBoundary></PropertyIsBetween></Filter>""",
        """<Filter xmlns="http://www.opengis.net/fes/2.0"><ResourceId rid="corridor.1"/><ResourceId rid="2"/></Filter>""",
    ];

    [Fact]
    public void Damaged_CQL() => Damage(Cql, CqlReader.Read);

    [Fact]
    public void Damaged_CQL2_JSON() => Damage(Json, Cql2JsonReader.Read);

    [Fact]
    public void Damaged_FES() => Damage(Fes, FesFilterReader.Read);

    private static void Damage(string[] seeds, Func<string, FilterBuilder, Filter> read)
    {
        foreach (var seed in seeds)
            FilterSamples.Ids(read(seed, FilterSamples.Builder()));
        var mutations = new Mutations(20_190_501);
        var refused = 0;
        for (var i = 0; i < Count; i++)
        {
            var text = mutations.Of(mutations.Pick(seeds), seeds);
            try
            {
                FilterSamples.Ids(read(text, FilterSamples.Builder()));
            }
            catch (FilterException)
            {
                refused++;
            }
            catch (Exception fault)
            {
                Assert.Fail($"{text}\n{fault}");
            }
        }

        Assert.InRange(refused, Count / 4, Count - 100);
    }
}
