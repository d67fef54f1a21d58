using System.Net;

namespace SrceOgc.Tests.Server.Wms;

/// <summary>GetMap against the built server: images, axis orders, caching, and every kind of wrong request.</summary>
public sealed class GetMapTests(RunningServer server)
{
    private const string Map =
        "/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&LAYERS=communes&STYLES=&CRS=EPSG:2154&BBOX=600000,6800000,630000,6830000&WIDTH=64"
        + "&HEIGHT=48&FORMAT=image/png";

    [Theory]
    [InlineData("image/png", "image/png", new byte[] { 0x89, 0x50, 0x4E, 0x47 })]
    [InlineData("image/png;%20mode=8bit", "image/png; mode=8bit", new byte[] { 0x89, 0x50, 0x4E, 0x47 })]
    [InlineData("image/png8", "image/png; mode=8bit", new byte[] { 0x89, 0x50, 0x4E, 0x47 })]
    [InlineData("image/jpeg", "image/jpeg", new byte[] { 0xFF, 0xD8, 0xFF })]
    public async Task Every_announced_format_is_sent(string format, string type, byte[] signature)
    {
        using var answer = await server.Get(Map.Replace("FORMAT=image/png", "FORMAT=" + format));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType!.ToString());
        Assert.Equal(signature, (await answer.Content.ReadAsByteArrayAsync())[..signature.Length]);
    }

    [Theory]
    [InlineData("1.3.0", "CRS=EPSG:4326", "48.3,1.6,48.6,2.1")]
    [InlineData("1.3.0", "CRS=CRS:84", "1.6,48.3,2.1,48.6")]
    [InlineData("1.1.1", "SRS=EPSG:4326", "1.6,48.3,2.1,48.6")]
    public async Task The_same_place_is_the_same_map_in_every_axis_order(string version, string crs, string bbox)
    {
        var expected = await Bytes(
            $"/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&LAYERS=communes&STYLES=&CRS=CRS:84&BBOX=1.6,48.3,2.1,48.6&WIDTH=100"
            + $"&HEIGHT=60&FORMAT=image/png");
        var image = await Bytes($"/wms?SERVICE=WMS&VERSION={version}&REQUEST=GetMap&LAYERS=communes&STYLES=&{crs}&BBOX={bbox}&WIDTH=100"
            + $"&HEIGHT=60&FORMAT=image/png");
        Assert.Equal(expected, image);
        Assert.NotEqual(await Bytes(
            "/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&LAYERS=communes&STYLES=&CRS=CRS:84&BBOX=11.6,48.3,12.1,48.6&WIDTH=100"
            + "&HEIGHT=60&FORMAT=image/png"), image);
    }

    [Fact]
    public async Task A_group_draws_its_layers()
    {
        var group = await Bytes(Map.Replace("LAYERS=communes", "LAYERS=territoires"));
        Assert.Equal(0x89, group[0]);
        Assert.NotEqual(await Bytes(Map.Replace("BBOX=600000,6800000,630000,6830000", "BBOX=0,0,30000,30000")), group);
    }

    [Theory]
    [InlineData("DPI=192")]
    [InlineData("MAP_RESOLUTION=192")]
    [InlineData("FORMAT_OPTIONS=dpi:192")]
    public async Task Dpi_is_honoured_in_its_three_spellings(string dpi)
    {
        Assert.NotEqual(await Bytes(Map), await Bytes(Map + "&" + dpi));
        Assert.Equal(await Bytes(Map + "&DPI=192"), await Bytes(Map + "&" + dpi));
    }

    [Fact]
    public async Task Both_names_of_the_default_style_draw_it() =>
        Assert.Equal(await Bytes(Map), await Bytes(Map.Replace("STYLES=", "STYLES=default")));

    [Fact]
    public async Task A_known_image_is_not_sent_again()
    {
        using var first = await server.Get(Map);
        Assert.Contains("max-age=", first.Headers.CacheControl!.ToString());
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Address + Map)
        {
            Headers =
            { { "If-None-Match", first.Headers.ETag!.ToString() } }
        };
        using var second = await server.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Theory]
    [InlineData("LAYERS=communes", "LAYERS=nulle_part", "LayerNotDefined", "LAYERS")]
    [InlineData("STYLES=", "STYLES=baroque", "StyleNotDefined", "STYLES")]
    [InlineData("STYLES=", "STYLES=a,b", "InvalidParameterValue", "STYLES")]
    [InlineData("CRS=EPSG:2154", "CRS=EPSG:999999", "InvalidCRS", "CRS")]
    [InlineData("CRS=EPSG:2154", "CRS=", "MissingParameterValue", "CRS")]
    [InlineData("FORMAT=image/png", "FORMAT=image/tiff", "InvalidFormat", "FORMAT")]
    [InlineData("BBOX=600000,6800000,630000,6830000", "BBOX=630000,6800000,600000,6830000", "InvalidParameterValue", "BBOX")]
    [InlineData("BBOX=600000,6800000,630000,6830000", "BBOX=600000,6800000,630000", "InvalidParameterValue", "BBOX")]
    [InlineData("BBOX=600000,6800000,630000,6830000", "BBOX=NaN,6800000,630000,6830000", "InvalidParameterValue", "BBOX")]
    [InlineData("BBOX=600000,6800000,630000,6830000", "BBOX=-Infinity,6800000,630000,6830000", "InvalidParameterValue", "BBOX")]
    [InlineData("BBOX=600000,6800000,630000,6830000", "BBOX=1e400,6800000,630000,6830000", "InvalidParameterValue", "BBOX")]
    [InlineData("WIDTH=64", "WIDTH=0", "InvalidParameterValue", "WIDTH")]
    [InlineData("WIDTH=64", "WIDTH=-5", "InvalidParameterValue", "WIDTH")]
    [InlineData("WIDTH=64", "WIDTH=100000", "InvalidParameterValue", "WIDTH")]
    [InlineData("WIDTH=64", "WIDTH=64&WIDTH=65", "InvalidParameterValue", "WIDTH")]
    [InlineData("WIDTH=64&HEIGHT=48", "WIDTH=8192&HEIGHT=8192", "InvalidParameterValue", "WIDTH")]
    [InlineData("FORMAT=image/png", "FORMAT=image/png&BGCOLOR=rouge", "InvalidParameterValue", "BGCOLOR")]
    [InlineData("FORMAT=image/png", "FORMAT=image/png&TRANSPARENT=peut-être", "InvalidParameterValue", "TRANSPARENT")]
    [InlineData("FORMAT=image/png", "FORMAT=image/png&DPI=1", "InvalidParameterValue", "DPI")]
    [InlineData("FORMAT=image/png", "FORMAT=image/png&SLD=http://127.0.0.1/style.sld", "InvalidParameterValue", "SLD")]
    [InlineData("REQUEST=GetMap", "REQUEST=GetMaps", "OperationNotSupported", "GetMaps")]
    [InlineData("SERVICE=WMS", "SERVICE=WPS", "InvalidParameterValue", "SERVICE")]
    public async Task A_wrong_parameter_is_named(string right, string wrong, string code, string locator)
    {
        var report = await server.GetText(Map.Replace(right, wrong));
        Assert.Contains($"code=\"{code}\"", report);
        Assert.Contains($"locator=\"{locator}\"", report);
        Assert.DoesNotContain("   at ", report);
    }

    [Fact]
    public async Task A_fault_may_come_as_an_image()
    {
        var written = await Bytes(Map.Replace("CRS=EPSG:2154", "CRS=EPSG:1") + "&EXCEPTIONS=INIMAGE");
        var blank = await Bytes(Map.Replace("CRS=EPSG:2154", "CRS=EPSG:1") + "&EXCEPTIONS=BLANK");
        Assert.Equal(0x89, written[0]);
        Assert.Equal(0x89, blank[0]);
        Assert.NotEqual(written, blank);
    }

    [Fact]
    public async Task An_address_of_sixty_kilobytes_gets_a_report() =>
        Assert.Contains("LayerNotDefined", await server.GetText(Map.Replace("LAYERS=communes", "LAYERS=" + new string('x', 60_000))));

    [Fact]
    public async Task Every_answer_allows_every_origin_once()
    {
        foreach (var address in new[] { Map, "/wms?REQUEST=GetMap", "/wms" })
        {
            using var answer = await server.Get(address);
            Assert.Equal(["*"], answer.Headers.GetValues("Access-Control-Allow-Origin"));
        }

        using var options = await server.Http.SendAsync(new HttpRequestMessage(HttpMethod.Options, server.Address + "/wms"));
        Assert.Equal(HttpStatusCode.NoContent, options.StatusCode);
    }

    private async Task<byte[]> Bytes(string address)
    {
        using var answer = await server.Get(address);
        var body = await answer.Content.ReadAsByteArrayAsync();
        Assert.True(answer.Content.Headers.ContentType!.MediaType!.StartsWith("image/", StringComparison.Ordinal),
            System.Text.Encoding.UTF8.GetString(body));
        return body;
    }
}
