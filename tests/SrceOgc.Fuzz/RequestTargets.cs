using System.Text;
using System.Xml;
using Microsoft.AspNetCore.Http;
using SrceOgc.Server;
using SrceOgc.Server.Configuration;
using SrceOgc.Tests;
using SrceOgc.Tests.Server;

namespace SrceOgc.Fuzz;

/// <summary>Whole requests to a whole server, in memory: nothing but an answer, or a refusal in words; never "an unexpected error", never
/// XML that is none.</summary>
internal static class RequestTargets
{
    private static readonly Lazy<ServerHost> Host = new(Start);

    public static readonly FuzzTarget Kvp =
        new("kvp", () => Texts(KvpTexts),
        ["SERVICE=WMS", "REQUEST=GetMap", "&LAYERS=", "&BBOX=", "&CRS=EPSG:4326", "&WIDTH=", "&CQL_FILTER=", "&STYLES=",
        "&LAYERDEFS={\"communes\":\"",
        "&FORMAT=image/png", "&I=", "%00", "%FF", "&COUNT=", "&STARTINDEX=9223372036854775807", "&SORTBY=", "communes,",
        "&EXCEPTIONS=INIMAGE", "&f=html"],
        input => Get(input));

    public static readonly FuzzTarget OData =
        new("odata", () => Texts(ODataTexts),
        ["$filter=", "$apply=", "groupby((", "aggregate(", "$search=", "$compute=", " as n", "@p=",
        "$orderby=", "$select=", " eq ", " and ", "contains(nom,",
        "geo.distance(", "geometry'SRID=2154;POINT(1 2)'", "$skip=", "$top=", "in (", "not ", "year("],
        input => Get(input));

    public static readonly FuzzTarget Xml =
        new("xml", () => Texts(XmlTexts),
        ["<wfs:Query typeNames=\"communes\">", "</wfs:Query>", "<fes:Filter>", "xmlns:", "&#0;", "<![CDATA[",
        "<wfs:PropertyName>nom</wfs:PropertyName>", "<wfs:StoredQuery id=\"", "resultType=\"hits\"", "count=\"", "version=\"1.1.0\""],
        input => Post(input));

    private static string[] KvpTexts =>
    [
        "/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&LAYERS=communes,seuils_ROE&STYLES=&CRS=EPSG:4326&BBOX=48.9,2.3,49.2,2.6&WIDTH=64"
            + "&HEIGHT=48&FORMAT=image/png&TRANSPARENT=TRUE",
        "/wms?SERVICE=WMS&VERSION=1.1.1&REQUEST=GetMap&LAYERS=communes&STYLES=default&SRS=EPSG:2154&BBOX=600000,6800000,630000,6830000"
            + "&WIDTH=64&HEIGHT=64&FORMAT=image/jpeg&EXCEPTIONS=INIMAGE",
        "/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetFeatureInfo&LAYERS=communes&QUERY_LAYERS=communes&STYLES=&CRS=EPSG:2154&BBOX=600000,"
            + "6800000,630000,6830000&WIDTH=64&HEIGHT=64&I=10&J=10&INFO_FORMAT=text/html",
        "/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetLegendGraphic&LAYER=communes&FORMAT=image/png",
            "/wms?SERVICE=WMS&REQUEST=GetCapabilities",
        "/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES=srce:communes&COUNT=5&STARTINDEX=1&SORTBY=nom+DESC&BBOX=48,2,50,3,"
            + "urn:ogc:def:crs:EPSG::4326",
        "/wfs?SERVICE=WFS&VERSION=1.1.0&REQUEST=GetFeature&TYPENAME=communes&CQL_FILTER=nom+LIKE+'C%25'&OUTPUTFORMAT=application/json",
            "/wfs?SERVICE=WFS&VERSION=1.0.0&REQUEST=GetFeature&FEATUREID=communes.1&OUTPUTFORMAT=csv",
        "/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetPropertyValue&TYPENAMES=communes&VALUEREFERENCE=nom",
            "/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&STOREDQUERY_ID=urn:ogc:def:query:OGC-WFS::GetFeatureById&ID=communes.3",
        "/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=DescribeFeatureType",
            "/ogc/collections/communes/items?limit=3&offset=2&bbox=2,48,3,50&f=json&properties=nom&sortby=-nom",
            "/ogc/collections/communes/items?filter=nom+LIKE+'C%25'&f=html",
        "/api/v1/couches?q=commune&limite=5&debut=1", "/api/v1/communes?q=ab", "/api/v1/territoires?q=ab&dans=commune/02001",
            "/api/v1/territoires/commune/02001/indicateurs?comparer=commune/02002",
        "/ici?x=615000&y=6815000&crs=EPSG:2154", "/emporter/commune/02001.geojson?tampon=10&decoupe=0",
            "/fiches/commune/02001.pdf?format=A4&orientation=portrait&echelle=100000&date=2019-05&planche=srce",
            "/fiches/registre?type=commune",
            "/qgis/couches/communes.qlr?mode=wms", "/styles/communes/default.qml",
            "/versions/essai-1/wms?SERVICE=WMS&REQUEST=GetCapabilities", "/versions/essai-1",
            "/wmts?SERVICE=WMTS&REQUEST=GetTile&LAYER=communes&STYLE=default&FORMAT=image/png&TILEMATRIXSET=LAMB93_10cm&TILEMATRIX=12"
            + "&TILEROW=395&TILECOL=46", "/wmts?SERVICE=WMTS&REQUEST=GetCapabilities&ACCEPTVERSIONS=1.0.0",
            "/wmts/communes/default/WebMercatorQuad/11/704/1032@2x.png", "/wmts/communes/default/WebMercatorQuad/11/704/1032/1/2.json",
            "/mentions-legales?LANGUAGE=eng", "/versions/essai-1/qgis/catalogue.qgs",
            "/ogc/collections?f=json", "/qgis/catalogue.qgs",
    ];

    private static string[] ODataTexts =>
    [
        "/odata/communes?$filter=startswith(nom,'C') and insee ne null&$orderby=nom desc&$top=3&$skip=1&$count=true&$select=nom,insee",
            "/odata/communes?$apply=groupby((nom),aggregate($count as nombre))", "/odata/communes?$search=\"Ville\" AND NOT (a OR b)",
        "/odata/communes?$filter=geo.distance(geom,geometry'SRID=2154;POINT(601500 6801500)') lt 500&$format=json",
            "/odata/communes(3)/insee/$value", "/odata/$metadata", "/odata/communes?$filter=insee in ('02002','60057')&$format=csv",
            "/odata/communes/$count?$filter=length(nom) gt 3", "/odata/communes?$compute=length(nom) mul 2 as n&$filter=n gt 3&$select=n",
        "/odata/communes?$apply=compute(length(nom) as n)/filter(n gt 3)/groupby((n))&$filter=n eq @p&@p=12",
    ];

    private static string[] XmlTexts =>
    [
        """<wfs:GetFeature xmlns:wfs="http://www.opengis.net/wfs/2.0" xmlns:fes="http://www.opengis.net/fes/2.0" service="WFS" """
            + """version="2.0.0" count="3"><wfs:Query typeNames="communes"><wfs:PropertyName>nom</wfs:PropertyName><fes:Filter>"""
            + """<fes:PropertyIsEqualTo><fes:ValueReference>insee</fes:ValueReference><fes:Literal>02002</fes:Literal>"""
            + """</fes:PropertyIsEqualTo></fes:Filter><fes:SortBy><fes:SortProperty><fes:ValueReference>nom</fes:ValueReference>"""
            + """</fes:SortProperty></fes:SortBy></wfs:Query></wfs:GetFeature>""",
        """<wfs:GetFeature xmlns:wfs="http://www.opengis.net/wfs" xmlns:ogc="http://www.opengis.net/ogc" service="WFS" version="1.1.0" """
            + """maxFeatures="2"><wfs:Query typeName="communes"><ogc:Filter><ogc:PropertyIsLike wildCard="*" singleChar="." """
            + """escapeChar="!"><ogc:PropertyName>nom</ogc:PropertyName><ogc:Literal>C*</ogc:Literal></ogc:PropertyIsLike></ogc:Filter>"""
            + """</wfs:Query></wfs:GetFeature>""",
        """<wfs:GetFeature xmlns:wfs="http://www.opengis.net/wfs/2.0" service="WFS" version="2.0.0"><wfs:StoredQuery """
            + """id="urn:ogc:def:query:OGC-WFS::GetFeatureById"><wfs:Parameter name="ID">communes.1</wfs:Parameter></wfs:StoredQuery>"""
            + """</wfs:GetFeature>""",
        """<wfs:DescribeFeatureType xmlns:wfs="http://www.opengis.net/wfs/2.0" service="WFS" version="2.0.0"><wfs:TypeName>communes"""
            + """</wfs:TypeName></wfs:DescribeFeatureType>""",
            """<wfs:GetCapabilities xmlns:wfs="http://www.opengis.net/wfs/2.0" service="WFS"/>""",
        """<wfs:GetPropertyValue xmlns:wfs="http://www.opengis.net/wfs/2.0" service="WFS" version="2.0.0" valueReference="nom">"""
            + """<wfs:Query typeNames="communes"/></wfs:GetPropertyValue>""",
    ];

    private static byte[][] Texts(string[] texts) => [.. texts.Select(Encoding.UTF8.GetBytes)];

    private static void Get(ReadOnlyMemory<byte> input)
    {
        var address = Encoding.UTF8.GetString(input.Span);
        var question = address.IndexOf('?', StringComparison.Ordinal);
        Ask("GET", question < 0 ? address : address[..question], question < 0 ? "" : address[question..], []);
    }

    private static void Post(ReadOnlyMemory<byte> input) => Ask("POST", "/wfs", "", input.ToArray());

    private static void Ask(string method, string path, string query, byte[] body)
    {
        var context = new DefaultHttpContext();
        (context.Request.Method, context.Request.Scheme, context.Request.Host) = (method, "http", new("localhost"));
        // Kestrel decodes paths, and refuses those that hold a null, before anybody sees them.
        context.Request.Path = new PathString("/" + Uri.UnescapeDataString(path).TrimStart('/')
            .Replace("\0", "", StringComparison.Ordinal));
        context.Request.QueryString = new(query);
        if (method == "POST")
            (context.Request.Body, context.Request.ContentType, context.Request.ContentLength) =
                (new MemoryStream(body), "text/xml", body.Length);
        using var answer = new MemoryStream();
        context.Response.Body = answer;
        Host.Value.Answer(context).GetAwaiter().GetResult();
        if (context.Response.StatusCode is >= 500 and not (501 or 503))
            throw new InvalidOperationException($"{context.Response.StatusCode}: {Encoding.UTF8.GetString(answer.ToArray())}");
        if (context.Response.ContentType?.Contains("xml", StringComparison.Ordinal) == true && answer.Length > 0)
            CheckWellFormed(answer.ToArray());
    }

    private static void CheckWellFormed(byte[] document)
    {
        using var reader = XmlReader.Create(new MemoryStream(document), new() { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
        while (reader.Read())
        {
        }
    }

    private static ServerHost Start()
    {
        var folder = Directory.CreateTempSubdirectory("srceogc-fuzz-serveur").FullName;
        var gpkg = Directory.CreateDirectory(Path.Combine(folder, "gpkg")).FullName;
        TestGeoPackage.Write(Path.Combine(gpkg, "essai.gpkg"));
        var host = ServerHost.Build(
            SettingsReader.Read(["--urls", "http://127.0.0.1:0", "--gpkg", gpkg, "--data", Path.Combine(folder, "data"), "--ogc",
            Path.Combine(RepositoryFiles.Root, "ogc"), "--logLevel", "Error", "--cacheMegabytes", "0"]));
        _ = host.Run();
        while (true)
        {
            var context = new DefaultHttpContext
            {
                Request =
                { Method = "GET", Path = "/api/v1/couches/communes", Host = new("localhost"), Scheme = "http" }
            };
            host.Answer(context).GetAwaiter().GetResult();
            if (context.Response.StatusCode == 200)
                return host;
            Thread.Sleep(100);
        }
    }
}
