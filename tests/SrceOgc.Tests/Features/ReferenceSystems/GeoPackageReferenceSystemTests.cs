using SrceOgc.Features.GeoPackages;
using SrceOgc.Features.ReferenceSystems;

namespace SrceOgc.Tests.Features.ReferenceSystems;

public sealed class GeoPackageReferenceSystemTests
{
    private const string Lambert93Shape = """
        PROJCS["SomeName",GEOGCS["RGF93 geographiques (dms)",DATUM["D",SPHEROID["IAG GRS 1980",6378137.0,298.2572221010000],TOWGS84[0,0,0,
        0,0,0,0]],PRIMEM["Greenwich",0],UNIT["degree",0.01745329251994330]],
        PROJECTION["Lambert_Conformal_Conic_2SP"],PARAMETER["false_easting",700000],PARAMETER["false_northing",6600000],
        PARAMETER["central_meridian",3],
        PARAMETER["standard_parallel_1",44],PARAMETER["standard_parallel_2",49],PARAMETER["latitude_of_origin",46.5],UNIT["metre",1]]
        """;

    [Theory]
    [InlineData(2154, "RGF93 v1 / Lambert-93", "EPSG", 2154, "undefined", 2154)]
    [InlineData(7, "x", "epsg", 4326, "undefined", 4326)]
    [InlineData(100000, "RGF93 Lambert 93", "NONE", 100000, "undefined", 2154)]
    [InlineData(100001, "x", "NONE", 100001, Lambert93Shape, 2154)]
    [InlineData(310024140, "LAMB93", "IGNF", 0, """PROJCS["RGF93 Lambert 93",GEOGCS["RGF93"],AUTHORITY["IGNF","LAMB93"]]""", 2154)]
    [InlineData(100000, "x", "NONE", 100000, """PROJCS["RGF93_Lambert_93",GEOGCS["GCS_RGF_1993"]]""", 2154)]
    [InlineData(102110, "RGF_1993_Lambert_93", "ESRI", 102110, "undefined", 2154)]
    [InlineData(9794, "RGF93 v2b / Lambert-93", "EPSG", 9794, "undefined", 9794)]
    [InlineData(84, "WGS84", "WEB MAP SERVICE CRS", 84, "undefined", 84)]
    public void French_rows_are_understood(int srsId, string name, string organization, int organizationId, string definition,
        int expected) =>
        Assert.Equal(expected, GeoPackageReferenceSystem.Resolve(CrsRegistry.Standard, srsId, name, organization, organizationId,
            definition)?.Srid);

    [Theory]
    [InlineData(0, "Undefined Geographic", "NONE", 0, "undefined")]
    [InlineData(-1, "Undefined Cartesian", "NONE", -1, "undefined")]
    [InlineData(100000, "", "NONE", 100000, "PROJCS[[[[\"")]
    [InlineData(5, "x", "EPSG", 5, "")]
    public void What_says_nothing_is_unknown(int srsId, string name, string organization, int organizationId, string definition) =>
        Assert.Null(GeoPackageReferenceSystem.Resolve(CrsRegistry.Standard, srsId, name, organization, organizationId, definition));

    [Fact]
    public void A_system_of_its_own_goes_through_ProjNET_and_joins_the_registry()
    {
        var definition = Lambert93Shape.Replace("46.5", "46.6");
        var crs = GeoPackageReferenceSystem.Resolve(CrsRegistry.Standard, 100000, "Local", "NONE", 100000, definition);
        Assert.NotNull(crs);
        Assert.Equal(100000, crs.Srid);
        var registry = CrsRegistry.Standard.With([crs]);
        Assert.True(CrsName.TryParse("EPSG:100000", registry, out var name));
        Assert.Same(crs, name.Crs);
        var (lon, lat) = CrsTransform.Between(crs, registry.LonLat).Transform(700000, 6600000);
        Assert.Equal(3, lon, 1e-9);
        Assert.Equal(46.6, lat, 1e-7);
    }
}
