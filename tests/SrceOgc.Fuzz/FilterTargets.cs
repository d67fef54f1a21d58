using System.Text;
using SrceOgc.Features.Expressions.Cql;
using SrceOgc.Features.Expressions.Fes;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Layers;
using SrceOgc.Features.Texts;

namespace SrceOgc.Fuzz;

/// <summary>The three texts of filters: read, then held against every feature.</summary>
internal static class FilterTargets
{
    private const string Fes20 = "http://www.opengis.net/fes/2.0", Gml32 = "http://www.opengis.net/gml/3.2";

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("cql", () => Texts(CqlTexts),
            ["AND ", "OR ", "NOT ", "LIKE ", "IN (", "BETWEEN ", "IS NULL", "INTERSECTS(geom,", "DWITHIN(geom,", "POINT(1 2)", "ENVELOPE(",
            "'", "''", "nom", "rang", "releve", "AFTER ", "T_DURING", "CASEI(", "(", ")", "1e308", "div "],
            input => Run(input, CqlReader.Read)),
        new("cql2json", () => Texts(Cql2JsonTexts),
            ["{\"op\":\"and\",\"args\":[", "{\"property\":\"nom\"}", "{\"date\":\"2019-05-01\"}", "{\"interval\":[\"..\",\"2019-05-01\"]}",
            "\"op\":\"not\"", "null", "1e999", "[", "]", "}", "{\"bbox\":[0,0,1,1]}"],
            input => Run(input, Cql2JsonReader.Read)),
        new("fes", () => Texts(FesTexts),
            ["<fes:Not>", "</fes:Not>", "<fes:And>", "<fes:ValueReference>nom</fes:ValueReference>", "<fes:Literal>", "<gml:posList>",
            "srsName=\"EPSG:4326\"", "&#1;", "<![CDATA[", "<!DOCTYPE x>", "xmlns=\"urn:x\"", "<fes:ResourceId rid=\"corridor.1\"/>",
            "matchCase=\"false\""],
            input => Run(input, FesFilterReader.Read)),
    ];

    private static string[] CqlTexts =>
    [
        "nom LIKE 'F%' AND rang * 2 + 1 > 3", "INTERSECTS(geom, POLYGON((0 0, 50 0, 50 50, 0 0))) OR NOT (longueur BETWEEN 1 AND 5)",
            "DWITHIN(geom, POINT(1 2), 10, meters)", "rang IN (1, 2, 3) AND actif = true",
        "releve AFTER 2019-01-01 AND modifie DURING 2019-01-01T00:00:00Z/2020-01-01T00:00:00Z",
            "strToUpperCase(nom) = 'FORÊT' AND abs(longueur) < 3", "S_WITHIN(geom, ENVELOPE(0, 0, 9, 9)) AND CASEI(nom) LIKE CASEI('m%')",
            "BBOX(geom, 0, 0, 10, 10)", "IN ('corridor.1', 'corridor.2')",
    ];

    private static string[] Cql2JsonTexts =>
    [
        """{"op":"and","args":[{"op":"=","args":[{"property":"nom"},"x"]},{"op":">","args":[{"op":"+","args":[{"property":"rang"},1]},"""
            + """2]}]}""",
        """{"op":"s_intersects","args":[{"property":"geom"},{"type":"Polygon","coordinates":[[[0,0],[9,0],[9,9],[0,0]]]}]}""",
        """{"op":"t_after","args":[{"property":"releve"},{"date":"2019-01-01"}]}""", """{"op":"in","args":[{"property":"rang"},[1,2,3]]}""",
        """{"op":"not","args":[{"op":"like","args":[{"op":"casei","args":[{"property":"nom"}]},"F%"]}]}""",
            """{"op":"between","args":[{"property":"longueur"},1,5]}""", """{"op":"isNull","args":[{"property":"nom"}]}""",
    ];

    private static string[] FesTexts =>
    [
        $"""<fes:Filter xmlns:fes="{Fes20}"><fes:And><fes:PropertyIsLike wildCard="*" singleChar="." escapeChar="!">"""
            + $"""<fes:ValueReference>nom</fes:ValueReference><fes:Literal>F*</fes:Literal></fes:PropertyIsLike><fes:Not>"""
            + $"""<fes:PropertyIsNull><fes:ValueReference>rang</fes:ValueReference></fes:PropertyIsNull></fes:Not></fes:And>"""
            + $"""</fes:Filter>""",
        $"""<fes:Filter xmlns:fes="{Fes20}" xmlns:gml="{Gml32}"><fes:Intersects><fes:ValueReference>geom</fes:ValueReference>"""
            + $"""<gml:Polygon srsName="urn:ogc:def:crs:EPSG::2154"><gml:exterior><gml:LinearRing><gml:posList>0 0 50 0 50 50 0 0"""
            + $"""</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></fes:Intersects></fes:Filter>""",
        $"""<fes:Filter xmlns:fes="{Fes20}" xmlns:gml="{Gml32}"><fes:Crosses><fes:ValueReference>geom</fes:ValueReference>"""
            + $"""<gml:MultiCurve><gml:curveMember><gml:Curve><gml:segments><gml:LineStringSegment><gml:posList>0 0 50 50</gml:posList>"""
            + $"""</gml:LineStringSegment></gml:segments></gml:Curve></gml:curveMember></gml:MultiCurve></fes:Crosses></fes:Filter>""",
        """<ogc:Filter xmlns:ogc="http://www.opengis.net/ogc" xmlns:gml="http://www.opengis.net/gml"><ogc:BBOX><ogc:PropertyName>geom"""
            + """</ogc:PropertyName><gml:Box srsName="EPSG:2154"><gml:coordinates>0,0 9,9</gml:coordinates></gml:Box></ogc:BBOX>"""
            + """</ogc:Filter>""",
        $"""<fes:Filter xmlns:fes="{Fes20}"><fes:PropertyIsBetween><fes:Function name="abs"><fes:ValueReference>longueur"""
            + $"""</fes:ValueReference></fes:Function><fes:LowerBoundary><fes:Literal>1</fes:Literal></fes:LowerBoundary>"""
            + $"""<fes:UpperBoundary><fes:Literal>5</fes:Literal></fes:UpperBoundary></fes:PropertyIsBetween></fes:Filter>""",
        $"""<fes:Filter xmlns:fes="{Fes20}"><fes:ResourceId rid="corridor.1"/><fes:ResourceId rid="corridor.2"/></fes:Filter>""",
        $"""<fes:Filter xmlns:fes="{Fes20}" xmlns:gml="{Gml32}"><fes:During><fes:ValueReference>releve</fes:ValueReference>"""
            + $"""<gml:TimePeriod><gml:beginPosition>2019-01-01</gml:beginPosition><gml:endPosition>2020-01-01</gml:endPosition>"""
            + $"""</gml:TimePeriod></fes:During></fes:Filter>""",
    ];

    private static byte[][] Texts(string[] texts) => [.. texts.Select(Encoding.UTF8.GetBytes)];

    private static void Run(ReadOnlyMemory<byte> input, Func<string, FilterBuilder, Filter> read)
    {
        try
        {
            var filter = read(Encoding.UTF8.GetString(input.Span), FuzzSamples.NewBuilder());
            FuzzSamples.Source.Count(new FeatureQuery { Filter = filter });
        }
        catch (FilterException)
        {
            // Refused in its own words.
        }
    }
}
