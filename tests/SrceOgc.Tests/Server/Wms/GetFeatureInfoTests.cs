using System.Text.Json;
using System.Xml.Linq;

namespace SrceOgc.Tests.Server.Wms;

public sealed class GetFeatureInfoTests(RunningServer server)
{
    /// <summary>The middle of commune 5 is at pixel 150, 150.</summary>
    private const string Info =
        "/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetFeatureInfo&LAYERS=communes&QUERY_LAYERS=communes&STYLES=&CRS=EPSG:2154&BBOX=600000,"
        + "6800000,630000,6830000&WIDTH=300&HEIGHT=300&FORMAT=image/png&I=150&J=150&FEATURE_COUNT=10";

    [Fact]
    public async Task The_feature_under_the_pixel_is_told_in_every_format()
    {
        foreach (var format in new[] { "text/plain", "text/html", "application/geo%2Bjson", "application/vnd.ogc.gml",
            "application/gml%2Bxml;%20version=3.2" })
        {
            var text = await server.GetText(Info + "&INFO_FORMAT=" + format);
            Assert.Contains("02005", text);
            Assert.DoesNotContain("02004", text);
        }
    }

    /// <summary>The schema is the one the answer itself points to.</summary>
    [Theory]
    [InlineData("application/gml%2Bxml;%20version=3.2", "http://schemas.opengis.net/wfs/2.0/wfs.xsd",
        "http://schemas.opengis.net/gml/3.2.1/gml.xsd")]
    [InlineData("application/vnd.ogc.gml", "http://schemas.opengis.net/wfs/1.0.0/WFS-basic.xsd",
        "http://schemas.opengis.net/gml/2.1.2/feature.xsd")]
    public async Task Gml_is_valid_against_the_schema_it_names(string format, string wfs, string gml)
    {
        foreach (var layers in new[] { "communes", "communes,Corridors_ecologiques,seuils_ROE" })
        {
            var text = await server.GetText(Info.Replace("LAYERS=communes&QUERY_LAYERS=communes", $"LAYERS={layers}&QUERY_LAYERS={layers}")
                + "&INFO_FORMAT=" + format);
            var places = XElement.Parse(text).Attributes()
                .Single(attribute => attribute.Name.LocalName == "schemaLocation").Value.Split(' ');
            var schema = await server.GetText(places[^1][server.Address.Length..]);
            OgcSchemas.Load(wfs, gml).With(schema).Validate(text);
        }
    }

    [Fact]
    public async Task Nothing_found_says_nothing()
    {
        var outside = Info.Replace("BBOX=600000,6800000,630000,6830000", "BBOX=0,0,30000,30000");
        Assert.Equal("", await server.GetText(outside + "&INFO_FORMAT=text/html"));
        Assert.Equal("", await server.GetText(outside + "&INFO_FORMAT=text/plain"));
        using var json = JsonDocument.Parse(await server.GetText(outside + "&INFO_FORMAT=application/json"));
        Assert.Equal(0, json.RootElement.GetProperty("features").GetArrayLength());
    }

    [Fact]
    public async Task Html_shows_titles_and_escapes_values()
    {
        var around = "/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetFeatureInfo&LAYERS=Corridors_ecologiques"
            + "&QUERY_LAYERS=Corridors_ecologiques&STYLES=&CRS=EPSG:2154&BBOX=611000,6801000,612000,6802000&WIDTH=100&HEIGHT=100&I=80"
            + "&J=80&INFO_FORMAT=text/html";
        var html = await server.GetText(around);
        Assert.Contains("Esp&#xE8;ce (nom commun)", html);
        Assert.Contains("&lt;b&gt;", html);
        Assert.DoesNotContain("<b>", html);
    }

    [Theory]
    [InlineData("I=150", "I=300", "InvalidPoint", "I")]
    [InlineData("J=150", "J=-1", "InvalidPoint", "J")]
    [InlineData("QUERY_LAYERS=communes", "QUERY_LAYERS=nulle_part", "LayerNotDefined", "QUERY_LAYERS")]
    [InlineData("QUERY_LAYERS=communes", "QUERY_LAYERS=seuils_ROE", "LayerNotQueryable", "QUERY_LAYERS")]
    [InlineData("FEATURE_COUNT=10", "FEATURE_COUNT=0", "InvalidParameterValue", "FEATURE_COUNT")]
    public async Task A_wrong_parameter_is_named(string right, string wrong, string code, string locator)
    {
        var report = await server.GetText(Info.Replace(right, wrong));
        Assert.Contains($"code=\"{code}\"", report);
        Assert.Contains($"locator=\"{locator}\"", report);
    }
}
