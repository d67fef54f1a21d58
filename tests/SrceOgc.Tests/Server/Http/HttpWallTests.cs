using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SrceOgc.Tests.Server.Http;

/// <summary>HTTP as odd clients, proxies and strangers speak it, on addresses that only read.</summary>
public sealed class HttpWallTests(RunningServer server)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("TRACE", "/wms")]
    [InlineData("PUT", "/wfs")]
    [InlineData("DELETE", "/")]
    [InlineData("PATCH", "/ogc")]
    [InlineData("PROPFIND", "/qgis/catalogue.qgs")]
    [InlineData("FOO", "/sante")]
    [InlineData("get", "/wms")]
    [InlineData("PUT", "/api/v1/couches")]
    [InlineData("POST", "/styles/epci/default.qml")]
    [InlineData("DELETE", "/api/v1/jeux")]
    [InlineData("PUT", "/api/v1/jeux/essai/rapport")]
    [InlineData("PUT", "/api/v1/jetons")]
    [InlineData("PATCH", "/odata")]
    [InlineData("BREW", "/nulle/part")]
    public async Task A_method_that_an_address_does_not_know_is_405_with_those_it_does(string method, string path)
    {
        var answer = await Raw($"{method} {path}?SERVICE=WMS&REQUEST=GetCapabilities HTTP/1.1\r\nHost: x\r\nContent-Length: "
            + $"0\r\nConnection: close\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 405 ", answer);
        Assert.Contains("\r\nAllow: ", answer);
    }

    [Fact]
    public async Task CONNECT_is_405()
    {
        var answer = await Raw("CONNECT x:80 HTTP/1.1\r\nHost: x:80\r\nConnection: close\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 405 ", answer);
    }

    /// <summary>RFC 9112, 7.1.</summary>
    [Theory]
    [InlineData("/wfs", "FFFFFFFFFFFFFFFF")]
    [InlineData("/wfs", "80000000")]
    [InlineData("/wms", "7FFFFFFFF")]
    [InlineData("/wfs", "-1")]
    [InlineData("/wfs", "zz")]
    public async Task A_chunk_size_that_cannot_be_is_the_client_s_fault(string path, string size)
    {
        foreach (var type in new[] { "text/xml", "application/x-www-form-urlencoded" })
        {
            var answer = await Raw($"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: {type}\r\nTransfer-Encoding: "
                + $"chunked\r\nConnection: close\r\n\r\n{size}\r\n");
            Assert.Matches("^HTTP/1.1 4(00|13) ", answer);
        }
    }

    [Theory]
    [InlineData("/styles/seuils_ROE/default.%C3%A9")]
    [InlineData("/styles/seuils_ROE/default.a%0Db")]
    [InlineData("/styles/seuils_ROE/default.%22")]
    [InlineData("/styles/seuils_ROE/default.")]
    [InlineData("/qgis/couches/seuils_ROE.%C3%A9")]
    public async Task An_extension_nobody_knows_is_404(string address)
    {
        using var answer = await server.Get(address);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("/qgis/plugins/plugins.xml")]
    [InlineData("/qgis/catalogue.qgs")]
    [InlineData("/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetCapabilities")]
    [InlineData("/wms?SERVICE=WMS&VERSION=1.1.1&REQUEST=GetCapabilities")]
    [InlineData("/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetCapabilities")]
    [InlineData("/wfs?SERVICE=WFS&VERSION=1.0.0&REQUEST=GetCapabilities")]
    [InlineData("/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES=seuils_ROE")]
    [InlineData("/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=DescribeFeatureType")]
    [InlineData("/ogc/collections?f=json")]
    [InlineData("/ogc/collections/seuils_ROE/items?f=json")]
    [InlineData("/odata")]
    [InlineData("/odata/seuils_ROE")]
    [InlineData("/api/v1/couches")]
    [InlineData("/qgis/idg.json")]
    [InlineData("/qgis/connexions-wms.xml")]
    public async Task A_copy_made_for_another_host_is_never_confirmed(string address)
    {
        using var poisoned = await Get(address, ("X-Forwarded-Host", "evil.example"));
        Assert.True(poisoned.IsSuccessStatusCode);
        using var known = await Get(address, ("If-None-Match", poisoned.Headers.ETag!.ToString()));
        Assert.Equal(HttpStatusCode.OK, known.StatusCode);
        using var own = await Get(address, ("If-None-Match", known.Headers.ETag!.ToString()));
        Assert.Equal(HttpStatusCode.NotModified, own.StatusCode);
    }

    [Theory]
    [InlineData("X-Forwarded-Prefix", "/../..")]
    [InlineData("X-Forwarded-Prefix", "//evil.example")]
    [InlineData("X-Forwarded-Prefix", "/a/./b")]
    [InlineData("X-Forwarded-Prefix", "/a//b")]
    [InlineData("X-Forwarded-Prefix", "a")]
    [InlineData("X-Forwarded-Prefix", "/a\tb")]
    [InlineData("X-Forwarded-Prefix", "/%2e%2e")]
    [InlineData("X-Forwarded-Host", "..")]
    [InlineData("X-Forwarded-Host", "a..b")]
    [InlineData("X-Forwarded-Host", "evil.example/x")]
    [InlineData("X-Forwarded-Host", "user@evil.example")]
    [InlineData("X-Forwarded-Host", "-")]
    public async Task What_no_host_or_prefix_can_be_is_not_repeated(string header, string value)
    {
        using var answer = await Get("/ogc?f=json", (header, value));
        var text = await answer.Content.ReadAsStringAsync(Stop);
        Assert.Contains(header == "X-Forwarded-Prefix" ? $"\"{server.Address}/ogc" : "\"http://localhost/ogc", text);
    }

    [Theory]
    [InlineData("/srce")]
    [InlineData("/portail/srce.d")]
    [InlineData("/a/...")]
    public async Task A_prefix_is_repeated(string prefix)
    {
        using var answer = await Get("/ogc?f=json", ("X-Forwarded-Prefix", prefix));
        Assert.Contains($"\"{server.Address}{prefix}/ogc", await answer.Content.ReadAsStringAsync(Stop));
    }

    [Theory]
    [InlineData("/wms?SERVICE=WMS&REQUEST=GetCapabilities")]
    [InlineData("/wfs?SERVICE=WFS&REQUEST=GetCapabilities")]
    [InlineData("/wfs?SERVICE=WFS&REQUEST=Faux")]
    [InlineData("/ogc/collections/seuils_ROE/items?f=json")]
    [InlineData("/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetLegendGraphic&LAYER=seuils_ROE&FORMAT=image/png")]
    [InlineData("/odata")]
    [InlineData("/qgis/catalogue.qgs")]
    [InlineData("/api/v1/couches")]
    [InlineData("/flux.atom")]
    public async Task Whatever_is_no_page_lets_a_browser_run_nothing(string address)
    {
        using var answer = await server.Get(address);
        Assert.Equal("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single());
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/gestion")]
    [InlineData("/diagnostic")]
    [InlineData("/ogc?f=html")]
    [InlineData("/ogc/collections/seuils_ROE/items?f=html")]
    [InlineData("/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetFeatureInfo&LAYERS=seuils_ROE&QUERY_LAYERS=seuils_ROE&STYLES=&CRS=CRS:84"
        + "&BBOX=-10,40,10,55&WIDTH=100&HEIGHT=100&I=5&J=5&INFO_FORMAT=text/html")]
    public async Task A_page_runs_this_server_s_scripts_alone(string address)
    {
        using var answer = await server.Get(address);
        Assert.StartsWith("default-src 'self'; ", answer.Headers.GetValues("Content-Security-Policy").Single());
    }

    [Theory]
    [InlineData("qml")]
    [InlineData("sld")]
    [InlineData("json")]
    public async Task Styles_are_files_to_save_with_an_origin_of_their_own(string extension)
    {
        using var answer = await server.Get($"/styles/seuils_ROE/default.{extension}");
        Assert.Equal("sandbox; default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
    }

    [Theory]
    [InlineData("&STARTINDEX=1")]
    [InlineData("&COUNT=0")]
    [InlineData("&RESULTTYPE=hits")]
    [InlineData("&COUNT=0&STARTINDEX=5&RESULTTYPE=hits")]
    public async Task A_query_for_one_feature_has_no_pages(string paging)
    {
        const string ById = "/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&STOREDQUERY_ID=urn:ogc:def:query:OGC-WFS::GetFeatureById"
            + "&ID=";
        var id = System.Text.RegularExpressions.Regex.Match(
            await server.GetText("/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES=seuils_ROE&COUNT=1"),
            "gml:id=\"(seuils_ROE\\.\\d+)\"").Groups[1].Value;
        Assert.Equal(await server.GetText(ById + id), await server.GetText(ById + id + paging));
        Assert.StartsWith("{\"type\":\"Feature\"", (await server.GetText(ById + id + paging + "&OUTPUTFORMAT=application/geo%2Bjson"))
            .Replace(" ", ""));
    }

    private async Task<HttpResponseMessage> Get(string address, (string Name, string Value) header)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Address + address);
        request.Headers.TryAddWithoutValidation(header.Name, header.Value);
        return await server.Http.SendAsync(request, Stop);
    }

    private async Task<string> Raw(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, new Uri(server.Address).Port, Stop);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), Stop);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync(Stop);
    }
}
