using SrceOgc.Features.Texts;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Qgis;

/// <summary>A connection as QGIS's Data Source Manager exports and loads it.</summary>
internal static class ConnectionFile
{
    public static byte[] Wms(ServiceRequest request) =>
        Write(request, "WMS", "1.0", "wms", ("ignoreGetMapURI", "0"), ("ignoreGetFeatureInfoURI", "0"), ("dpiMode", "7"));

    public static byte[] Wfs(ServiceRequest request) =>
        Write(request, "WFS", "1.1", "wfs", ("version", "2.0.0"), ("pagingenabled", "true"), ("maxnumfeatures", ""));

    private static byte[] Write(ServiceRequest request, string kind, string version, string path,
        params ReadOnlySpan<(string Name, string Value)> options)
    {
        var copy = options.ToArray();
        return XmlAnswer.Make(xml =>
        {
            xml.WriteDocType("connections", null, null, null);
            xml.WriteStartElement($"qgs{kind}Connections");
            xml.WriteAttributeString("version", version);
            xml.WriteStartElement(path);
            xml.WriteAttributeString("name", request.Catalog.Service.Title.Text.In(request.Language));
            xml.WriteAttributeString("url", $"{request.PublicUrl}/{path}");
            foreach (var (name, value) in copy)
                xml.WriteAttributeString(name, value);
            xml.WriteEndElement();
            xml.WriteEndElement();
        });
    }
}
