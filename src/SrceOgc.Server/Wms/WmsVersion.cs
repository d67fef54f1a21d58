using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Wms;

/// <summary>What differs between the versions of WMS, as data.</summary>
internal sealed record WmsVersion(
    string Number, string CrsParameter, string XParameter, string YParameter, string InvalidCrs, string InvalidPoint,
    AxisOrderRule AxisOrder, ErrorDialect Errors, IReadOnlyList<string> XmlExceptionFormats)
{
    public static readonly WmsVersion V130 = new(
        "1.3.0", "CRS", "I", "J", "InvalidCRS", "InvalidPoint", AxisOrderRule.Authority, ErrorDialect.Wms130,
        ["XML", "text/xml", "application/vnd.ogc.se_xml"]);

    public static readonly WmsVersion V111 = new(
        "1.1.1", "SRS", "X", "Y", "InvalidSRS", "InvalidPoint", AxisOrderRule.EastNorth, ErrorDialect.Wms111,
        ["application/vnd.ogc.se_xml", "XML", "text/xml"]);

    /// <summary>
    /// The version to speak (WMS 1.3.0, 6.2.4): the one asked for; for an unknown number the highest below it, else the lowest.
    /// Without VERSION the highest, unless an SRS parameter shows an old client.
    /// </summary>
    public static WmsVersion Of(Parameters parameters)
    {
        if (!parameters.All.TryGetValue("VERSION", out var asked) && !parameters.All.TryGetValue("WMTVER", out asked))
            return parameters.All.ContainsKey("SRS") && !parameters.All.ContainsKey("CRS") ? V111 : V130;
        return asked.Length == 0 || Compare(asked, V130.Number) >= 0 ? V130 : V111;
    }

    /// <summary>
    /// VERSION is mandatory in a request for a map or its features (WMS 1.3.0, 7.3.2 and 7.4.2): one that follows 1.3.0 (CRS) without
    /// saying so is refused,
    /// as axes would be guessed; one that follows 1.1.1 (SRS), as hand-made pages send it, has one meaning and is served.
    /// </summary>
    public WmsVersion Given(Parameters parameters) =>
        this == V111 || parameters.Optional("VERSION") is not null || parameters.Optional("WMTVER") is not null
            ? this : throw ServiceException.Missing("VERSION");

    private static int Compare(string asked, string number) =>
        Version.TryParse(asked, out var version) ? version.CompareTo(Version.Parse(number)) : -1;
}
