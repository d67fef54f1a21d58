namespace SrceOgc.Tests.Server;

/// <summary>Requests of every protocol, damaged: each gets an answer or an error in words, never "an unexpected error", never a broken
/// connection.</summary>
public sealed class DamagedRequestTests(RunningServer server)
{
    private const int Count = 400;

    private const string Sld =
        """<StyledLayerDescriptor version="1.0.0" xmlns="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc"><NamedLayer>"""
            + """<Name>communes</Name><UserStyle><FeatureTypeStyle><Rule><ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>insee"""
            + """</ogc:PropertyName><ogc:Literal>02002</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter><PolygonSymbolizer><Fill>"""
            + """<CssParameter name="fill">#ff0000</CssParameter></Fill></PolygonSymbolizer><TextSymbolizer><Label><ogc:PropertyName>nom"""
            + """</ogc:PropertyName></Label></TextSymbolizer></Rule></FeatureTypeStyle></UserStyle></NamedLayer></StyledLayerDescriptor>""";

    public static TheoryData<string, string[]> Protocols => new()
    {
        {
            "/wms",
            [
                "SERVICE=WMS|VERSION=1.3.0|REQUEST=GetMap|LAYERS=communes,seuils_ROE|STYLES=|CRS=EPSG:4326|BBOX=48.9,2.3,49.2,2.6"
                    + "|WIDTH=64|HEIGHT=48|FORMAT=image/png|TRANSPARENT=TRUE|BGCOLOR=0xFFFFFF|DPI=96",
                "SERVICE=WMS|VERSION=1.1.1|REQUEST=GetMap|LAYERS=Corridors_ecologiques|STYLES=default|SRS=EPSG:2154|BBOX=600000,6800000,"
                    + "630000,6830000|WIDTH=64|HEIGHT=64|FORMAT=image/jpeg|EXCEPTIONS=INIMAGE|FORMAT_OPTIONS=dpi:120",
                "SERVICE=WMS|VERSION=1.3.0|REQUEST=GetFeatureInfo|LAYERS=communes|QUERY_LAYERS=communes|STYLES=|CRS=EPSG:2154"
                    + "|BBOX=600000,6800000,630000,6830000|WIDTH=64|HEIGHT=64|I=10|J=10|INFO_FORMAT=application/json|FEATURE_COUNT=5",
                "SERVICE=WMS|VERSION=1.3.0|REQUEST=GetLegendGraphic|LAYER=communes|FORMAT=image/png|STYLE=|WIDTH=20|HEIGHT=20"
                    + "|SCALE=25000|BBOX=600000,6800000,630000,6830000|CRS=EPSG:2154",
                "SERVICE=WMS|VERSION=1.1.1|REQUEST=DescribeLayer|LAYERS=communes",
                    "SERVICE=WMS|REQUEST=GetCapabilities|UPDATESEQUENCE=0|LANGUAGE=fre",
                "SERVICE=WMS|VERSION=1.3.0|REQUEST=GetMap|CRS=EPSG:2154|BBOX=600000,6800000,630000,6830000|WIDTH=64|HEIGHT=64"
                    + "|FORMAT=image/png|SLD_BODY=" + Sld,
            ]
        },
        {
            "/wfs",
            [
                "SERVICE=WFS|VERSION=2.0.0|REQUEST=GetFeature|TYPENAMES=srce:communes|COUNT=5|STARTINDEX=1|SORTBY=nom DESC"
                    + "|SRSNAME=urn:ogc:def:crs:EPSG::4326|BBOX=48,2,50,3,urn:ogc:def:crs:EPSG::4326|PROPERTYNAME=nom,geom",
                "SERVICE=WFS|VERSION=1.1.0|REQUEST=GetFeature|TYPENAME=Corridors_ecologiques|MAXFEATURES=3|CQL_FILTER=rang * 2 > 1 AND "
                    + "INTERSECTS(geom, POINT(601500 6801500))|OUTPUTFORMAT=application/json",
                "SERVICE=WFS|VERSION=1.0.0|REQUEST=GetFeature|FEATUREID=communes.1,communes.2|OUTPUTFORMAT=csv",
                    "SERVICE=WFS|VERSION=2.0.0|REQUEST=GetFeature|TYPENAMES=communes|RESULTTYPE=hits|NAMESPACES=xmlns(srce,"
                    + "urn:srceogc:donnees)",
                "SERVICE=WFS|VERSION=2.0.0|REQUEST=GetPropertyValue|TYPENAMES=communes|VALUEREFERENCE=nom|COUNT=3",
                    "SERVICE=WFS|VERSION=2.0.0|REQUEST=DescribeFeatureType|TYPENAMES=communes|OUTPUTFORMAT=application/gml+xml; "
                    + "version=3.2",
                "SERVICE=WFS|VERSION=2.0.0|REQUEST=GetFeature|STOREDQUERY_ID=urn:ogc:def:query:OGC-WFS::GetFeatureById|ID=communes.3",
                    "SERVICE=WFS|ACCEPTVERSIONS=2.0.0,1.1.0|REQUEST=GetCapabilities|SECTIONS=FeatureTypeList",
            ]
        },
        {
            "/ogc/collections/communes/items",
            [
                "limit=3|offset=2|bbox=2,48,3,50|crs=http://www.opengis.net/def/crs/EPSG/0/2154|f=json|properties=nom,insee|sortby=-nom"
                    + "|skipGeometry=true", "filter=nom LIKE 'C%' AND S_INTERSECTS(geom,POINT(2.5 49))|filter-lang=cql2-text|f=html",
                """filter={"op":"=","args":[{"property":"insee"},"02002"]}|filter-lang=cql2-json"""
                    + "|filter-crs=http://www.opengis.net/def/crs/EPSG/0/2154",
                "bbox=600000,6800000,0,630000,6830000,9|bbox-crs=http://www.opengis.net/def/crs/EPSG/0/2154"
                    + "|datetime=2019-01-01T00:00:00Z/..|insee=02002",
            ]
        },
        {
            "/odata/Corridors_ecologiques",
            [
                "$filter=rang mul 2 add 1 eq 9 and not (round(longueur) gt 12 or longueur ne null)|$orderby=rang desc|$top=3|$skip=1"
                    + "|$count=true|$select=rang,longueur",
                    "$filter=geo.distance(geom,geometry'SRID=2154;POINT(601500 6801500)') lt 500|$format=json",
                "$apply=filter(rang gt 0)/groupby((actif),aggregate(longueur with sum as total,$count as nombre))",
                    "$search=\"Forêt\" AND NOT (marais OR été)|$skiptoken=2",
                    "$filter=rang in (1,2,3) or year(Date_Abandon_d_extinction) eq 2019|$format=csv",
            ]
        },
        { "/api/v1/couches", ["q=commune été|theme=trame-bleue|limit=5|offset=1"] },
        { "/api/v1/communes", ["q=ab"] },
        { "/api/v1/territoires", ["q=ab|type=commune|debut=1|limite=5", "type=commune|dans=commune/02001"] },
        { "/api/v1/territoires/commune/02001/indicateurs", ["f=csv|comparer=commune/02002"] },
        { "/ici", ["x=615000|y=6815000|crs=EPSG:2154|f=json", "x=2.1|y=48.4|f=html"] },
        { "/emporter/commune/02001.geojson", ["couches=communes|tampon=100|decoupe=0"] },
        { "/fiches/commune/02001.pdf", ["format=A4|orientation=portrait|echelle=200000|date=2019-05|planche=srce|communes=0"] },
        { "/fiches/registre", ["sha256=00|type=commune|code=02001|debut=0|limite=5"] },
    };

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task No_damage_to_a_request_surprises_the_server(string path, string[] requests)
    {
        var mutations = new Mutations(20_190_501);
        var values = requests.SelectMany(request => request.Split('|')).ToArray();
        foreach (var request in requests)
            Assert.True((await server.GetAnswer(path + "?" + Encoded(request.Split('|')))).Status < 400, request);
        for (var i = 0; i < Count; i++)
        {
            var parts = mutations.Pick(requests).Split('|');
            parts[Array.IndexOf(parts, mutations.Pick(parts))] = mutations.Of(mutations.Pick(parts), values);
            await AssertAnswered(path + "?" + Encoded(parts));
        }
    }

    [Fact]
    public async Task No_damage_to_a_path_surprises_the_server()
    {
        string[] paths =
        [
            "/odata/communes(3)/insee/$value", "/odata/communes/3", "/odata/$metadata", "/ogc/collections/communes/items/communes.3",
                "/ogc/collections/communes/schema", "/api/v1/jeux/essai/versions/1/rapport", "/versions/essai-1/wfs",
            "/versions/essai-1..2/wms", "/couches/communes.qlr", "/actifs/page.css", "/ogc/api", "/flux.atom",
        ];
        var mutations = new Mutations(20_190_501);
        for (var i = 0; i < Count; i++)
            await AssertAnswered("/" + Uri.EscapeDataString(mutations.Of(mutations.Pick(paths), paths).TrimStart('/'))
                .Replace("%2F", "/", StringComparison.Ordinal));
    }

    private async Task AssertAnswered(string address)
    {
        if (address.Length > 60_000)
            return;
        using var answer = await server.Get(address);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode is < 500 or 501 or 503, $"{address}\n{answer.StatusCode} {text}");
        Assert.DoesNotContain("erreur inattendue", text);
    }

    private static string Encoded(string[] parts) =>
        string.Join('&', parts.Select(part => string.Join('=', part.Split('=', 2).Select(Uri.EscapeDataString))));
}
