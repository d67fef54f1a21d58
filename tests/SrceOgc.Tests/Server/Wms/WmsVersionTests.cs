using SrceOgc.Server.Http;
using SrceOgc.Server.Wms;

namespace SrceOgc.Tests.Server.Wms;

/// <summary>WMS 1.3.0, 6.2.4: which version answers which request.</summary>
public sealed class WmsVersionTests
{
    [Theory]
    [InlineData("", "1.3.0")]
    [InlineData("VERSION=1.3.0", "1.3.0")]
    [InlineData("VERSION=1.1.1", "1.1.1")]
    [InlineData("VERSION=1.2.0", "1.1.1")]
    [InlineData("VERSION=1.0.0", "1.1.1")]
    [InlineData("VERSION=2.0.0", "1.3.0")]
    [InlineData("VERSION=nimporte", "1.1.1")]
    [InlineData("WMTVER=1.1.1", "1.1.1")]
    [InlineData("SRS=EPSG:2154", "1.1.1")]
    [InlineData("CRS=EPSG:2154", "1.3.0")]
    public void The_version_is_negotiated(string query, string expected) =>
        Assert.Equal(expected, WmsVersion.Of(Parameters.Parse(query)).Number);
}
