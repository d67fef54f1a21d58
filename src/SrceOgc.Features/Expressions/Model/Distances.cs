using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Features.Texts;

namespace SrceOgc.Features.Expressions.Model;

/// <summary>Distances of DWithin and Beyond, in the units clients write them.</summary>
internal static class Distances
{
    private const double MetresPerDegree = 6378137 * Math.PI / 180;

    /// <summary>No unit: the layer's own. On a geographic layer a distance in metres counts along a meridian.</summary>
    public static double InUnitsOf(Crs crs, double distance, string? unit)
    {
        if (!(distance >= 0) || !double.IsFinite(distance))
            throw new FilterException("La distance doit être un nombre positif ou nul.", "A distance must be a number, zero or more.");
        return unit is null or "" ? distance : distance * Metres(unit) / crs.MetresPerUnit;
    }

    private static double Metres(string unit) => Name(unit).ToLowerInvariant() switch
    {
        "m" or "metre" or "metres" or "meter" or "meters" or "9001" => 1,
        "km" or "kilometre" or "kilometres" or "kilometer" or "kilometers" => 1000,
        "cm" or "centimetre" or "centimeter" => 0.01,
        "ft" or "foot" or "feet" => 0.3048,
        "mi" or "mile" or "miles" or "statute miles" => 1609.344,
        "nm" or "nautical miles" => 1852,
        "deg" or "degree" or "degrees" or "9102" => MetresPerDegree,
        _ => throw new FilterException(
            $"Unité de distance inconnue : « {GivenText.Shortened(unit)} ». Unités admises : m, km, cm, ft, mi, nm, deg.",
            $"Unknown unit of distance: '{GivenText.Shortened(unit)}'. Allowed: m, km, cm, ft, mi, nm, deg."),
    };

    /// <summary>urn:ogc:def:uom:UCUM::m, urn:ogc:def:uom:EPSG::9001 and http://…/uom.xml#metres end with the name.</summary>
    private static string Name(string unit) => unit[(unit.LastIndexOfAny([':', '#', '/']) + 1)..].Trim();
}
