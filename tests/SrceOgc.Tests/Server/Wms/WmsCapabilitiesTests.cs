using System.Buffers.Binary;
using System.Globalization;
using System.Xml.Linq;

namespace SrceOgc.Tests.Server.Wms;

/// <summary>What the official suite of WMS 1.3.0 found, and what lies next to it.</summary>
public sealed class WmsCapabilitiesTests(RunningServer server)
{
    private static readonly XNamespace Wms = "http://www.opengis.net/wms";
    private static readonly XNamespace XLink = "http://www.w3.org/1999/xlink";

    [Fact]
    public async Task Every_legend_has_the_size_announced()
    {
        var document = await Capabilities();
        var legends = document.Descendants(Wms + "LegendURL").ToArray();
        Assert.NotEmpty(legends);
        foreach (var legend in legends.DistinctBy(Address).Take(12)
            .Concat(legends.Where(l => l.Parent!.Parent!.Elements(Wms + "Layer").Any())))
        {
            using var answer = await server.Http.GetAsync(Address(legend), TestContext.Current.CancellationToken);
            var picture = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
            Assert.Equal("image/png", answer.Content.Headers.ContentType!.MediaType);
            Assert.Equal((int)legend.Attribute("width")!, BinaryPrimitives.ReadInt32BigEndian(picture.AsSpan(16)));
            Assert.Equal((int)legend.Attribute("height")!, BinaryPrimitives.ReadInt32BigEndian(picture.AsSpan(20)));
        }
    }

    /// <summary>QGIS takes a layer in the first of its styles, which is the one of its group, and asks for the legend of that with LAYER
    /// added where the address has none.</summary>
    [Fact]
    public async Task The_legend_of_a_group_is_that_of_a_layer_where_LAYER_is_added()
    {
        foreach (var group in (await Capabilities()).Descendants(Wms + "Layer")
            .Where(layer => layer.Elements(Wms + "Layer").Skip(1).Any() && layer.Element(Wms + "Name") is not null))
        {
            var address = Address(group.Element(Wms + "Style")!.Element(Wms + "LegendURL")!);
            Assert.DoesNotContain("LAYER=", address.Replace("LAYERS=", ""));
            var own = Address(group.Elements(Wms + "Layer").First().Element(Wms + "Style")!.Element(Wms + "LegendURL")!);
            var name = group.Elements(Wms + "Layer").First().Element(Wms + "Name")!.Value;
            var expected = await server.Http.GetByteArrayAsync(own[..own.IndexOf("&STYLE=", StringComparison.Ordinal)],
                TestContext.Current.CancellationToken);
            Assert.Equal(expected, await server.Http.GetByteArrayAsync($"{address}&LAYER={name}", TestContext.Current.CancellationToken));
            Assert.NotEqual(expected, await server.Http.GetByteArrayAsync(address, TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task Both_sides_announced_are_drawn_together()
    {
        var service = (await Capabilities()).Element(Wms + "Service")!;
        var (width, height) = (service.Element(Wms + "MaxWidth")!.Value, service.Element(Wms + "MaxHeight")!.Value);
        using var answer = await server.Get(
            $"/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&LAYERS=communes&STYLES=&CRS=EPSG:2154&BBOX=600000,6800000,630000,6830000"
            + $"&WIDTH={width}&HEIGHT={height}&FORMAT=image/png");
        Assert.Equal("image/png", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Nothing_is_announced_empty_and_no_fees_are_none()
    {
        var document = await Capabilities();
        Assert.DoesNotContain(document.Descendants(), element => !element.HasElements && !element.HasAttributes && element.Value.Length == 0
            && element.Name.LocalName is not ("Address" or "City" or "StateOrProvince" or "PostCode"));
        Assert.Equal("none", document.Element(Wms + "Service")!.Element(Wms + "Fees")!.Value);
    }

    [Fact]
    public async Task Degrees_are_the_same_numbers_in_both_boxes()
    {
        foreach (var layer in (await Capabilities()).Descendants(Wms + "Layer")
            .Where(layer => layer.Element(Wms + "EX_GeographicBoundingBox") is not null))
        {
            var geographic = layer.Element(Wms + "EX_GeographicBoundingBox")!;
            var box = layer.Elements(Wms + "BoundingBox").Single(b => (string?)b.Attribute("CRS") == "EPSG:4326");
            Assert.Equal(Number(geographic.Element(Wms + "westBoundLongitude")!.Value), Number(box.Attribute("miny")!.Value));
            Assert.Equal(Number(geographic.Element(Wms + "southBoundLatitude")!.Value), Number(box.Attribute("minx")!.Value));
            Assert.Equal(Number(geographic.Element(Wms + "eastBoundLongitude")!.Value), Number(box.Attribute("maxy")!.Value));
            Assert.Equal(Number(geographic.Element(Wms + "northBoundLatitude")!.Value), Number(box.Attribute("maxx")!.Value));
        }
    }

    [Theory]
    [InlineData("1.3.0", "http://www.opengis.net/wms")]
    [InlineData("1.1.1", "")]
    public async Task Named_groups_are_queryable_with_keywords_metadata_and_a_legend(string version, string ns)
    {
        XNamespace wms = ns;
        var document = XElement.Parse(WithoutType(await server.GetText($"/wms?SERVICE=WMS&VERSION={version}&REQUEST=GetCapabilities")));
        var groups = document.Descendants(wms + "Layer")
            .Where(layer => layer.Elements(wms + "Layer").Any() && layer.Element(wms + "Name") is not null).ToArray();
        Assert.NotEmpty(groups);
        foreach (var group in groups)
        {
            Assert.Equal("1", (string?)group.Attribute("queryable"));
            Assert.NotEmpty(group.Element(wms + "KeywordList")!.Elements());
            using var metadata = await server.Http.GetAsync(Address(group.Element(wms + "MetadataURL")!),
                TestContext.Current.CancellationToken);
            Assert.Equal(200, (int)metadata.StatusCode);
            var style = group.Element(wms + "Style")!.Element(wms + "Name")!.Value;
            Assert.DoesNotContain(group.Elements(wms + "Layer").SelectMany(layer => layer.Elements(wms + "Style")), s =>
                s.Element(wms + "Name")!.Value == style);
            // Layers inherit the style of their group (7.2.4.8).
            var layer = group.Element(wms + "Layer")!.Element(wms + "Name")!.Value;
            using var map = await server.Get(
                $"/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&LAYERS={layer}&STYLES={style}&CRS=EPSG:2154&BBOX=600000,6800000,630000,"
                + $"6830000&WIDTH=10&HEIGHT=10&FORMAT=image/png");
            Assert.Equal("image/png", map.Content.Headers.ContentType!.MediaType);
        }
    }

    [Fact]
    public async Task The_sequence_is_an_instant_that_clients_can_order()
    {
        var sequence = (string)(await Capabilities()).Attribute("updateSequence")!;
        var instant = DateTimeOffset.Parse(sequence, CultureInfo.InvariantCulture);
        Assert.InRange(instant, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddMinutes(1));
        Assert.Contains("code=\"CurrentUpdateSequence\"", await Ask(sequence));
        foreach (var higher in new[] { "9999-12-31T00:00:00Z", sequence.Replace("Z", "9Z"), instant.AddSeconds(1).ToString("O"), "zzz" })
            Assert.Contains("code=\"InvalidUpdateSequence\"", await Ask(higher));
        foreach (var lower in new[] { "0", "2001-01-01T00:00:00Z", instant.AddSeconds(-1).UtcDateTime.ToString("O") })
            Assert.Contains("<WMS_Capabilities", await Ask(lower));
    }

    [Theory]
    [InlineData("2.0.0")]
    [InlineData("1.1.0")]
    public async Task The_WFS_tells_no_more_than_the_sequence_when_nothing_has_changed(string version)
    {
        var capabilities = $"/wfs?SERVICE=WFS&REQUEST=GetCapabilities&VERSION={version}";
        var whole = XElement.Parse(await server.GetText(capabilities));
        var sequence = Uri.EscapeDataString((string)whole.Attribute("updateSequence")!);
        var same = XElement.Parse(await server.GetText(capabilities + "&UPDATESEQUENCE=" + sequence));
        Assert.Equal((string?)whole.Attribute("updateSequence"), (string?)same.Attribute("updateSequence"));
        Assert.DoesNotContain(same.Elements(), element => element.Name.LocalName is "FeatureTypeList" or "OperationsMetadata");
        Assert.Contains("InvalidUpdateSequence", await server.GetText(capabilities + "&UPDATESEQUENCE=9999-01-01T00:00:00Z"));
        Assert.Contains("FeatureTypeList", await server.GetText(capabilities + "&UPDATESEQUENCE=2001-01-01T00:00:00Z"));
    }

    /// <summary>VERSION is mandatory (7.3.2, 7.4.2); a request that follows 1.1.1 has one meaning without it.</summary>
    [Theory]
    [InlineData("GetMap", "&CRS=EPSG:2154", false)]
    [InlineData("GetMap", "&SRS=EPSG:2154", true)]
    [InlineData("GetMap", "&CRS=EPSG:2154&VERSION=1.3.0", true)]
    [InlineData("GetMap", "&SRS=EPSG:2154&WMTVER=1.1.1", true)]
    [InlineData("GetFeatureInfo", "&CRS=EPSG:2154", false)]
    [InlineData("GetFeatureInfo", "&SRS=EPSG:2154", true)]
    public async Task A_map_without_a_version_follows_1_1_1_or_is_refused(string operation, string given, bool isAnswered)
    {
        var text = await server.GetText(
            $"/wms?SERVICE=WMS&REQUEST={operation}&LAYERS=communes&QUERY_LAYERS=communes&STYLES=&BBOX=600000,6800000,630000,6830000"
            + $"&WIDTH=30&HEIGHT=30&FORMAT=image/png&X=15&Y=15&INFO_FORMAT=text/plain" + given);
        Assert.Equal(!isAnswered, text.Contains("MissingParameterValue", StringComparison.Ordinal)
            && text.Contains("VERSION", StringComparison.Ordinal));
    }

    private async Task<XElement> Capabilities() =>
        XElement.Parse(await server.GetText("/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetCapabilities"));

    private Task<string> Ask(string sequence) =>
        server.GetText("/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetCapabilities&UPDATESEQUENCE=" + Uri.EscapeDataString(sequence));

    private static string Address(XElement link) =>
        (string)link.Elements().Single(element => element.Name.LocalName == "OnlineResource").Attribute(XLink + "href")!;

    private static string WithoutType(string document) => document.IndexOf("<!DOCTYPE", StringComparison.Ordinal) is >= 0 and var at
        ? document[..at] + document[(document.IndexOf('>', at) + 1)..] : document;

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
