using System.Globalization;
using SrceOgc.Features.Texts;
using SrceOgc.Features.Tiles;
using SrceOgc.Rendering.Rasterization;
using SrceOgc.Server.Http;
using SrceOgc.Server.Maps;

namespace SrceOgc.Server.Wmts;

/// <summary>WMTS 1.0.0 (07-057r7), by query and by path: pictures of the WMS on the grids of <see cref="TileMatrixSets"/>.</summary>
internal sealed class WmtsService(TileMatrixSets grids, MapAnswer maps, FeatureInfoAnswer infos) : IService
{
    private const string Version = "1.0.0";

    private const int MostFeatures = 1000;

    public ErrorDialect DialectOf(Parameters parameters) => ErrorDialect.Wmts100;

    public Task Answer(ServiceRequest request)
    {
        var parameters = request.Parameters;
        if (!TilePath.TryRead(request.Path, parameters))
            RequireService(parameters);
        var name = parameters.Required("REQUEST");
        return name.ToUpperInvariant() switch
        {
            "GETCAPABILITIES" => SendCapabilities(request),
            "GETTILE" => SendTile(request),
            "GETFEATUREINFO" => SendFeatures(request),
            _ => throw ServiceException.Operation(name),
        };
    }

    private static void RequireService(Parameters parameters)
    {
        if (!parameters.Required("SERVICE").Equals("WMTS", StringComparison.OrdinalIgnoreCase))
            throw ServiceException.Invalid("SERVICE", parameters.Required("SERVICE"), "WMTS", "WMTS");
        // Versions are negotiated for capabilities alone (OWS Common 06-121r3, 7.3.2).
        var isAny = parameters.Optional("REQUEST")?.Equals("GetCapabilities", StringComparison.OrdinalIgnoreCase) == true;
        if (!isAny && parameters.Optional("VERSION") is { } version && version != Version)
            throw ServiceException.Invalid("VERSION", version, Version, Version);
        if (isAny && parameters.List("ACCEPTVERSIONS") is { } accepted && !accepted.Contains(Version))
            throw new ServiceException("VersionNegotiationFailed", "ACCEPTVERSIONS", new(
                $"ACCEPTVERSIONS : seule la version {Version} est servie.", $"ACCEPTVERSIONS: only version {Version} is served."));
    }

    private Task SendCapabilities(ServiceRequest request)
    {
        var document = request.Catalog.Memo.GetOrAdd($"wmts {request.Language} {request.PublicUrl}",
            () => WmtsCapabilities.Write(request, grids));
        return request.IsNotModified($"t{request.Catalog.Sequence}{request.Language}", 0)
            ? Task.CompletedTask : request.Send("application/xml; charset=utf-8", document);
    }

    private Task SendTile(ServiceRequest request)
    {
        var given = request.Parameters.Required("FORMAT");
        if (!TilePath.Tiles.Any(row => row.MediaType == given))
            throw ServiceException.Invalid("FORMAT", given, Types(TilePath.Tiles, " ou "), Types(TilePath.Tiles, " or "));
        var tile = TileRequest.Of(request, grids);
        var format = OfferedFormats.Find(OfferedFormats.Maps, "FORMAT", given);
        var background = format.Format == MapFormat.Jpeg ? Color.White : Color.Transparent;
        return maps.Answer(request, new(tile.View, tile.Layers, format, background));
    }

    /// <summary>From the top layer down.</summary>
    private Task SendFeatures(ServiceRequest request)
    {
        var tile = TileRequest.Of(request, grids);
        var parameters = request.Parameters;
        var place = (Pixel(parameters, "I", tile.Matrix.TileSize), Pixel(parameters, "J", tile.Matrix.TileSize));
        var count = parameters.Integer("FEATURE_COUNT", 1, MostFeatures, 1);
        var format = OfferedFormats.Find(OfferedFormats.Info, "INFOFORMAT", parameters.Required("INFOFORMAT"));
        return infos.Answer(request, new(tile.View, [.. tile.Layers.Reverse()], place, count, format));
    }

    /// <summary>07-057r7, table 29: PointIJOutOfRange.</summary>
    private static int Pixel(Parameters parameters, string name, int size)
    {
        var text = parameters.Required(name);
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var pixel) && pixel >= 0 && pixel < size
            ? pixel
            : throw new ServiceException("PointIJOutOfRange", name, new(
                $"{name} : « {ServiceException.Shortened(text)} » ne convient pas ; attendu : un entier de 0 à {size - 1}.",
                $"{name}: '{ServiceException.Shortened(text)}' is not valid; expected: an integer from 0 to {size - 1}."));
    }

    private static string Types(IEnumerable<(string, string MediaType)> formats, string or) =>
        string.Join(or, formats.Select(format => format.MediaType));
}
