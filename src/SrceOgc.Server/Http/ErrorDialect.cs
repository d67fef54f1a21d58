using SrceOgc.Features.Texts;

namespace SrceOgc.Server.Http;

/// <summary>A form an error takes for the client that made the request: its media type, its status and its document.</summary>
internal sealed record ErrorDialect(string ContentType, bool KeepsStatus, Func<ServiceException, Language, byte[]> Write)
{
    /// <summary>
    /// WMS 1.3.0, annex A.3. Status 200 as WMS servers have always done: QGIS and GDAL show the report's text to their user
    /// only then, and hide it behind "Bad Request" otherwise.
    /// </summary>
    public static readonly ErrorDialect Wms130 =
        new("text/xml; charset=utf-8", false, static (e, l) => ServiceExceptionReport(e, l, "1.3.0", "http://www.opengis.net/ogc"));

    /// <summary>WMS 1.1.1, annex A.3: a DTD, no namespace.</summary>
    public static readonly ErrorDialect Wms111 =
        new("application/vnd.ogc.se_xml", false, static (e, l) => ServiceExceptionReport(e, l, "1.1.1", ""));

    /// <summary>WFS 1.0.0, 7.7.</summary>
    public static readonly ErrorDialect Wfs100 =
        new("text/xml; charset=utf-8", true, static (e, l) => ServiceExceptionReport(e, l, "1.2.0", "http://www.opengis.net/ogc"));

    /// <summary>OWS Common 1.0.0, clause 8, as WFS 1.1.0 uses it.</summary>
    public static readonly ErrorDialect Ows100 =
        new("text/xml; charset=utf-8", true, static (e, l) => ExceptionReport(e, l, "1.0.0", "http://www.opengis.net/ows"));

    /// <summary>OWS Common 1.1.0, clause 8, as WFS 2.0.0 uses it.</summary>
    public static readonly ErrorDialect Ows110 =
        new("application/xml; charset=utf-8", true, static (e, l) => ExceptionReport(e, l, "2.0.0", "http://www.opengis.net/ows/1.1"));

    /// <summary>OWS Common 1.1.0, clause 8, as WMTS 1.0.0 uses it (07-057r7, 7.2.5): names, formats have no codes of their own.</summary>
    public static readonly ErrorDialect Wmts100 = new("application/xml; charset=utf-8", true, static (e, l) => ExceptionReport(
        e, l, "1.0.0", "http://www.opengis.net/ows/1.1",
        e.Code is "LayerNotDefined" or "StyleNotDefined" or "InvalidFormat" ? "InvalidParameterValue" : e.Code));

    /// <summary>RFC 9457.</summary>
    public static readonly ErrorDialect Problem = new("application/problem+json; charset=utf-8", true, ProblemDocument);

    /// <summary>OData 4.01 JSON, 21.1.</summary>
    public static readonly ErrorDialect OData = new("application/json; charset=utf-8", true, ODataError);

    private static byte[] ServiceExceptionReport(ServiceException error, Language language, string version, string ns) =>
        XmlAnswer.Make(xml =>
    {
        if (ns.Length == 0)
            xml.WriteDocType("ServiceExceptionReport", null, "http://schemas.opengis.net/wms/1.1.1/exception_1_1_1.dtd", null);
        xml.WriteStartElement("ServiceExceptionReport", ns);
        xml.WriteAttributeString("version", version);
        xml.WriteStartElement("ServiceException", ns);
        if (error.Code.Length > 0)
            xml.WriteAttributeString("code", error.Code);
        if (error.Locator is { } locator && ns.Length > 0)
            xml.WriteAttributeString("locator", ServiceException.Shortened(locator));
        xml.WriteString(error.Text.In(language));
        xml.WriteEndElement();
        xml.WriteEndElement();
    });

    private static byte[] ExceptionReport(ServiceException error, Language language, string version, string ns, string? code = null) =>
        XmlAnswer.Make(xml =>
    {
        xml.WriteStartElement("ows", "ExceptionReport", ns);
        xml.WriteAttributeString("version", version);
        if (ns == "http://www.opengis.net/ows")
            xml.WriteAttributeString("language", Tag(language));
        else
            xml.WriteAttributeString("xml", "lang", null, Tag(language));
        xml.WriteStartElement("Exception", ns);
        xml.WriteAttributeString("exceptionCode", code ?? error.Code);
        if (error.Locator is { } locator)
            xml.WriteAttributeString("locator", ServiceException.Shortened(locator));
        xml.WriteElementString("ExceptionText", ns, error.Text.In(language));
        xml.WriteEndElement();
        xml.WriteEndElement();
    });

    private static string Tag(Language language) => language == Language.French ? "fr" : "en";

    private static byte[] ProblemDocument(ServiceException error, Language language) => JsonAnswer.Make(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("status", error.Status);
        json.WriteString("title", error.Code);
        json.WriteString("detail", error.Text.In(language));
        if (error.Locator is { } locator)
            json.WriteString("parameter", ServiceException.Shortened(locator));
        json.WriteEndObject();
    });

    private static byte[] ODataError(ServiceException error, Language language) => JsonAnswer.Make(json =>
    {
        json.WriteStartObject();
        json.WriteStartObject("error");
        json.WriteString("code", error.Code);
        json.WriteString("message", error.Text.In(language));
        if (error.Locator is { } locator)
            json.WriteString("target", ServiceException.Shortened(locator));
        json.WriteEndObject();
        json.WriteEndObject();
    });
}
