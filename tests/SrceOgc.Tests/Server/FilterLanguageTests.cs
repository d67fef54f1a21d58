using SrceOgc.Tests.Server.OData;
using SrceOgc.Tests.Server.OgcApi;
using SrceOgc.Tests.Server.Wfs;

namespace SrceOgc.Tests.Server;

/// <summary>One condition in five languages, over three protocols: the same features. Expected ones are counted by hand.</summary>
public sealed class FilterLanguageTests(RunningServer server)
{
    private const string Lambert = "http://www.opengis.net/def/crs/EPSG/0/2154";

    public static TheoryData<string, string, string, string, string, string, string> Conditions => new()
    {
        {
            "communes", "2", "<PropertyIsEqualTo><ValueReference>insee</ValueReference><Literal>02002</Literal></PropertyIsEqualTo>",
            "insee = '02002'", "insee = '02002'", """{"op":"=","args":[{"property":"insee"},"02002"]}""", "insee eq '02002'"
        },
        {
            "Corridors_ecologiques", "1,2",
            "<And><PropertyIsNotEqualTo><ValueReference>longueur</ValueReference><Literal>0.0000001</Literal></PropertyIsNotEqualTo><Not><PropertyIsNull><ValueReference>longueur</ValueReference></PropertyIsNull></Not></And>",
            "longueur <> 0.0000001 AND longueur IS NOT NULL", "longueur <> 0.0000001 AND longueur IS NOT NULL",
            """{"op":"and","args":[{"op":"<>","args":[{"property":"longueur"},0.0000001]},{"op":"not","args":[{"op":"isNull","args":[{"property":"longueur"}]}]}]}""",
            "longueur ne 0.0000001 and longueur ne null"
        },
        {
            "Corridors_ecologiques", "4",
            "<PropertyIsEqualTo><Add><Mul><ValueReference>rang</ValueReference><Literal>2</Literal></Mul><Literal>1</Literal></Add><Literal>9</Literal></PropertyIsEqualTo>",
            "rang * 2 + 1 = 9", "rang * 2 + 1 = 9", """{"op":"=","args":[{"op":"+","args":[{"op":"*","args":[{"property":"rang"},2]},1]},9]}""", "rang mul 2 add 1 eq 9"
        },
        {
            "Corridors_ecologiques", "1,2",
            "<PropertyIsEqualTo><Function name=\"year\"><ValueReference>Date_Abandon_d_extinction</ValueReference></Function><Literal>2019</Literal></PropertyIsEqualTo>",
            "year(Date_Abandon_d_extinction) = 2019", "year(Date_Abandon_d_extinction) = 2019",
            """{"op":"=","args":[{"op":"year","args":[{"property":"Date_Abandon_d_extinction"}]},2019]}""", "year(Date_Abandon_d_extinction) eq 2019"
        },
        {
            "communes", "9",
            "<PropertyIsEqualTo><Function name=\"substring\"><ValueReference>insee</ValueReference><Literal>3</Literal></Function><Literal>09</Literal></PropertyIsEqualTo>",
            "substring(insee, 3) = '09'", "substring(insee, 3) = '09'", """{"op":"=","args":[{"op":"substring","args":[{"property":"insee"},3]},"09"]}""", "substring(insee,3) eq '09'"
        },
        {
            "Corridors_ecologiques", "4",
            "<After><ValueReference>maj</ValueReference><Literal>2019-06-01T00:00:00Z</Literal></After>",
            "maj AFTER 2019-06-01T00:00:00Z", "T_AFTER(maj, TIMESTAMP('2019-06-01T00:00:00Z'))",
            """{"op":"t_after","args":[{"property":"maj"},{"timestamp":"2019-06-01T00:00:00Z"}]}""", "maj gt 2019-06-01T00:00:00Z"
        },
        {
            "communes", "1,2,4,5",
            $"<Intersects><ValueReference>geom</ValueReference><Point xmlns=\"http://www.opengis.net/gml/3.2\" srsName=\"{Lambert}\"><pos>610000 6810000</pos></Point></Intersects>",
            "INTERSECTS(geom, POINT(610000 6810000))", "S_INTERSECTS(geom, POINT(610000 6810000))",
            """{"op":"s_intersects","args":[{"property":"geom"},{"type":"Point","coordinates":[610000,6810000]}]}""", "geo.intersects(geom,geometry'SRID=2154;POINT(610000 6810000)')"
        },
        {
            "communes", "3,7",
            "<PropertyIsLike wildCard=\"*\" singleChar=\".\" escapeChar=\"!\"><ValueReference>nom</ValueReference><Literal>*3</Literal></PropertyIsLike>|OR|<PropertyIsLike wildCard=\"*\" singleChar=\".\" escapeChar=\"!\"><ValueReference>nom</ValueReference><Literal>*7</Literal></PropertyIsLike>",
            "nom LIKE '%3' OR nom LIKE '%7'", "nom LIKE '%3' OR nom LIKE '%7'",
            """{"op":"or","args":[{"op":"like","args":[{"property":"nom"},"%3"]},{"op":"like","args":[{"property":"nom"},"%7"]}]}""", "endswith(nom,'3') or endswith(nom,'7')"
        },
    };

    [Theory]
    [MemberData(nameof(Conditions))]
    public async Task Five_languages_choose_the_same_features(string layer, string ids, string fes, string ecql, string text, string json, string odata)
    {
        var operands = fes.Split("|OR|");
        var condition = operands.Length > 1 ? $"<Or>{string.Concat(operands)}</Or>" : fes;
        Assert.Equal(ids, (await server.GetFeatures($"TYPENAMES={layer}&FILTER={Uri.EscapeDataString($"<Filter xmlns=\"http://www.opengis.net/fes/2.0\">{condition}</Filter>")}")).SortedIds());
        Assert.Equal(ids, (await server.GetFeatures($"TYPENAMES={layer}&CQL_FILTER={Uri.EscapeDataString(ecql)}")).SortedIds());
        Assert.Equal(ids, (await server.GetItems(layer, $"filter-crs={Lambert}&filter={Uri.EscapeDataString(text)}")).SortedIds());
        Assert.Equal(ids, (await server.GetItems(layer, $"filter-crs={Lambert}&filter-lang=cql2-json&filter={Uri.EscapeDataString(json)}")).SortedIds());
        Assert.Equal(ids, (await server.GetOData($"/{layer}?$filter={Uri.EscapeDataString(odata)}")).SortedEntityIds());
    }
}
