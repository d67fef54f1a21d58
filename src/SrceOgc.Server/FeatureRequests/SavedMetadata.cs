using System.Globalization;
using System.Xml.Linq;
using SrceOgc.Server.Catalogs;

namespace SrceOgc.Server.FeatureRequests;

/// <summary>The metadata of a layer as QGIS keeps them with a table (gpkg_metadata, "qgis.dtd"): it shows them with the layer, years
/// later.</summary>
internal static class SavedMetadata
{
    public static string Of(CatalogLayer layer) =>
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n" + new XElement("qgis", new XAttribute("version", "3.22.0"),
            new XElement("identifier", layer.Version), new XElement("parentidentifier", layer.Publication.Dataset),
            new XElement("language", "FRE"), new XElement("type", "dataset"), new XElement("title", layer.Title.French),
            new XElement("abstract", LayerMetadataText.Of(layer)),
            new XElement("keywords", new XAttribute("vocabulary", "thèmes"), layer.Keywords.Select(word => new XElement("keyword", word))),
            layer.Producer.Length > 0 ? new XElement("contact", new XElement("name"), new XElement("organization", layer.Producer),
                new XElement("position"), new XElement("voice"), new XElement("fax"), new XElement("email"),
                new XElement("role", "distributor")) : null,
            new XElement("links", layer.Description.MetadataUrl is { } page ? new XElement("link", new XAttribute("name", "Fiche"),
                new XAttribute("type", "WWW:LINK"), new XAttribute("url", page)) : null),
            layer.License.Length > 0 ? new XElement("license", layer.License) : null,
            layer.Description.Attribution is { } source ? new XElement("rights", source) : null,
            new XElement("dates", new XElement("date", new XAttribute("type", "Published"),
                new XAttribute("value", layer.Publication.Published.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)))));
}
