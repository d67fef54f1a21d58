using System.Globalization;
using System.Text.RegularExpressions;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.ReferenceSystems;

namespace SrceOgc.Features.GeoPackages;

/// <summary>
/// Finds the system behind a row of gpkg_spatial_ref_sys. French files write Lambert-93 in a dozen ways (EPSG:2154,
/// IGNF:LAMB93, srs_id 100000 of organization NONE, "RGF93 Lambert 93"), so four questions are asked in turn: the
/// authority and code, the authority inside the definition, the name, and at last where the definition puts two points.
/// </summary>
public static partial class GeoPackageReferenceSystem
{
    private const int MaximumDefinition = 64 * 1024;

    public static Crs? Resolve(CrsRegistry registry, GeoPackageSrs srs) =>
        Resolve(registry, srs.Id, srs.Name, srs.Organization, srs.OrganizationId, srs.Definition);

    /// <summary>Null when nothing tells what the coordinates are (srs_id 0 and −1, empty definitions).</summary>
    public static Crs? Resolve(CrsRegistry registry, int srsId, string name, string organization, int organizationId, string definition)
    {
        if (definition.Length > MaximumDefinition)
            definition = "";
        return ByAuthority(registry, organization, organizationId.ToString(CultureInfo.InvariantCulture))
            ?? ByDefinedAuthority(registry, definition)
            ?? ByName(registry, name)
            ?? ByName(registry, DefinedName().Match(definition).Groups[1].Value)
            ?? ByShape(registry, srsId > 0 ? srsId : organizationId, name, definition);
    }

    private static Crs? ByAuthority(CrsRegistry registry, string organization, string code)
    {
        if (organization.Equals("WEB MAP SERVICE CRS", StringComparison.OrdinalIgnoreCase))
            organization = "CRS";
        if (organization.Equals("ESRI", StringComparison.OrdinalIgnoreCase))
            organization = "EPSG";
        return CrsName.TryParse($"{organization}:{code}", registry, out var found) ? found.Crs : null;
    }

    /// <summary>The authority of the whole definition closes it: AUTHORITY["EPSG","2154"]] or ID["EPSG",2154]].</summary>
    private static Crs? ByDefinedAuthority(CrsRegistry registry, string definition)
    {
        var match = ClosingAuthority().Match(definition);
        return match.Success ? ByAuthority(registry, match.Groups[1].Value, match.Groups[2].Value) : null;
    }

    private static Crs? ByName(CrsRegistry registry, string name) => Simplify(name) switch
    {
        "" => null,
        "LAMBERT93" or "RGF93LAMBERT93" or "RGFLAMBERT93" or "RGF1993LAMBERT93" => registry.Lambert93,
        "LAMBERTIIETENDU" or "LAMBERT2ETENDU" or "NTFPARISLAMBERTIIETENDU" => registry.Find(27572),
        var simple => registry.All.FirstOrDefault(crs => Simplify(crs.Title) == simple),
    };

    private static string Simplify(string name) =>
        string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();

    /// <summary>
    /// A definition is one of ours when it puts two points of our system's area within a centimetre of where we do;
    /// otherwise it is served under its own number through ProjNET.
    /// </summary>
    private static Crs? ByShape(CrsRegistry registry, int srid, string name, string definition)
    {
        if (ProjNetProjection.TryCreate(definition, out var definedName) is not { } projection)
            return null;
        var crs = registry.All.FirstOrDefault(known => Agrees(known, projection));
        return crs ?? (srid > 0 ? new Crs(srid, name.Length > 0 ? name : definedName, new Envelope(-180, -90, 180, 90), projection,
            Datum.Geocentric, projection.IsAngular) : null);
    }

    private static bool Agrees(Crs known, ProjNetProjection projection)
    {
        var area = known.Area;
        Span<double> x = [area.CenterX, area.MinX + area.Width / 4];
        Span<double> y = [area.CenterY, area.MinY + area.Height / 4];
        Span<double> expectedX = [x[0], x[1]];
        Span<double> expectedY = [y[0], y[1]];
        CrsTransform.Between(CrsRegistry.Standard.LonLat, known).Transform(expectedX, expectedY);
        GeographicDegrees.Instance.Inverse(x, y);
        projection.Forward(x, y);
        var tolerance = known.IsGeographic ? 1e-7 : 0.01;
        return Near(x[0], expectedX[0], tolerance) && Near(x[1], expectedX[1], tolerance)
            && Near(y[0], expectedY[0], tolerance) && Near(y[1], expectedY[1], tolerance);
    }

    private static bool Near(double a, double b, double tolerance) => Math.Abs(a - b) <= tolerance;

    [GeneratedRegex("""(?:AUTHORITY|ID)\s*\[\s*"(\w+)"\s*,\s*"?(\w+)"?\s*\]\s*\]\s*$""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex ClosingAuthority();

    [GeneratedRegex("""^\s*\w+\s*\[\s*"([^"]*)""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex DefinedName();
}
