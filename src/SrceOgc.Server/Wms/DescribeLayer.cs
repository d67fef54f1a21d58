using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Http;
using SrceOgc.Server.Maps;

namespace SrceOgc.Server.Wms;

/// <summary>SLD 1.1.0 profile of WMS (05-078r4), clause 11, and for 1.1.1 SLD 1.0.0 (02-070), 6.6: which WFS has the features of a
/// layer.</summary>
internal static class DescribeLayer
{
    private const string Sld = "http://www.opengis.net/sld", Se = "http://www.opengis.net/se", XLink = "http://www.w3.org/1999/xlink";

    public static Task Answer(ServiceRequest request, WmsVersion version)
    {
        var layers = LayerTree.Asked(request);
        return version == WmsVersion.V130
            ? request.Send("text/xml; charset=utf-8", Write130(request, layers))
            : request.Send("text/xml; charset=utf-8", Write111(request, layers));
    }

    private static byte[] Write130(ServiceRequest request, List<CatalogLayer> layers) => XmlAnswer.Make(xml =>
    {
        xml.WriteStartElement("DescribeLayerResponse", Sld);
        xml.WriteAttributeString("xsi", "schemaLocation", "http://www.w3.org/2001/XMLSchema-instance",
            $"{Sld} http://schemas.opengis.net/sld/1.1.0/DescribeLayer.xsd");
        xml.WriteElementString("Version", Sld, "1.1.0");
        foreach (var layer in layers)
        {
            xml.WriteStartElement("LayerDescription", Sld);
            xml.WriteElementString("owsType", Sld, "wfs");
            xml.WriteStartElement("OnlineResource", Se);
            xml.WriteAttributeString("xlink", "type", XLink, "simple");
            xml.WriteAttributeString("xlink", "href", XLink, request.PublicUrl + "/wfs?");
            xml.WriteEndElement();
            xml.WriteStartElement("TypeName", Sld);
            xml.WriteElementString("FeatureTypeName", Se, layer.Name);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    });

    private static byte[] Write111(ServiceRequest request, List<CatalogLayer> layers) => XmlAnswer.Make(xml =>
    {
        xml.WriteDocType("WMS_DescribeLayerResponse", null, "http://schemas.opengis.net/wms/1.1.1/WMS_DescribeLayerResponse.dtd", null);
        xml.WriteStartElement("WMS_DescribeLayerResponse");
        xml.WriteAttributeString("version", "1.1.1");
        foreach (var layer in layers)
        {
            xml.WriteStartElement("LayerDescription");
            xml.WriteAttributeString("name", layer.Name);
            xml.WriteAttributeString("wfs", request.PublicUrl + "/wfs?");
            xml.WriteAttributeString("owsType", "WFS");
            xml.WriteAttributeString("owsURL", request.PublicUrl + "/wfs?");
            xml.WriteStartElement("Query");
            xml.WriteAttributeString("typeName", layer.Name);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    });
}
