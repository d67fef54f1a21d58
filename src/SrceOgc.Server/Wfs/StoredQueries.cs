using System.Xml;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Wfs;

/// <summary>WFS 2.0.0, 14.3 and 14.4: ListStoredQueries and DescribeStoredQueries.</summary>
internal static class StoredQueries
{
    private const string Wfs = "http://www.opengis.net/wfs/2.0";

    public static Task List(ServiceRequest request) => Send(request, "ListStoredQueriesResponse", xml =>
    {
        foreach (var query in StoredQuery.All)
        {
            xml.WriteStartElement("StoredQuery", Wfs);
            xml.WriteAttributeString("id", query.Id);
            xml.WriteElementString("Title", Wfs, query.Title);
            foreach (var layer in request.Catalog.Layers)
                xml.WriteElementString("ReturnFeatureType", Wfs, $"{WfsNames.Prefix}:{layer.Name}");
            xml.WriteEndElement();
        }
    });

    public static Task Describe(ServiceRequest request)
    {
        var asked = request.Parameters.List("STOREDQUERY_ID") ?? request.Parameters.List("STOREDQUERYID");
        var queries = asked is null
            ? StoredQuery.All : [.. asked.Select(id =>
            StoredQuery.All.FirstOrDefault(query => query.Id == id) ?? throw StoredQueryResolver.Unknown(id))];
        return Send(request, "DescribeStoredQueriesResponse", xml =>
        {
            foreach (var query in queries)
                WriteDescription(xml, query, string.Join(' ', request.Catalog.Layers.Select(layer => $"{WfsNames.Prefix}:{layer.Name}")));
        });
    }

    private static void WriteDescription(XmlWriter xml, StoredQuery query, string types)
    {
        xml.WriteStartElement("StoredQueryDescription", Wfs);
        xml.WriteAttributeString("id", query.Id);
        xml.WriteElementString("Title", Wfs, query.Title);
        xml.WriteElementString("Abstract", Wfs, query.Abstract);
        foreach (var parameter in query.Parameters)
        {
            xml.WriteStartElement("Parameter", Wfs);
            xml.WriteAttributeString("name", parameter.Name);
            xml.WriteAttributeString("type", parameter.Type);
            xml.WriteElementString("Title", Wfs, parameter.Title);
            xml.WriteEndElement();
        }

        xml.WriteStartElement("QueryExpressionText", Wfs);
        xml.WriteAttributeString("returnFeatureTypes", types);
        xml.WriteAttributeString("language", "urn:ogc:def:queryLanguage:OGC-WFS::WFSQueryExpression");
        xml.WriteAttributeString("isPrivate", "true");
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static Task Send(ServiceRequest request, string root, Action<XmlWriter> write)
    {
        var document = XmlAnswer.Make(xml =>
        {
            xml.WriteStartElement("wfs", root, Wfs);
            xml.WriteAttributeString("xmlns", WfsNames.Prefix, null, request.Catalog.Service.NamespaceUri);
            xml.WriteAttributeString("xmlns", "xsd", null, "http://www.w3.org/2001/XMLSchema");
            xml.WriteAttributeString("xsi", "schemaLocation", "http://www.w3.org/2001/XMLSchema-instance",
                $"{Wfs} http://schemas.opengis.net/wfs/2.0/wfs.xsd");
            write(xml);
            xml.WriteEndElement();
        });
        return request.Send("text/xml; charset=utf-8", document);
    }
}
