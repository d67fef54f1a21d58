using System.Net;
using System.Text.Json;

namespace SrceOgc.Tests.Server.OData;

/// <summary>Entities: which, in which order, with what, and the aggregates made of them.</summary>
public sealed class ODataEntityTests(RunningServer server)
{
    private const string Corridors = "Corridors_ecologiques";

    private static readonly JsonSerializerOptions Relaxed = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [Theory]
    [InlineData("communes", "insee eq '02003'", "3")]
    [InlineData("communes", "  insee   gt '02007'  and\tinsee lt  '02009' ", "8")]
    [InlineData("communes", "insee in ('02001', '02009')", "1,9")]
    [InlineData("communes", "not (insee in ('02001','02002','02003','02004','02005','02006','02007'))", "8,9")]
    [InlineData("communes", "startswith(insee,'02') and endswith(nom,'5') and contains(nom,'n°')", "5")]
    [InlineData("communes", "contains(tolower(nom),'commune n° 4') eq true", "4")]
    [InlineData("communes", "contains(nom,'%')", "")]
    [InlineData("communes", "indexof(nom,'n°') eq 8 and length(nom) eq 12 and substring(insee,4) eq '6'", "6")]
    [InlineData("communes", "concat(concat(insee,'-'),substring(nom,0,3)) eq '02002-Com'", "2")]
    [InlineData("communes", "toupper(trim(nom)) eq 'COMMUNE N° 1'", "1")]
    [InlineData("communes", "fid eq 7", "7")]
    [InlineData("communes", "fid ge 8", "8,9")]
    [InlineData("communes", "false or fid eq 2", "2")]
    [InlineData(Corridors, "actif", "1,4")]
    [InlineData(Corridors, "actif eq false", "2")]
    [InlineData(Corridors, "actif eq True", "1,4")]
    [InlineData(Corridors, "actif ne true", "2,3")]
    [InlineData(Corridors, "not (actif eq true)", "2,3")]
    [InlineData(Corridors, "not actif", "2")]
    [InlineData(Corridors, "rang eq null", "3")]
    [InlineData(Corridors, "rang ne null and not (Espece_nom_commun eq null)", "1,2")]
    [InlineData(Corridors, "not (longueur lt 1)", "1,3")]
    [InlineData(Corridors, "rang mul 2 add 1 eq 5 or -longueur eq -12.5", "1,2")]
    [InlineData(Corridors, "rang div 3 eq 1 and rang mod 3 eq 1", "4")]
    [InlineData(Corridors, "round(longueur) eq 13 or floor(longueur) eq -4 or ceiling(longueur) eq 1", "1,2,4")]
    [InlineData(Corridors, "longueur eq -3.25", "2")]
    [InlineData(Corridors, "longueur eq 0.0000001", "4")]
    [InlineData(Corridors, "Espece_nom_commun eq 'L''Haÿ & <b>\"été\"</b>\r\nfin\u0001'", "2")]
    [InlineData(Corridors, "year(Date_Abandon_d_extinction) eq 2019 and month(Date_Abandon_d_extinction) eq 4 and day(maj) eq 14 and "
        + "hour(maj) eq 10", "1")]
    [InlineData(Corridors, "Date_Abandon_d_extinction ge 2019-04-14", "1,4")]
    [InlineData(Corridors, "maj gt 2019-04-14T12:00:00.6%2B02:00", "4")]
    [InlineData(Corridors, "geom eq null", "4")]
    [InlineData("communes", "geo.intersects(geom,geometry'SRID=2154;POINT(601000 6801000)')", "1")]
    [InlineData("communes", "geo.intersects(geom,geometry'POINT(601000 6801000)')", "1")]
    [InlineData("communes", "geo.intersects(geom,geography'SRID=4326;POLYGON((1.67 48.31,1.68 48.31,1.68 48.32,1.67 48.31))')", "1")]
    [InlineData("communes", "not geo.intersects(geom,geometry'SRID=2154;POLYGON((599000 6799000,630001 6799000,630001 6829999,599000 "
        + "6829999,599000 6799000))')", "")]
    [InlineData("communes", "geo.distance(geom,geometry'SRID=2154;POINT(600000 6799000)') le 1000", "1")]
    [InlineData("communes", "geo.distance(geom,geography'POINT(1.6517 48.29)') lt 1000", "1")]
    [InlineData("communes", "geo.distance(geom,geometry'POINT(600000 6800000)') gt 20000.5", "6,8,9")]
    public async Task Conditions_choose_entities(string set, string filter, string ids) =>
        Assert.Equal(ids, (await server.GetOData($"/{set}?$select=fid&$filter={Uri.EscapeDataString(filter.Replace("%2B", "+"))}"))
            .SortedEntityIds());

    [Theory]
    [InlineData("communes", "3", "3")]
    [InlineData("communes", "\"n° 3\" OR 02008", "3,8")]
    [InlineData("communes", "commune NOT (\"n° 3\" OR 02008) 7", "7")]
    [InlineData(Corridors, "marais ete", "3")]
    [InlineData(Corridors, "NOT foret", "2,3,4")]
    public async Task Words_are_sought_in_texts(string set, string search, string ids) =>
        Assert.Equal(ids, (await server.GetOData($"/{set}?$search={Uri.EscapeDataString(search)}")).SortedEntityIds());

    [Theory]
    [InlineData("$top=2&$skip=3&$orderby=insee", "4,5")]
    [InlineData("$orderby=nom%20desc,insee&$top=1", "9")]
    [InlineData("$orderby=%20insee%20desc%20&$top=%202%20", "9,8")]
    [InlineData("$orderby=fid%20desc&$top=3", "9,8,7")]
    [InlineData("orderby=insee&top=1", "1")]
    [InlineData("$top=1000&$select=fid,%20insee%20&$orderby=insee&$count=TRUE", "1,2,3,4,5,6,7,8,9")]
    [InlineData("$filter=insee+gt+'02008'", "9")]
    public async Task Order_and_page(string query, string ids) =>
        Assert.Equal(ids, (await server.GetOData("/communes?" + query)).EntityIds());

    [Fact]
    public async Task Properties_are_selected()
    {
        var whole = (await server.GetOData($"/{Corridors}?$filter=fid eq 1")).Values().Single();
        Assert.Equal(["fid", "Espece_nom_commun", "longueur", "rang", "actif", "Date_Abandon_d_extinction", "maj", "geom@odata.type",
            "geom"], whole.EnumerateObject().Select(member => member.Name));
        Assert.Equal("#GeometryMultiPolygon", whole.GetProperty("geom@odata.type").GetString());
        Assert.Equal("EPSG:2154", whole.GetProperty("geom").GetProperty("crs").GetProperty("properties").GetProperty("name").GetString());
        Assert.Equal(601000, whole.GetProperty("geom").GetProperty("coordinates")[0][0][0][0].GetDouble());
        Assert.Equal("2019-04-14", whole.GetProperty("Date_Abandon_d_extinction").GetString());
        Assert.True(whole.GetProperty("actif").GetBoolean());
        var part = (await server.GetOData($"/{Corridors}?$select=geom_wkt,rang&$filter=fid eq 3 or fid eq 4&$orderby=fid")).Values()
            .ToArray();
        Assert.Equal(["@odata.id", "rang", "geom_wkt"], part[0].EnumerateObject().Select(member => member.Name));
        Assert.StartsWith("MULTIPOLYGON (((621000.123 6801000.568,", part[0].GetProperty("geom_wkt").GetString());
        Assert.Equal(JsonValueKind.Null, part[1].GetProperty("geom_wkt").ValueKind);
        var geometries = (await server.GetOData($"/{Corridors}?$select=geom&$filter=geom eq null")).Values().Single();
        Assert.Equal("""{"@odata.id":"Corridors_ecologiques(4)","geom":null}""", geometries.GetRawText());
    }

    [Theory]
    [InlineData("(5)")]
    [InlineData("(fid=5)")]
    [InlineData("/5")]
    public async Task An_entity_has_its_address(string key)
    {
        var entity = await server.GetOData("/communes" + key);
        Assert.Equal("02005", entity.GetProperty("insee").GetString());
        Assert.Equal(server.Address + "/odata/$metadata#communes/$entity", entity.GetProperty("@odata.context").GetString());
        Assert.Equal("02005", (await server.GetOData($"/communes{key}/insee")).GetProperty("value").GetString());
        Assert.Equal("02005", await server.GetText($"/odata/communes{key}/insee/$value"));
    }

    [Theory]
    [InlineData("/communes/$count", "9")]
    [InlineData("/seuils_ROE/$count?$filter=type%20eq%20'12'", "642")]
    public async Task Numbers_are_bare(string address, string number) => Assert.Equal(number, await server.GetText("/odata" + address));

    [Theory]
    [InlineData("groupby((type),aggregate($count as n))", "$orderby=type",
        """[{"type":"01","n":643},{"type":"12","n":642},{"type":null,"n":215}]""")]
    [InlineData("groupby((type),aggregate(hauteur with sum as total,hauteur with average as moyenne,hauteur with min as bas,hauteur with "
        + "max as haut))", "$orderby=total desc&$top=1&$select=type,bas,haut", """[{"type":"01","bas":0.25,"haut":374.75}]""")]
    [InlineData("filter(hauteur lt 10)/groupby((type),aggregate($count as n))", "$filter=n gt 5&$orderby=n",
        """[{"type":null,"n":6},{"type":"01","n":17},{"type":"12","n":17}]""")]
    [InlineData("aggregate(type with countdistinct as types, nom with countdistinct as noms, hauteur mul 2 with max as double)", "",
        """[{"types":2,"noms":1500,"double":749.5}]""")]
    [InlineData("groupby((type))", "$orderby=type desc", """[{"type":null},{"type":"12"},{"type":"01"}]""")]
    [InlineData("filter(hauteur gt 100000)/aggregate(hauteur with sum as s,$count as n)", "", """[{"s":null,"n":0}]""")]
    [InlineData("groupby((type),aggregate($count as n))/aggregate(n with sum as total)", "", """[{"total":1500}]""")]
    [InlineData(" groupby( (type) , aggregate( hauteur  with max  as haut ) ) ", "$orderby=haut&$skip=1&$top=1",
        """[{"type":null,"haut":374.5}]""")]
    public async Task Groups_are_made(string apply, string more, string expected)
    {
        var answer = await server.GetOData($"/seuils_ROE?$apply={Uri.EscapeDataString(apply)}&{more.Replace(" ", "%20")}");
        Assert.Equal(expected, JsonSerializer.Serialize(answer.GetProperty("value")));
    }

    [Theory]
    [InlineData("communes", "$compute=length(nom) as n,fid mul 2 as double&$filter=n gt 11 and double ge 16&$select=double,n",
        """[{"@odata.id":"communes(8)","n":12,"double":16},{"@odata.id":"communes(9)","n":12,"double":18}]""")]
    [InlineData("communes", "$compute=concat(insee,'!') as cri&$filter=fid eq 1&$select=nom,cri",
        """[{"@odata.id":"communes(1)","nom":"Commune n° 1","cri":"02001!"}]""")]
    [InlineData("seuils_ROE",
        "$apply=compute(hauteur mul 2 as double)/filter(double gt 749)/groupby((type),aggregate(double with max as haut))"
        + "&$orderby=type", """[{"type":"01","haut":749.5}]""")]
    [InlineData("seuils_ROE", "$apply=groupby((type),aggregate($count as n))&$compute=n div 2 as moitie&$filter=moitie lt 110",
        """[{"type":null,"n":215,"moitie":107}]""")]
    public async Task Values_are_computed(string set, string query, string expected) =>
        Assert.Equal(expected, JsonSerializer.Serialize((await server.GetOData($"/{set}?{query.Replace(" ", "%20")}"))
            .GetProperty("value"), Relaxed));

    [Fact]
    public async Task An_alias_stands_for_its_value() =>
        Assert.Equal("4", (await server.GetOData("/communes?$filter=insee eq @code&@code='02004'&$select=fid")).SortedEntityIds());

    [Fact]
    public async Task Tables_come_as_CSV()
    {
        using var answer = await server.Get("/odata/communes?$format=csv&$select=insee,nom&$orderby=insee&$top=2");
        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("id,insee,nom\r\n1,02001,Commune n° 1\r\n2,02002,Commune n° 2\r\n",
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Control_information_can_be_left_out()
    {
        var bare = await server.GetOData("/communes?$top=1&$select=insee&$format=application/json;odata.metadata=none");
        Assert.Equal("value", bare.EnumerateObject().Single().Name);
    }

    [Theory]
    [InlineData("/nulle_part", "404")]
    [InlineData("/communes(99)", "404")]
    [InlineData("/communes(abc)", "404")]
    [InlineData("/communes(1)/inconnu", "404")]
    [InlineData("/communes?$expand=x", "501 $expand")]
    [InlineData("/communes?$foo=x", "400 $foo")]
    [InlineData("/communes?$top=-1", "400 $top")]
    [InlineData("/communes?$skiptoken=abc", "400 $skiptoken")]
    [InlineData("/communes?$count=oui", "400 $count")]
    [InlineData("/communes?$select=inconnu", "400 $select")]
    [InlineData("/communes?$orderby=inconnu", "400 $orderby")]
    [InlineData("/communes?$format=atom", "400 $format")]
    [InlineData("/communes?$filter=inconnu%20eq%201", "400 $filter")]
    [InlineData("/communes?$filter=insee%20eq", "400 $filter")]
    [InlineData("/communes?$filter=insee%20eq%201", "400 $filter")]
    [InlineData("/communes?$filter=insee%20eq%20@p", "400 $filter")]
    [InlineData("/communes?$filter=geo.length(geom)%20gt%201", "400 $filter")]
    [InlineData("/communes?$filter=geo.distance(geom,geom)%20lt%201", "400 $filter")]
    [InlineData("/communes?$filter=communes/any(c:c/fid%20eq%201)", "400 $filter")]
    [InlineData("/communes?$search=%22a", "400 $search")]
    [InlineData("/communes?$search=a%20OR", "400 $search")]
    [InlineData("/communes?$apply=topcount(1,insee)", "400 $apply")]
    [InlineData("/communes?$apply=groupby((inconnu))", "400 $apply")]
    [InlineData("/communes?$apply=aggregate(nom%20with%20sum%20as%20x)", "400 $apply")]
    [InlineData("/communes?$apply=aggregate(geom%20with%20max%20as%20x)", "400 $apply")]
    [InlineData("/communes?$apply=groupby((nom),aggregate($count%20as%20nom))", "400 $apply")]
    public async Task What_is_wrong_is_named(string address, string error) => Assert.Equal(error, await server.GetODataError(address));

    [Theory]
    [InlineData("(")]
    [InlineData("not ")]
    [InlineData("a add ")]
    [InlineData("tolower(")]
    public async Task Deep_expressions_are_refused_at_once(string piece)
    {
        var filter = string.Concat(Enumerable.Repeat(piece, 6000)) + "actif";
        using var answer = await server.Get($"/odata/{Corridors}?$filter={Uri.EscapeDataString(filter)}");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Long_chains_are_answered()
    {
        var filter = string.Join(" or ", Enumerable.Range(1, 1500).Select(i => $"fid eq {i}"));
        Assert.Equal("9", await server.GetText($"/odata/communes/$count?$filter={Uri.EscapeDataString(filter)}"));
    }

    [Fact]
    public async Task HTTP_is_spoken_properly()
    {
        using var first = await server.Get("/odata/communes?$top=3");
        using var again = new HttpRequestMessage(HttpMethod.Get, server.Address + "/odata/communes?$top=3");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await server.Http.SendAsync(again, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        using var post = await server.Http.PostAsync(server.Address + "/odata/communes", new StringContent("{}"),
            TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, post.StatusCode);
        using var packed = new HttpRequestMessage(HttpMethod.Get, server.Address + "/odata/seuils_ROE");
        packed.Headers.AcceptEncoding.ParseAdd("br");
        using var third = await server.Http.SendAsync(packed, TestContext.Current.CancellationToken);
        Assert.Equal("br", third.Content.Headers.ContentEncoding.Single());
        Assert.Equal("*", third.Headers.GetValues("Access-Control-Allow-Origin").Single());
    }
}
