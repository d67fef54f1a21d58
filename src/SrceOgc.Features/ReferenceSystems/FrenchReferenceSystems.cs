using SrceOgc.Features.Geometries;

namespace SrceOgc.Features.ReferenceSystems;

/// <summary>
/// The table of built-in systems: mainland France, its overseas départements, and what web maps and Europe use. Areas
/// of use and axis orders are those of the EPSG registry (EPSG:3035 is northing first, as QGIS and GDAL know).
/// </summary>
internal static class FrenchReferenceSystems
{
    private const double ParisMeridian = 2.33722917;

    private static readonly Ellipsoid Grs80 = Ellipsoid.Grs80;

    private static readonly Ellipsoid Wgs84 = Ellipsoid.Wgs84;

    private static readonly Envelope France = new(-9.86, 41.15, 10.38, 51.56);

    public static IReadOnlyList<Crs> All { get; } =
    [
        Projected(2154, "RGF93 v1 / Lambert-93", France, Lambert93()),
        Projected(3857, "WGS 84 / Pseudo-Mercator", new(-180, -85.06, 180, 85.06), PseudoMercator.Instance),
        Geographic(4326, "WGS 84", new(-180, -90, 180, 90)),
        new(CrsRegistry.LonLatSrid, "WGS 84 (longitude, latitude)", new(-180, -90, 180, 90), GeographicDegrees.Instance, Datum.Geocentric,
            false),
        Geographic(4258, "ETRS89", new(-16.1, 32.88, 40.18, 84.73)),
        Geographic(4171, "RGF93 v1", France),
        new(3035, "ETRS89-extended / LAEA Europe", new(-35.58, 24.6, 44.83, 84.73),
            new LambertAzimuthalEqualArea(Grs80, 52, 10, 4321000, 3210000), Datum.Geocentric, true),
        Projected(3942, "RGF93 v1 / CC42", new(-1.06, 41.31, 9.63, 43.07), ConicZone(42)),
        Projected(3943, "RGF93 v1 / CC43", new(-1.79, 42.33, 7.65, 44.01), ConicZone(43)),
        Projected(3944, "RGF93 v1 / CC44", new(-1.79, 42.92, 7.71, 45), ConicZone(44)),
        Projected(3945, "RGF93 v1 / CC45", new(-1.46, 44, 7.71, 46), ConicZone(45)),
        Projected(3946, "RGF93 v1 / CC46", new(-2.21, 45, 7.16, 47), ConicZone(46)),
        Projected(3947, "RGF93 v1 / CC47", new(-4.77, 46, 7.63, 48), ConicZone(47)),
        Projected(3948, "RGF93 v1 / CC48", new(-4.87, 47, 8.23, 49), ConicZone(48)),
        Projected(3949, "RGF93 v1 / CC49", new(-4.87, 48, 8.23, 50), ConicZone(49)),
        Projected(3950, "RGF93 v1 / CC50", new(-2.03, 49, 8.08, 51.14), ConicZone(50)),
        new(27572, "NTF (Paris) / Lambert zone II", new(-4.87, 42.33, 8.23, 51.14),
            LambertConicConformal.WithScale(Ellipsoid.Clarke1880Ign, 46.8, ParisMeridian, 0, 0.99987742, 600000, 2200000), Datum.Ntf,
            false),
        Projected(32630, "WGS 84 / UTM zone 30N", new(-6, 0, 0, 84), TransverseMercator.Utm(Wgs84, 30, false)),
        Projected(32631, "WGS 84 / UTM zone 31N", new(0, 0, 6, 84), TransverseMercator.Utm(Wgs84, 31, false)),
        Projected(32632, "WGS 84 / UTM zone 32N", new(6, 0, 12, 84), TransverseMercator.Utm(Wgs84, 32, false)),
        Projected(25830, "ETRS89 / UTM zone 30N", new(-6, 35.26, 0, 80.49), TransverseMercator.Utm(Grs80, 30, false)),
        Projected(25831, "ETRS89 / UTM zone 31N", new(0, 37, 6, 82.45), TransverseMercator.Utm(Grs80, 31, false)),
        Projected(25832, "ETRS89 / UTM zone 32N", new(6, 38.76, 12, 84.33), TransverseMercator.Utm(Grs80, 32, false)),
        Projected(9794, "RGF93 v2b / Lambert-93", France, Lambert93()),
        Projected(5490, "RGAF09 / UTM zone 20N", new(-63.66, 14.08, -60, 18.31), TransverseMercator.Utm(Grs80, 20, false)),
        Projected(4559, "RRAF 1991 / UTM zone 20N", new(-63.66, 14.08, -60, 18.31), TransverseMercator.Utm(Grs80, 20, false)),
        Projected(2972, "RGFG95 / UTM zone 22N", new(-54, 2.17, -49.45, 8.88), TransverseMercator.Utm(Grs80, 22, false)),
        Projected(2975, "RGR92 / UTM zone 40S", new(54, -24.72, 58.24, -18.28), TransverseMercator.Utm(Grs80, 40, true)),
        Projected(4471, "RGM04 / UTM zone 38S", new(43.68, -14.49, 46.7, -11.33), TransverseMercator.Utm(Grs80, 38, true)),
    ];

    private static Crs Geographic(int srid, string title, Envelope area) =>
        new(srid, title, area, GeographicDegrees.Instance, Datum.Geocentric, northingFirst: true);

    private static Crs Projected(int srid, string title, Envelope area, Projection projection) =>
        new(srid, title, area, projection, Datum.Geocentric, northingFirst: false);

    private static LambertConicConformal Lambert93() =>
        LambertConicConformal.WithTwoParallels(Grs80, 46.5, 3, 49, 44, 700000, 6600000);

    /// <summary>CC42 to CC50: nine cones of their own, 0.75° on each side of their parallel.</summary>
    private static LambertConicConformal ConicZone(int parallel) =>
        LambertConicConformal.WithTwoParallels(Grs80, parallel, 3, parallel - 0.75, parallel + 0.75, 1700000, (parallel - 41) * 1000000
            + 200000);
}
