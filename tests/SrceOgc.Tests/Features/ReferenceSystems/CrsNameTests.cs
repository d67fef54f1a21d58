using SrceOgc.Features.ReferenceSystems;

namespace SrceOgc.Tests.Features.ReferenceSystems;

public sealed class CrsNameTests
{
    [Theory]
    [InlineData("EPSG:2154", 2154)]
    [InlineData("epsg:2154", 2154)]
    [InlineData(" EPSG:4326 ", 4326)]
    [InlineData("EPSG:900913", 3857)]
    [InlineData("EPSG:102100", 3857)]
    [InlineData("urn:ogc:def:crs:EPSG::2154", 2154)]
    [InlineData("urn:ogc:def:crs:EPSG:9.9.1:2154", 2154)]
    [InlineData("URN:OGC:DEF:CRS:EPSG::27572", 27572)]
    [InlineData("urn:x-ogc:def:crs:EPSG:3950", 3950)]
    [InlineData("urn:x-ogc:def:crs:EPSG:6.11:3942", 3942)]
    [InlineData("http://www.opengis.net/def/crs/EPSG/0/3035", 3035)]
    [InlineData("https://www.opengis.net/def/crs/EPSG/9.8.15/4258", 4258)]
    [InlineData("http://www.opengis.net/gml/srs/epsg.xml#32631", 32631)]
    [InlineData("CRS:84", 84)]
    [InlineData("OGC:CRS84", 84)]
    [InlineData("urn:ogc:def:crs:OGC:1.3:CRS84", 84)]
    [InlineData("urn:ogc:def:crs:OGC::CRS84", 84)]
    [InlineData("http://www.opengis.net/def/crs/OGC/1.3/CRS84", 84)]
    [InlineData("http://www.opengis.net/def/crs/OGC/0/CRS84", 84)]
    [InlineData("IGNF:LAMB93", 2154)]
    [InlineData("IGNF:RGF93CC49", 3949)]
    [InlineData("IGNF:RGF93CC50", 3950)]
    public void Every_spelling_is_read(string text, int srid)
    {
        Assert.True(CrsName.TryParse(text, CrsRegistry.Standard, out var name));
        Assert.Equal(srid, name.Crs.Srid);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2154")]
    [InlineData("EPSG:")]
    [InlineData("EPSG:84")]
    [InlineData("EPSG:1")]
    [InlineData("EPSG:-2154")]
    [InlineData("EPSG:99999999999999999999")]
    [InlineData("EPSG:21 54")]
    [InlineData("urn:ogc:def:crs:EPSG::a::2154")]
    [InlineData("http://example.org/def/crs/EPSG/0/2154")]
    [InlineData("http://www.opengis.net/gml/srs/other.xml#2154")]
    [InlineData("IGNF:RGF93CC41")]
    [InlineData("IGNF:'; DROP TABLE")]
    public void What_names_no_system_is_refused(string text) =>
        Assert.False(CrsName.TryParse(text, CrsRegistry.Standard, out _));

    [Theory]
    [InlineData("EPSG:4326", false, true, false)]
    [InlineData("http://www.opengis.net/gml/srs/epsg.xml#4326", false, true, false)]
    [InlineData("urn:ogc:def:crs:EPSG::4326", true, true, false)]
    [InlineData("http://www.opengis.net/def/crs/EPSG/0/4326", true, true, false)]
    [InlineData("urn:ogc:def:crs:EPSG::3035", true, true, false)]
    [InlineData("urn:ogc:def:crs:EPSG::2154", false, false, false)]
    [InlineData("http://www.opengis.net/def/crs/EPSG/0/3857", false, false, false)]
    [InlineData("CRS:84", false, false, false)]
    [InlineData("urn:ogc:def:crs:OGC:1.3:CRS84", false, false, false)]
    public void Axis_order_depends_on_the_spelling_and_the_protocol(string text, bool bySpelling, bool authority, bool eastNorth)
    {
        Assert.True(CrsName.TryParse(text, CrsRegistry.Standard, out var name));
        Assert.Equal(bySpelling, name.IsNorthingFirst(AxisOrderRule.BySpelling));
        Assert.Equal(authority, name.IsNorthingFirst(AxisOrderRule.Authority));
        Assert.Equal(eastNorth, name.IsNorthingFirst(AxisOrderRule.EastNorth));
    }

    [Fact]
    public void Every_system_is_read_back_from_each_of_its_own_names()
    {
        Assert.All(CrsRegistry.Standard.All, crs => Assert.All(new[] { crs.Code, crs.Urn, crs.Uri }, text =>
        {
            Assert.True(CrsName.TryParse(text, CrsRegistry.Standard, out var name), text);
            Assert.Same(crs, name.Crs);
            Assert.Equal(text, name.ToString());
        }));
    }
}
