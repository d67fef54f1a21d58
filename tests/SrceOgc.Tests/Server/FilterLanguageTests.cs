using System.Text.Json;
using System.Xml.Linq;
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
            "<And><PropertyIsNotEqualTo><ValueReference>longueur</ValueReference><Literal>0.0000001</Literal></PropertyIsNotEqualTo>"
                + "<Not><PropertyIsNull><ValueReference>longueur</ValueReference></PropertyIsNull></Not></And>",
            "longueur <> 0.0000001 AND longueur IS NOT NULL", "longueur <> 0.0000001 AND longueur IS NOT NULL",
            """{"op":"and","args":[{"op":"<>","args":[{"property":"longueur"},0.0000001]},"""
                + """{"op":"not","args":[{"op":"isNull","args":[{"property":"longueur"}]}]}]}""",
            "longueur ne 0.0000001 and longueur ne null"
        },
        {
            "Corridors_ecologiques", "4",
            "<PropertyIsEqualTo><Add><Mul><ValueReference>rang</ValueReference><Literal>2</Literal></Mul><Literal>1</Literal></Add>"
                + "<Literal>9</Literal></PropertyIsEqualTo>",
            "rang * 2 + 1 = 9", "rang * 2 + 1 = 9",
                """{"op":"=","args":[{"op":"+","args":[{"op":"*","args":[{"property":"rang"},2]},1]},9]}""", "rang mul 2 add 1 eq 9"
        },
        {
            "Corridors_ecologiques", "1,2",
            "<PropertyIsEqualTo><Function name=\"year\"><ValueReference>Date_Abandon_d_extinction</ValueReference></Function>"
                + "<Literal>2019</Literal></PropertyIsEqualTo>",
            "year(Date_Abandon_d_extinction) = 2019", "year(Date_Abandon_d_extinction) = 2019",
            """{"op":"=","args":[{"op":"year","args":[{"property":"Date_Abandon_d_extinction"}]},2019]}""",
                "year(Date_Abandon_d_extinction) eq 2019"
        },
        {
            "communes", "9",
            "<PropertyIsEqualTo><Function name=\"substring\"><ValueReference>insee</ValueReference><Literal>3</Literal></Function>"
                + "<Literal>09</Literal></PropertyIsEqualTo>",
            "substring(insee, 3) = '09'", "substring(insee, 3) = '09'",
                """{"op":"=","args":[{"op":"substring","args":[{"property":"insee"},3]},"09"]}""", "substring(insee,3) eq '09'"
        },
        {
            "Corridors_ecologiques", "4",
            "<After><ValueReference>maj</ValueReference><Literal>2019-06-01T00:00:00Z</Literal></After>",
            "maj AFTER 2019-06-01T00:00:00Z", "T_AFTER(maj, TIMESTAMP('2019-06-01T00:00:00Z'))",
            """{"op":"t_after","args":[{"property":"maj"},{"timestamp":"2019-06-01T00:00:00Z"}]}""", "maj gt 2019-06-01T00:00:00Z"
        },
        {
            "communes", "1,2,4,5",
            $"<Intersects><ValueReference>geom</ValueReference><Point xmlns=\"http://www.opengis.net/gml/3.2\" srsName=\"{Lambert}\">"
                + $"<pos>610000 6810000</pos></Point></Intersects>",
            "INTERSECTS(geom, POINT(610000 6810000))", "S_INTERSECTS(geom, POINT(610000 6810000))",
            """{"op":"s_intersects","args":[{"property":"geom"},{"type":"Point","coordinates":[610000,6810000]}]}""",
                "geo.intersects(geom,geometry'SRID=2154;POINT(610000 6810000)')"
        },
        {
            "communes", "3,7",
            "<PropertyIsLike wildCard=\"*\" singleChar=\".\" escapeChar=\"!\"><ValueReference>nom</ValueReference><Literal>*3</Literal>"
                + "</PropertyIsLike>|OR|<PropertyIsLike wildCard=\"*\" singleChar=\".\" escapeChar=\"!\"><ValueReference>nom"
                + "</ValueReference><Literal>*7</Literal></PropertyIsLike>",
            "nom LIKE '%3' OR nom LIKE '%7'", "nom LIKE '%3' OR nom LIKE '%7'",
            """{"op":"or","args":[{"op":"like","args":[{"property":"nom"},"%3"]},{"op":"like","args":[{"property":"nom"},"%7"]}]}""",
                "endswith(nom,'3') or endswith(nom,'7')"
        },
    };

    [Theory]
    [MemberData(nameof(Conditions))]
    public async Task Five_languages_choose_the_same_features(string layer, string ids, string fes, string ecql, string text, string json,
        string odata)
    {
        var operands = fes.Split("|OR|");
        var condition = operands.Length > 1 ? $"<Or>{string.Concat(operands)}</Or>" : fes;
        Assert.Equal(ids, (await server.GetFeatures(
            $"TYPENAMES={layer}&FILTER={Uri.EscapeDataString($"<Filter xmlns=\"http://www.opengis.net/fes/2.0\">{condition}</Filter>")}"))
            .SortedIds());
        Assert.Equal(ids, (await server.GetFeatures($"TYPENAMES={layer}&CQL_FILTER={Uri.EscapeDataString(ecql)}")).SortedIds());
        Assert.Equal(ids, (await server.GetItems(layer, $"filter-crs={Lambert}&filter={Uri.EscapeDataString(text)}")).SortedIds());
        Assert.Equal(ids, (await server.GetItems(layer, $"filter-crs={Lambert}&filter-lang=cql2-json&filter={Uri.EscapeDataString(json)}"))
            .SortedIds());
        Assert.Equal(ids, (await server.GetOData($"/{layer}?$filter={Uri.EscapeDataString(odata)}")).SortedEntityIds());
    }

    public static TheoryData<string, string, string> Refusals => new()
    {
        {
            Fes("<PropertyIsEqualTo><ValueReference>inconnue</ValueReference><Literal>1</Literal></PropertyIsEqualTo>"),
            "La couche « communes » n'a pas de propriété « inconnue ». Propriétés : ",
                "Layer 'communes' has no property 'inconnue'. Properties: "
        },
        { Fes("<PropertyIsSmall/>"), "Opérateur <PropertyIsSmall> non pris en charge.", "Operator <PropertyIsSmall> is not supported." },
        { Fes("<Not>"), "XML mal formé ou interdit (ligne 1, colonne ", "XML is malformed or forbidden (line 1, column " },
        { Fes("<Function name=\"buffer\"/>", "PropertyIsNull"),
            "La fonction « buffer » n'est pas prise en charge. Fonctions admises : abs, ",
            "Function 'buffer' is not supported. Allowed: abs, " },
        { Ecql("nom = "), "Filtre CQL incomplet : condition attendue à la fin.", "Incomplete CQL filter: condition expected at the end." },
        { Ecql("nom LIKE 'a' nom"), "Filtre CQL incorrect au caractère 14 : opérateur ou fin attendu, « nom » lu.",
            "Incorrect CQL filter at character 14: operator or end expected, 'nom' read." },
        { Ecql("DWITHIN(geom, POINT(0 0), 1, lieues)"), "Unité de distance inconnue : « lieues ».", "Unknown unit of distance: 'lieues'." },
        { Ecql("year(nom) = 2019"), "La fonction « year » attend une date.", "Function 'year' takes a date." },
        { "/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES=communes&BBOX=1,2,3", "BBOX attend quatre nombres",
            "BBOX takes four numbers" },
        { Items("filter=nom"), "Condition attendue : ", "Condition expected: " },
        { Items("filter=rang%20%3D%20'a'", "Corridors_ecologiques"), "La propriété « rang » est un nombre entier : « a » ne convient pas.",
            "Property 'rang' is a whole number: 'a' is not valid." },
        { Items("filter-lang=cql2-json&filter={"), "CQL2 JSON mal formé ou trop profond.", "CQL2 JSON is malformed or too deep." },
        { Items("""filter-lang=cql2-json&filter={"op":"in","args":[{"property":"nom"},"a"]}"""),
            "L'opérateur in attend une liste de valeurs.", "Operator in takes a list of values." },
        { Items("bbox=1,2,3"), "bbox attend quatre ou six nombres : 3 donnés.", "bbox takes four or six numbers: 3 given." },
        { "/odata/communes?$filter=nom eq", "Expression OData incorrecte : ", "Incorrect OData expression: " },
        { "/odata/communes?$filter=nom lt 2", "La propriété « nom » est un texte : un nombre entier ne convient pas.",
            "Property 'nom' is a text: a whole number is not valid." },
        { "/odata/communes?$search=(a", "$search incorrect : un mot est attendu à la fin.",
            "Incorrect $search: a word is expected at the end." },
        { "/odata/communes?$apply=top(3)", "$apply : transformation non prise en charge : « top(3) ».",
            "$apply: unsupported transformation: 'top(3)'." },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_refused_filter_is_explained_in_French_or_in_English(string address, string french, string english)
    {
        Assert.Contains(french, await Explanation(address, "fr-FR,fr;q=0.9,en;q=0.8"));
        Assert.Contains(english, await Explanation(address, "en-GB,en;q=0.9,fr;q=0.8"));
    }

    /// <summary>XML has no way to write a control character, not even escaped.</summary>
    [Theory]
    [InlineData("\"a\u0001\uFFFE\" = 1")]
    [InlineData("nom \u0002 1")]
    [InlineData("nom = '\uD800' AND rang")]
    public async Task What_XML_cannot_write_is_not_repeated(string condition)
    {
        var answer = await server.GetAnswer(Ecql(condition));
        Assert.Equal("400 InvalidParameterValue CQL_FILTER", WfsRequests.Error(answer));
    }

    private static string Fes(string condition, string? around = null) =>
        "/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES=communes&FILTER="
        + Uri.EscapeDataString($"<Filter "
            + $"xmlns=\"http://www.opengis.net/fes/2.0\">{(around is null ? condition : $"<{around}>{condition}</{around}>")}</Filter>");

    private static string Ecql(string condition) =>
        "/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES=communes&CQL_FILTER=" + Uri.EscapeDataString(condition);

    private static string Items(string query, string layer = "communes") => $"/ogc/collections/{layer}/items?{query}";

    /// <summary>What the error says to its reader, whichever document carries it.</summary>
    private async Task<string> Explanation(string address, string languages)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Address + address);
        request.Headers.Add("Accept-Language", languages);
        using var answer = await server.Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.InRange((int)answer.StatusCode, 400, 501);
        if (answer.Content.Headers.ContentType!.MediaType!.EndsWith("xml", StringComparison.Ordinal))
            return XDocument.Parse(text).Descendants(WfsRequests.Ows + "ExceptionText").Single().Value;
        var root = JsonDocument.Parse(text).RootElement;
        return root.TryGetProperty("error", out var error) ? error.GetProperty("message").GetString()! : root.GetProperty("detail")
            .GetString()!;
    }
}
