using System.Xml.Linq;

namespace SrceOgc.Tests.Server.Wfs;

/// <summary>Asking the running server for features, and reading what it says of them.</summary>
internal static class WfsRequests
{
    public static readonly XNamespace Wfs20 = "http://www.opengis.net/wfs/2.0";
    public static readonly XNamespace Ows = "http://www.opengis.net/ows/1.1";
    public static readonly XNamespace Gml = "http://www.opengis.net/gml/3.2";
    public static readonly XNamespace Srce = "urn:srceogc:donnees";

    public static async Task<XElement> GetXml(this RunningServer server, string query)
    {
        var (status, text) = await server.GetAnswer("/wfs?SERVICE=WFS&" + query);
        Assert.True(status == 200, $"{status}: {text}");
        return XDocument.Parse(text).Root!;
    }

    public static Task<XElement> GetFeatures(this RunningServer server, string query) =>
        server.GetXml("VERSION=2.0.0&REQUEST=GetFeature&" + query);

    /// <summary>Identifiers in the order of the answer, without their type.</summary>
    public static string Ids(this XElement collection) =>
        string.Join(",", collection.Elements(Wfs20 + "member").Elements()
            .Select(feature => feature.Attribute(Gml + "id")!.Value.Split('.')[1]));

    public static string SortedIds(this XElement collection) =>
        string.Join(",", collection.Ids().Split(',').Select(id => id.PadLeft(6)).Order().Select(id => id.Trim()));

    public static (long Matched, long Returned) Numbers(this XElement collection) =>
        ((long)collection.Attribute("numberMatched")!, (long)collection.Attribute("numberReturned")!);

    /// <summary>The code and the locator of an error, after its status.</summary>
    public static async Task<string> GetError(this RunningServer server, string query) => Error(await server.GetAnswer("/wfs?" + query));

    public static string Error((int Status, string Text) answer)
    {
        var exception = XDocument.Parse(answer.Text).Descendants()
            .First(element => element.Name.LocalName is "Exception" or "ServiceException");
        var code = exception.Attribute("exceptionCode") ?? exception.Attribute("code");
        return $"{answer.Status} {code?.Value} {exception.Attribute("locator")?.Value}".TrimEnd();
    }
}
