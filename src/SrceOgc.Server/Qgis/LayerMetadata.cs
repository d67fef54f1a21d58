using System.Globalization;
using System.Xml.Linq;
using SrceOgc.Features.Geometries;

namespace SrceOgc.Server.Qgis;

/// <summary>What QGIS shows in a layer's properties, Metadata: source, licence, version, date, and the link the French catalogue plugins
/// look for.</summary>
internal static class LayerMetadata
{
    public static XElement Of(QgisLayer entry)
    {
        var layer = entry.Layer;
        return new("resourceMetadata",
            new XElement("identifier", layer.Version),
            new XElement("language", "FRE"), new XElement("type", "dataset"),
            new XElement("title", entry.Title), new XElement("abstract", Abstract(entry)),
            new XElement("keywords", new XAttribute("vocabulary", "gmd:topicCategory"),
                layer.Keywords.Select(k => new XElement("keyword", k))),
            new XElement("links", MetadataLink(entry), Links(entry)),
            layer.Producer.Length > 0 ? new XElement("contact", new XElement("organization", layer.Producer),
                new XElement("role", "distributor")) : null,
            layer.License.Length > 0 ? new XElement("license", layer.License) : null,
            layer.Description.Attribution is { } source ? new XElement("rights", source) : null,
            new XElement("dates", new XElement("date", new XAttribute("type", "Published"),
                new XAttribute("value", layer.Publication.Published.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)))));
    }

    /// <summary>The picture of a layer that stands beside it with all its metadata: what it is and where to read more.</summary>
    public static XElement OfTwin(QgisLayer entry) => new("resourceMetadata",
        new XElement("identifier", entry.Layer.Version), new XElement("title", entry.Title), new XElement("abstract", Abstract(entry)),
            new XElement("links", MetadataLink(entry)));

    private static XElement MetadataLink(QgisLayer entry) =>
        Link("Metadata", $"{entry.PublicUrl}/api/v1/couches/{entry.Layer.Name}", "application/json");

    /// <summary>In degrees, for tools that list layers by place.</summary>
    public static XElement? GeographicExtent(QgisLayer entry) =>
        entry.Layer.GeographicExtent.IsEmpty ? null : Extent("wgs84extent", entry.Layer.GeographicExtent);

    public static XElement Extent(string name, Envelope extent) => new(name,
        new XElement("xmin", Number(extent.MinX)), new XElement("ymin", Number(extent.MinY)), new XElement("xmax", Number(extent.MaxX)),
            new XElement("ymax", Number(extent.MaxY)));

    private static IEnumerable<XElement> Links(QgisLayer entry) =>
        entry.Layer.Description.MetadataUrl is { } page ? [Link("Fiche", page, "text/html")] : [];

    private static XElement Link(string name, string url, string format) => new("link",
        new XAttribute("name", name), new XAttribute("type", "WWW:LINK"), new XAttribute("url", url), new XAttribute("format", format),
            new XAttribute("mimeType", format));

    private static string Abstract(QgisLayer entry)
    {
        var layer = entry.Layer;
        var text = layer.Abstract.In(entry.Language);
        var version = string.Create(CultureInfo.InvariantCulture,
            $"Version {layer.Publication.Version} du jeu « {layer.Publication.Dataset} », publiée le "
            + $"{layer.Publication.Published:dd/MM/yyyy}.");
        var scale = layer.Description.ValidityScale is { } denominator ? "\nÉchelle de validité : 1/"
            + denominator.ToString("N0", CultureInfo.InvariantCulture).Replace(',', '\u202F') + " au plus." : "";
        return (text.Length > 0 ? text + "\n" : "") + version + scale;
    }

    private static string Number(double value) => Math.Round(value, 6).ToString(CultureInfo.InvariantCulture);
}
