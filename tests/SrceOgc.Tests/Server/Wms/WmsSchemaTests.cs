using System.Xml;

namespace SrceOgc.Tests.Server.Wms;

/// <summary>XML answers of WMS against the official XSDs and DTDs.</summary>
public sealed class WmsSchemaTests(RunningServer server)
{
    private const string Schemas = "http://schemas.opengis.net/";

    [Fact]
    public async Task Capabilities_of_1_3_0_are_valid()
    {
        var document = await server.GetText("/wms?SERVICE=WMS&REQUEST=GetCapabilities");
        Assert.Contains("WMS_Capabilities version=\"1.3.0\"", document);
        OgcSchemas.Load(Schemas + "wms/1.3.0/capabilities_1_3_0.xsd", Schemas + "sld/1.1.0/sld_capabilities.xsd").Validate(document);
    }

    [Fact]
    public async Task Capabilities_of_1_1_1_are_valid()
    {
        var document = await server.GetText("/wms?SERVICE=WMS&VERSION=1.1.1&REQUEST=GetCapabilities");
        Assert.Contains("WMT_MS_Capabilities version=\"1.1.1\"", document);
        ValidateByDtd(document);
    }

    [Fact]
    public async Task Exceptions_of_1_3_0_are_valid() =>
        OgcSchemas.Load(Schemas + "wms/1.3.0/exceptions_1_3_0.xsd")
            .Validate(await server.GetText("/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap"));

    [Fact]
    public async Task Exceptions_of_1_1_1_are_valid() =>
        ValidateByDtd(await server.GetText("/wms?SERVICE=WMS&VERSION=1.1.1&REQUEST=GetMap"));

    [Fact]
    public async Task DescribeLayer_of_1_3_0_is_valid() =>
        OgcSchemas.Load(Schemas + "sld/1.1.0/DescribeLayer.xsd")
            .Validate(await server.GetText("/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=DescribeLayer&LAYERS=communes&SLD_VERSION=1.1.0"));

    [Fact]
    public async Task DescribeLayer_of_1_1_1_is_valid() =>
        ValidateByDtd(await server.GetText("/wms?SERVICE=WMS&VERSION=1.1.1&REQUEST=DescribeLayer&LAYERS=communes"));

    private static void ValidateByDtd(string document)
    {
        var folder = Path.Combine(SharedData.Require("../schemas"), "schemas.opengis.net");
        var faults = new List<string>();
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Parse,
            ValidationType = ValidationType.DTD,
            XmlResolver =
            new Mirror(folder)
        };
        settings.ValidationEventHandler += (_, fault) => faults.Add(fault.Message);
        using var reader = XmlReader.Create(new StringReader(document), settings);
        while (reader.Read())
        {
        }

        Assert.Empty(faults);
    }

    private sealed class Mirror(string folder) : XmlUrlResolver
    {
        public override object? GetEntity(Uri absoluteUri, string? role, Type? ofObjectToReturn) =>
            File.OpenRead(Path.Combine(folder, absoluteUri.AbsolutePath.TrimStart('/')));
    }
}
