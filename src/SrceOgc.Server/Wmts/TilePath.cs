using SrceOgc.Features.Texts;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Wmts;

/// <summary>
/// The addresses of WMTS without a query (07-057r7, clause 10), read into the parameters of those with one:
/// <code>
/// /wmts/1.0.0/WMTSCapabilities.xml
/// /wmts/{layer}/{style}/{grid}/{scale}/{row}/{column}[@2x].png|jpg
/// /wmts/{layer}/{style}/{grid}/{scale}/{row}/{column}/{j}/{i}.html|json|txt|gml
/// </code>
/// </summary>
internal static class TilePath
{
    public const string Folder = "/wmts", Capabilities = "1.0.0/WMTSCapabilities.xml";

    /// <summary>How many pixels for one; only paths say it.</summary>
    public const string Density = "TILEDENSITY";

    public const int MostDense = 2;

    private const string Twice = "@2x";

    public static IReadOnlyList<(string Extension, string MediaType)> Tiles { get; } = [("png", "image/png"), ("jpg", "image/jpeg")];

    public static IReadOnlyList<(string Extension, string MediaType)> Infos { get; } =
    [
        ("html", "text/html"), ("json", "application/geo+json"), ("txt", "text/plain"), ("gml", "application/gml+xml; version=3.2"),
    ];

    private static readonly string[] Names = ["LAYER", "STYLE", "TILEMATRIXSET", "TILEMATRIX", "TILEROW", "TILECOL", "J", "I"];

    /// <summary>False: the path says nothing, the query does.</summary>
    /// <param name="path">Below the service's own.</param>
    /// <exception cref="ServiceException">404: no such address.</exception>
    public static bool TryRead(string path, Parameters parameters)
    {
        // Of "/ows" the query says all.
        var rest = path.StartsWith(Folder, StringComparison.OrdinalIgnoreCase) ? path[Folder.Length..].Trim('/') : "";
        if (rest.Length == 0)
            return false;
        if (rest.Equals(Capabilities, StringComparison.OrdinalIgnoreCase))
        {
            parameters.Set("REQUEST", "GetCapabilities");
            return true;
        }

        var steps = rest.Split('/');
        var dot = steps[^1].LastIndexOf('.');
        var isInfo = steps.Length == Names.Length;
        var formats = isInfo ? Infos : Tiles;
        if ((!isInfo && steps.Length != Names.Length - 2) || dot < 0
            || formats.FirstOrDefault(format => format.Extension == steps[^1][(dot + 1)..]) is not { MediaType: { } format })
            throw Missing();
        steps[^1] = steps[^1][..dot];
        parameters.Set("REQUEST", isInfo ? "GetFeatureInfo" : "GetTile");
        parameters.Set(isInfo ? "INFOFORMAT" : "FORMAT", format);
        if (!isInfo && steps[^1].EndsWith(Twice, StringComparison.Ordinal))
        {
            steps[^1] = steps[^1][..^Twice.Length];
            parameters.Set(Density, "2");
        }

        for (var i = 0; i < steps.Length; i++)
            parameters.Set(Names[i], Uri.UnescapeDataString(steps[i]));
        return true;
    }

    /// <summary>The template of a layer's addresses for one format (07-057r7, 10.2.1).</summary>
    public static string Template(string publicUrl, string layer, string ending) =>
        $"{publicUrl}{Folder}/{Uri.EscapeDataString(layer)}/{{Style}}/{{TileMatrixSet}}/{{TileMatrix}}/{{TileRow}}/{ending}";

    private static ServiceException Missing() => new("InvalidParameterValue", "REQUEST", new(
        "Cette adresse n'existe pas ; les adresses sont dans /wmts/1.0.0/WMTSCapabilities.xml.",
        "There is no such address; see /wmts/1.0.0/WMTSCapabilities.xml for all of them."), 404);
}
