using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Here;

/// <summary>A place that is asked about: <paramref name="X"/> and <paramref name="Y"/> are longitude and latitude.</summary>
internal sealed record PointQuestion(double X, double Y)
{
    /// <summary>x, y and crs as given; without crs, numbers that can be degrees are longitude and latitude, others Lambert-93.</summary>
    public static PointQuestion Of(Parameters parameters)
    {
        var x = parameters.Number("x") ?? throw ServiceException.Missing("x");
        var y = parameters.Number("y") ?? throw ServiceException.Missing("y");
        var crs = CrsRegistry.Standard.LonLat;
        if (parameters.Optional("crs") is { } text)
            crs = CrsName.TryParse(text, CrsRegistry.Standard, out var named) ? named.Crs : throw ServiceException.Invalid(
                "crs", text, "un système connu, par exemple EPSG:2154, EPSG:3857 ou CRS:84",
                    "a known system, for instance EPSG:2154, EPSG:3857 or CRS:84");
        else if (Math.Abs(x) > 180 || Math.Abs(y) > 90)
            crs = CrsRegistry.Standard.Lambert93;
        return At(x, y, crs, "x");
    }

    /// <param name="parameter">Named where the place lies outside the system's domain.</param>
    public static PointQuestion At(double x, double y, Crs crs, string parameter)
    {
        var (longitude, latitude) = crs.IsGeographic ? (x, y) : CrsTransform.Between(crs, CrsRegistry.Standard.LonLat).Transform(x, y);
        return IsThere(longitude, latitude, crs, x, y) ? new(longitude, latitude) : throw ServiceException.Invalid(
            parameter, $"{x}, {y}", "un point du domaine du système (longitude puis latitude en degrés)",
                "a point within the system's domain (longitude, then latitude in degrees)");
    }

    /// <summary>Formulas of projections answer something far outside their domain too: there and back again must be the same
    /// place.</summary>
    private static bool IsThere(double longitude, double latitude, Crs crs, double x, double y)
    {
        if (!(Math.Abs(longitude) <= 180 && Math.Abs(latitude) <= 90))
            return false;
        if (crs.IsGeographic)
            return true;
        var (backX, backY) = CrsTransform.Between(CrsRegistry.Standard.LonLat, crs).Transform(longitude, latitude);
        return Math.Abs(backX - x) < 1 && Math.Abs(backY - y) < 1;
    }
}
