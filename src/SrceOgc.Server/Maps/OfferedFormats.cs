using SrceOgc.Features.Texts;

namespace SrceOgc.Server.Maps;

/// <summary>A format of answers: the media type announced and sent, and other spellings clients use.</summary>
internal sealed record FormatRow<T>(T Format, string MediaType, params string[] Spellings)
{
    public bool Answers(string asked)
    {
        var compact = Compact(asked);
        return compact == Compact(MediaType) || Array.Exists(Spellings, s => compact == Compact(s));
    }

    /// <summary>A plus sign that a client left bare in an address arrives as a space.</summary>
    private static string Compact(string mediaType) => mediaType.Replace(" ", "").Replace("+", "").ToLowerInvariant();
}

internal enum LegendFormat
{
    Png,
    Json,
    Svg,
}

internal enum InfoFormat
{
    Text,
    Html,
    Gml2,
    Gml31,
    Gml32,
    GeoJson,
    HerePage,
    HereJson,
}

/// <summary>The tables of formats; capabilities, parsing and error texts all read them.</summary>
internal static class OfferedFormats
{
    public static IReadOnlyList<FormatRow<MapFormat>> Maps { get; } =
    [
        new(MapFormat.Png, "image/png"),
        new(MapFormat.Png8, "image/png; mode=8bit", "image/png8", "image/x-png8"),
        new(MapFormat.Jpeg, "image/jpeg", "image/jpg"),
        new(MapFormat.Pdf, "application/pdf"),
        new(MapFormat.Svg, "image/svg+xml", "image/svg"),
    ];

    /// <summary>
    /// QGIS asks for the last format it knows as one of features. It reads no GML 3.2 there, and knew GeoJSON as application/json
    /// long before it did by its own name: so that one stands last.
    /// </summary>
    public static IReadOnlyList<FormatRow<InfoFormat>> Info { get; } =
    [
        new(InfoFormat.HerePage, "text/html; subtype=ici"),
        new(InfoFormat.HereJson, "application/json; subtype=ici"),
        new(InfoFormat.Html, "text/html"),
        new(InfoFormat.Text, "text/plain"),
        new(InfoFormat.Gml32, "application/gml+xml; version=3.2", "application/gml+xml", "application/vnd.ogc.gml/3.2",
            "application/vnd.ogc.gml/3.2.1", "text/xml; subtype=gml/3.2", "text/xml; subtype=gml/3.2.1"),
        new(InfoFormat.Gml31, "application/vnd.ogc.gml/3.1.1", "text/xml; subtype=gml/3.1.1", "application/gml+xml; version=3.1"),
        new(InfoFormat.Gml2, "text/xml"),
        new(InfoFormat.Gml2, "application/vnd.ogc.gml", "application/vnd.ogc.gml/2.1.2", "text/xml; subtype=gml/2.1.2",
            "text/xml; subtype=gml/2.1", "gml"),
        new(InfoFormat.GeoJson, "application/geo+json", "application/vnd.geo+json", "geojson"),
        new(InfoFormat.GeoJson, "application/json"),
    ];

    public static IReadOnlyList<FormatRow<LegendFormat>> Legends { get; } =
    [
        new(LegendFormat.Png, "image/png", "image/png; mode=8bit"),
        new(LegendFormat.Json, "application/json"),
        new(LegendFormat.Svg, "image/svg+xml", "image/svg"),
    ];

    /// <exception cref="ServiceException">InvalidFormat.</exception>
    public static FormatRow<T> Find<T>(IReadOnlyList<FormatRow<T>> formats, string parameter, string asked) =>
        formats.FirstOrDefault(f => f.Answers(asked)) ?? throw new ServiceException("InvalidFormat", parameter, new(
            $"{parameter} : le format « {ServiceException.Shortened(asked)} » n'est pas proposé ; au choix : {Names(formats)}.",
            $"{parameter}: format '{ServiceException.Shortened(asked)}' is not offered; choose among: {Names(formats)}."));

    private static string Names<T>(IReadOnlyList<FormatRow<T>> formats) => string.Join(", ", formats.Select(f => f.MediaType));
}
