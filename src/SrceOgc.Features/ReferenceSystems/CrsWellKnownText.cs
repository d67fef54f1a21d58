using System.Globalization;

namespace SrceOgc.Features.ReferenceSystems;

/// <summary>
/// The definition of a system in WKT 1 (OGC 01-009), as GeoPackages and .prj files hold it. The geographic part is named as
/// the EPSG registry titles it, before the slash.
/// </summary>
public static class CrsWellKnownText
{
    private const string Degree = "UNIT[\"degree\",0.0174532925199433]";

    /// <summary>"undefined" for a system that came with a text of its own.</summary>
    public static string Of(Crs crs)
    {
        var code = crs.Srid == CrsRegistry.LonLatSrid ? 4326 : crs.Srid;
        var authority = string.Create(CultureInfo.InvariantCulture, $"AUTHORITY[\"EPSG\",\"{code}\"]");
        if (crs.Projection is GeographicDegrees)
            return Geographic(crs.Title.Split(" (")[0], crs.Datum, authority);
        if (crs.Projection.WellKnownText is not { } projection)
            return "undefined";
        return $"PROJCS[\"{crs.Title}\",{Geographic(crs.Title.Split(" / ")[0], crs.Datum, null)},{projection},UNIT[\"metre\","
            + $"1],{authority}]";
    }

    private static string Geographic(string name, Datum datum, string? authority)
    {
        var isNtf = datum == Datum.Ntf;
        var ellipsoid = isNtf ? "SPHEROID[\"Clarke 1880 (IGN)\",6378249.2,293.4660212936269]"
            : name.StartsWith("WGS", StringComparison.Ordinal) ? "SPHEROID[\"WGS 84\",6378137,298.257223563]"
            : "SPHEROID[\"GRS 1980\",6378137,298.257222101]";
        var shift = isNtf ? ",TOWGS84[-168,-60,320,0,0,0,0]" : "";
        var meridian = isNtf ? "PRIMEM[\"Paris\",2.33722917]" : "PRIMEM[\"Greenwich\",0]";
        return $"GEOGCS[\"{name}\","
            + $"DATUM[\"{name.Replace(' ', '_')}\",{ellipsoid}{shift}],{meridian},{Degree}{(authority is null ? "" : "," + authority)}]";
    }
}
