using System.Globalization;
using System.Xml;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Ows;

namespace SrceOgc.Server.Wfs;

/// <summary>The FeatureTypeList of WFS 2.0.0 and 1.1.0.</summary>
internal sealed class OwsFeatureTypes(XmlWriter xml, OwsXml ows, WfsVersion version)
{
    private readonly bool _is200 = version == WfsVersion.V200;
    private readonly string _wfs = version.Dialect.WfsNamespace;

    public void Write(Catalog catalog)
    {
        xml.WriteStartElement("", "FeatureTypeList", _wfs);
        if (!_is200)
        {
            xml.WriteStartElement("", "Operations", _wfs);
            xml.WriteElementString("", "Operation", _wfs, "Query");
            xml.WriteEndElement();
        }

        foreach (var layer in catalog.Layers)
            FeatureType(layer);
        xml.WriteEndElement();
    }

    private void FeatureType(CatalogLayer layer)
    {
        xml.WriteStartElement("", "FeatureType", _wfs);
        xml.WriteElementString("", "Name", _wfs, $"{WfsNames.Prefix}:{layer.Name}");
        xml.WriteElementString("", "Title", _wfs, ows.Text(layer.Title));
        if (ows.Text(layer.Abstract) is { Length: > 0 } text)
            xml.WriteElementString("", "Abstract", _wfs, text);
        ows.Keywords(layer.Keywords);
        Systems(layer);
        if (!layer.GeographicExtent.IsEmpty)
        {
            ows.Start("WGS84BoundingBox");
            ows.Element("LowerCorner",
                string.Create(CultureInfo.InvariantCulture,
                $"{layer.GeographicExtent.MinX:0.######} {layer.GeographicExtent.MinY:0.######}"));
            ows.Element("UpperCorner",
                string.Create(CultureInfo.InvariantCulture,
                $"{layer.GeographicExtent.MaxX:0.######} {layer.GeographicExtent.MaxY:0.######}"));
            ows.End();
        }

        if (layer.Description.MetadataUrl is { } metadata)
            Metadata(metadata);
        xml.WriteEndElement();
    }

    /// <summary>WFS 2.0.0: a link; 1.1.0: a text with a type and a format.</summary>
    private void Metadata(string address)
    {
        xml.WriteStartElement("", "MetadataURL", _wfs);
        if (_is200)
        {
            xml.WriteAttributeString("xlink", "href", OwsXml.XLink, address);
        }
        else
        {
            xml.WriteAttributeString("type", "19139");
            xml.WriteAttributeString("format", "text/xml");
            xml.WriteString(address);
        }

        xml.WriteEndElement();
    }

    private void Systems(CatalogLayer layer)
    {
        var kind = _is200 ? "CRS" : "SRS";
        if (!layer.IsSpatial)
        {
            xml.WriteStartElement("", _is200 ? "NoCRS" : "NoSRS", _wfs);
            xml.WriteEndElement();
            return;
        }

        xml.WriteElementString("", "Default" + kind, _wfs, layer.Crs.Urn);
        foreach (var crs in CrsRegistry.Standard.All.Where(crs => crs.Srid != layer.Crs.Srid))
            xml.WriteElementString("", "Other" + kind, _wfs, crs.Urn);
    }
}
