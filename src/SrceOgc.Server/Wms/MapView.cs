using SrceOgc.Features.Geometries;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Features.Texts;
using SrceOgc.Rendering.Styles;
using SrceOgc.Server.Configuration;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Wms;

/// <summary>The frame of a map: its CRS, its extent in x, y, its size in pixels and the density of those pixels.</summary>
internal sealed record MapView(Crs Crs, Envelope Extent, int Width, int Height, double Dpi)
{
    private const int FewestDpi = 10, MostDpi = 1200;

    /// <exception cref="ServiceException">A parameter is missing or wrong; its locator names it.</exception>
    public static MapView Of(ServiceRequest request, WmsVersion version, Settings limits)
    {
        var parameters = request.Parameters;
        var crs = CrsOf(request, version);
        var extent = ExtentOf(parameters, crs.IsNorthingFirst(version.AxisOrder));
        var width = parameters.Integer("WIDTH", 1, limits.MaxImageSide);
        var height = parameters.Integer("HEIGHT", 1, limits.MaxImageSide);
        if ((long)width * height > limits.MaxImageMegapixels * 1_000_000L)
            throw ServiceException.Invalid("WIDTH", $"{width} x {height}", $"une carte d'au plus {limits.MaxImageMegapixels} millions de pixels", $"a map of at most {limits.MaxImageMegapixels} million pixels");
        return new(crs.Crs, extent, width, height, DpiOf(parameters));
    }

    /// <summary>A place without a size: what a contextual legend is about.</summary>
    public static MapView PlaceOf(ServiceRequest request, WmsVersion version, Settings limits)
    {
        var parameters = request.Parameters;
        var crs = CrsOf(request, version);
        return new(crs.Crs, ExtentOf(parameters, crs.IsNorthingFirst(version.AxisOrder)), limits.MaxImageSide, limits.MaxImageSide, MapScale.DefaultDpi);
    }

    private static CrsName CrsOf(ServiceRequest request, WmsVersion version)
    {
        var text = request.Parameters.Required(version.CrsParameter);
        return CrsName.TryParse(text, request.Catalog.Systems, out var crs) ? crs : throw new ServiceException(version.InvalidCrs, version.CrsParameter, new(
            $"{version.CrsParameter} : le système de coordonnées « {ServiceException.Shortened(text)} » n'est pas proposé ; la liste est dans les capacités.",
            $"{version.CrsParameter}: CRS '{ServiceException.Shortened(text)}' is not offered; see the capabilities for the list."));
    }

    private static Envelope ExtentOf(Parameters parameters, bool northingFirst)
    {
        var text = parameters.Required("BBOX");
        Span<double> corners = stackalloc double[4];
        var count = 0;
        foreach (var part in text.AsSpan().Split(','))
            if (count == 4 || !double.TryParse(text.AsSpan(part), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out corners[count++]))
                throw Invalid(text);
        var extent = northingFirst ? new Envelope(corners[1], corners[0], corners[3], corners[2]) : new Envelope(corners[0], corners[1], corners[2], corners[3]);
        var isFinite = double.IsFinite(corners[0]) && double.IsFinite(corners[1]) && double.IsFinite(corners[2]) && double.IsFinite(corners[3]);
        return count == 4 && isFinite && extent.Width > 0 && extent.Height > 0 ? extent : throw Invalid(text);
    }

    private static ServiceException Invalid(string text) => ServiceException.Invalid("BBOX", text,
        "quatre nombres « minx,miny,maxx,maxy » dans l'ordre des axes du système de coordonnées, chaque minimum inférieur à son maximum",
        "four numbers 'minx,miny,maxx,maxy' in the axis order of the CRS, each minimum below its maximum");

    /// <summary>QGIS sends all three spellings together: its own, MapServer's and GeoServer's.</summary>
    public static double DpiOf(Parameters parameters)
    {
        var dpi = parameters.Number("DPI") ?? parameters.Number("MAP_RESOLUTION") ?? FormatOptionsDpi(parameters.Optional("FORMAT_OPTIONS")) ?? MapScale.DefaultDpi;
        return dpi is >= FewestDpi and <= MostDpi ? dpi : throw ServiceException.Invalid("DPI", dpi.ToString(System.Globalization.CultureInfo.InvariantCulture), $"de {FewestDpi} à {MostDpi}", $"from {FewestDpi} to {MostDpi}");
    }

    private static double? FormatOptionsDpi(string? options)
    {
        foreach (var option in options?.Split(';') ?? [])
            if (option.StartsWith("dpi:", StringComparison.OrdinalIgnoreCase) && double.TryParse(option.AsSpan(4), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var dpi))
                return dpi;
        return null;
    }
}
