using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using SrceOgc.Features.Formats;
using SrceOgc.Features.Formats.OData;
using SrceOgc.Features.Formats.Writing;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Tests.Features.Expressions;

namespace SrceOgc.Tests.Features.Formats;

public sealed class FeatureEncoderTests
{
    public static TheoryData<string> Streamed => new("gml32", "gml3", "gml2", "geojson", "csv", "kml");

    [Theory]
    [MemberData(nameof(Streamed))]
    public void A_feature_allocates_nothing(string key)
    {
        using var output = new Utf8Output();
        using var encoder = Create(key, output, "urn:ogc:def:crs:EPSG::3857");
        using var warm = new MemoryCursor(FilterSamples.Source.Features);
        Write(encoder, warm, output);
        using var cursor = new MemoryCursor(FilterSamples.Source.Features);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Write(encoder, cursor, output);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData("geom", null)]
    [InlineData(null, "geom_wkt")]
    public void An_entity_of_OData_allocates_nothing(string? geometry, string? text)
    {
        using var output = new Utf8Output();
        using var encoder = new ODataEncoder(output,
            new ODataShape("http://exemple.fr/$metadata#corridor", "fid", null, geometry, text, "Geometry", HasCount: false));
        var head = new CollectionHead(5, 5, DateTime.UnixEpoch);
        encoder.Begin(head, [Selection("EPSG:2154")]);
        encoder.BeginLayer(Selection("EPSG:2154"), head);
        using var warm = new MemoryCursor(FilterSamples.Source.Features);
        Write(encoder, warm, output);
        using var cursor = new MemoryCursor(FilterSamples.Source.Features);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Write(encoder, cursor, output);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData("gml32")]
    [InlineData("gml3")]
    [InlineData("gml2")]
    [InlineData("kml")]
    public void Every_xml_encoding_is_well_formed_and_has_every_feature(string key)
    {
        var document = XDocument.Parse(Encode(key, "urn:ogc:def:crs:EPSG::2154"));
        Assert.Equal(5, document.Descendants().Count(element => element.Name.LocalName is "corridor" or "Placemark"));
        Assert.Contains(document.Descendants(), element => element.Value == "MARAIS ÉTÉ");
    }

    [Fact]
    public void GeoJson_is_well_formed_and_keeps_types_and_nulls()
    {
        using var document = JsonDocument.Parse(Encode("geojson", "CRS:84"));
        var features = document.RootElement.GetProperty("features");
        Assert.Equal(5, features.GetArrayLength());
        Assert.Equal("corridor.1", features[0].GetProperty("id").GetString());
        Assert.Equal(12.5, features[0].GetProperty("properties").GetProperty("longueur").GetDouble());
        Assert.True(features[0].GetProperty("properties").GetProperty("actif").GetBoolean());
        Assert.Equal("2019-05-01", features[0].GetProperty("properties").GetProperty("releve").GetString());
        Assert.Equal(JsonValueKind.Null, features[3].GetProperty("properties").GetProperty("nom").ValueKind);
        Assert.Equal(JsonValueKind.Null, features[4].GetProperty("geometry").ValueKind);
        Assert.Equal(2, features[2].GetProperty("geometry").GetProperty("coordinates").GetArrayLength());
    }

    [Theory]
    [InlineData("application/gml+xml; version=3.2", "gml32")]
    [InlineData("application/gml xml; version=3.2", "gml32")]
    [InlineData("text/xml;subtype=gml/3.1.1", "gml3")]
    [InlineData("GML2", "gml2")]
    [InlineData("application/json", "geojson")]
    [InlineData("JSON", "geojson")]
    [InlineData("text/csv", "csv")]
    [InlineData("gpkg", "gpkg")]
    public void Formats_are_found_by_every_spelling(string asked, string key) => Assert.Equal(key, FeatureFormats.Find(asked)?.Key);

    [Fact]
    public void No_two_formats_answer_to_one_name() =>
        Assert.All(FeatureFormats.All, format =>
            Assert.All(format.Spellings.Append(format.MediaType).Append(format.Key), name =>
            Assert.Same(format, FeatureFormats.Find(name))));

    [Theory]
    [InlineData("=1+1|cmd", true)]
    [InlineData("@SUM(1)", true)]
    [InlineData("+33", true)]
    [InlineData("-1-1", true)]
    [InlineData("  =1", true)]
    [InlineData("\t=1", true)]
    [InlineData("\r\n=1", true)]
    [InlineData("＝1", true)]
    [InlineData("Réservoir =", false)]
    [InlineData("", false)]
    public void A_table_for_spreadsheets_holds_no_formula(string text, bool isFormula)
    {
        Assert.Contains(isFormula ? $"\"'{text}\"" : text, Table("csv-bom", text));
        Assert.DoesNotContain("'", Table("csv", text));
        Assert.Equal(isFormula, Table("csv-bom", text).Contains('\''));
    }

    private static string Table(string key, string text)
    {
        var source = new MemorySource(MemorySource.TypeOf("notes", GeometryFamily.None, ("note", FieldKind.Text)),
            new MemoryFeature(1, null, text));
        Assert.True(CrsName.TryParse("EPSG:2154", CrsRegistry.Standard, out var crs));
        var selection = LayerSelection.All(source.Type, "Notes", CrsRegistry.Standard.Lambert93, crs, AxisOrderRule.BySpelling);
        using var output = new Utf8Output();
        using var encoder = FeatureFormats.All.Single(format => format.Key == key)
            .CreateEncoder(new EncodingContext(output, "srce", "urn:essai"));
        encoder.Begin(new CollectionHead(1, 1, DateTime.UnixEpoch), [selection]);
        encoder.BeginLayer(selection, new CollectionHead(1, 1, DateTime.UnixEpoch));
        using var cursor = new MemoryCursor(source.Features);
        while (cursor.MoveNext())
            encoder.Write(cursor);
        encoder.EndLayer();
        encoder.End();
        return Encoding.UTF8.GetString(output.Written.Span);
    }

    private static string Encode(string key, string crs)
    {
        using var output = new Utf8Output();
        using var encoder = Create(key, output, crs, isBegun: false);
        var selection = Selection(crs);
        var head = new CollectionHead(5, 5, DateTime.UnixEpoch);
        encoder.Begin(head, [selection]);
        encoder.BeginLayer(selection, head);
        using var cursor = new MemoryCursor(FilterSamples.Source.Features);
        while (cursor.MoveNext())
            encoder.Write(cursor);
        encoder.EndLayer();
        encoder.End();
        return Encoding.UTF8.GetString(output.Written.Span);
    }

    private static FeatureEncoder Create(string key, Utf8Output output, string crs, bool isBegun = true)
    {
        var encoder = FeatureFormats.All.Single(format => format.Key == key)
            .CreateEncoder(new EncodingContext(output, "srce", "urn:essai"));
        if (!isBegun)
            return encoder;
        var head = new CollectionHead(5, 5, DateTime.UnixEpoch);
        encoder.Begin(head, [Selection(crs)]);
        encoder.BeginLayer(Selection(crs), head);
        return encoder;
    }

    private static LayerSelection Selection(string crs)
    {
        Assert.True(CrsName.TryParse(crs, CrsRegistry.Standard, out var name));
        return LayerSelection.All(FilterSamples.Source.Type, "Corridors", CrsRegistry.Standard.Lambert93, name, AxisOrderRule.BySpelling);
    }

    private static void Write(FeatureEncoder encoder, MemoryCursor cursor, Utf8Output output)
    {
        output.Clear();
        while (cursor.MoveNext())
            encoder.Write(cursor);
    }
}
