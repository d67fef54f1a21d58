using SrceOgc.Features.Geometries;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Features.Texts;
using SrceOgc.Rendering.Styles.Values;
using SrceOgc.Server.Configuration;
using SrceOgc.Server.Http;
using SrceOgc.Server.Maps;

namespace SrceOgc.Server.Wms;

/// <summary>The frame of a map as the parameters of WMS say it (WMS 1.3.0, 7.3.3.5 to 7.3.3.8).</summary>
internal static class MapViewParameters
{
    private const int FewestDpi = 10, MostDpi = 1200;

    /// <exception cref="ServiceException">A parameter is missing or wrong; its locator names it.</exception>
    public static MapView Of(ServiceRequest request, WmsVersion version, Settings limits)
    {
        var parameters = request.Parameters;
        var (crs, northingFirst) = CrsOf(request, version);
        var extent = ExtentOf(parameters, northingFirst);
        var width = parameters.Rounded("WIDTH", 1, limits.MaxImageSide);
        var height = parameters.Rounded("HEIGHT", 1, limits.MaxImageSide);
        if ((long)width * height > limits.MaxImageMegapixels * 1_000_000L)
            throw ServiceException.Invalid("WIDTH", $"{width} x {height}",
                $"une carte d'au plus {limits.MaxImageMegapixels} millions de pixels",
                $"a map of at most {limits.MaxImageMegapixels} million pixels");
        var angle = Math.IEEERemainder(parameters.Number("ANGLE") ?? 0, 360);
        return new(crs, extent, width, height, DpiOf(parameters)) { Angle = angle };
    }

    /// <summary>A place without a size: what a contextual legend is about.</summary>
    public static MapView PlaceOf(ServiceRequest request, WmsVersion version, Settings limits)
    {
        var parameters = request.Parameters;
        var (crs, northingFirst) = CrsOf(request, version);
        return new(crs, ExtentOf(parameters, northingFirst), limits.MaxImageSide, limits.MaxImageSide, MapScale.DefaultDpi);
    }

    /// <summary>
    /// Clients mix the versions: CRS in 1.1.1 is understood with the axes of 1.3.0 (CesiumJS), SRS in 1.3.0 where axes come to the same in
    /// both.
    /// </summary>
    private static (Crs Crs, bool NorthingFirst) CrsOf(ServiceRequest request, WmsVersion version)
    {
        var other = version == WmsVersion.V111 ? WmsVersion.V130 : WmsVersion.V111;
        var isMixed = request.Parameters.Optional(version.CrsParameter) is null
            && request.Parameters.Optional(other.CrsParameter) is not null;
        var parameter = isMixed ? other.CrsParameter : version.CrsParameter;
        var text = request.Parameters.Required(parameter);
        if (!CrsName.TryParse(text, request.Catalog.Systems, out var crs))
            throw new ServiceException(version.InvalidCrs, parameter, new(
                $"{parameter} : le système de coordonnées « {ServiceException.Shortened(text)} » n'est pas proposé ; la liste est dans "
                    + $"les capacités.",
                $"{parameter}: CRS '{ServiceException.Shortened(text)}' is not offered; see the capabilities for the list."));
        if (isMixed && version == WmsVersion.V130 && crs.Crs.NorthingFirst)
            throw ServiceException.Missing(version.CrsParameter);
        return (crs.Crs, crs.IsNorthingFirst(isMixed ? other.AxisOrder : version.AxisOrder));
    }

    private static Envelope ExtentOf(Parameters parameters, bool northingFirst)
    {
        var text = parameters.Required("BBOX");
        Span<double> corners = stackalloc double[4];
        var count = 0;
        foreach (var part in text.AsSpan().Split(','))
            if (count == 4 || !double.TryParse(text.AsSpan(part), System.Globalization.NumberStyles.Float,
                System.Globalization.CultureInfo.InvariantCulture, out corners[count++]))
                throw Invalid(text);
        var extent = northingFirst
            ? new Envelope(corners[1], corners[0], corners[3], corners[2]) : new Envelope(corners[0], corners[1], corners[2], corners[3]);
        var isFinite = double.IsFinite(corners[0]) && double.IsFinite(corners[1]) && double.IsFinite(corners[2])
            && double.IsFinite(corners[3]);
        return count == 4 && isFinite && extent.Width > 0 && extent.Height > 0 ? extent : throw Invalid(text);
    }

    private static ServiceException Invalid(string text) => ServiceException.Invalid("BBOX", text,
        "quatre nombres « minx,miny,maxx,maxy » dans l'ordre des axes du système de coordonnées, chaque minimum inférieur à son maximum",
        "four numbers 'minx,miny,maxx,maxy' in the axis order of the CRS, each minimum below its maximum");

    /// <summary>QGIS sends all three spellings together: its own, MapServer's and GeoServer's.</summary>
    public static double DpiOf(Parameters parameters)
    {
        var dpi = parameters.Number("DPI") ?? parameters.Number("MAP_RESOLUTION") ?? FormatOptionsDpi(parameters.Optional("FORMAT_OPTIONS"))
            ?? MapScale.DefaultDpi;
        return RequireDpi(dpi);
    }

    public static double RequireDpi(double dpi) => dpi is >= FewestDpi and <= MostDpi
        ? dpi : throw ServiceException.Invalid("DPI", dpi.ToString(System.Globalization.CultureInfo.InvariantCulture),
        $"de {FewestDpi} à {MostDpi}", $"from {FewestDpi} to {MostDpi}");

    private static double? FormatOptionsDpi(string? options)
    {
        foreach (var option in options?.Split(';') ?? [])
            if (option.StartsWith("dpi:", StringComparison.OrdinalIgnoreCase)
                && double.TryParse(option.AsSpan(4), System.Globalization.NumberStyles.Float,
                System.Globalization.CultureInfo.InvariantCulture, out var dpi))
                return dpi;
        return null;
    }
}
