using System.Globalization;
using System.Xml;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Wfs;

/// <summary>Capabilities of WFS 1.0.0, which has a document of its own (WFS-capabilities.xsd).</summary>
internal sealed class Capabilities100
{
    private const string Wfs = "http://www.opengis.net/wfs";
    private const string Ogc = "http://www.opengis.net/ogc";

    private readonly XmlWriter _xml;
    private readonly ServiceRequest _request;

    private Capabilities100(XmlWriter xml, ServiceRequest request)
    {
        _xml = xml;
        _request = request;
    }

    private ServiceDescription Service => _request.Catalog.Service;

    public static byte[] Write(ServiceRequest request) => XmlAnswer.Make(xml => new Capabilities100(xml, request).Document());

    private void Document()
    {
        _xml.WriteStartElement("wfs", "WFS_Capabilities", Wfs);
        _xml.WriteAttributeString("version", "1.0.0");
        _xml.WriteAttributeString("xmlns", "http://www.w3.org/2000/xmlns/", Wfs);
        _xml.WriteAttributeString("xmlns", "ogc", null, Ogc);
        _xml.WriteAttributeString("xmlns", WfsNames.Prefix, null, Service.NamespaceUri);
        _xml.WriteAttributeString("xsi", "schemaLocation", "http://www.w3.org/2001/XMLSchema-instance",
            $"{Wfs} http://schemas.opengis.net/wfs/1.0.0/WFS-capabilities.xsd");
        Start("Service");
        Element("Name", "WFS");
        Element("Title", Service.Title.Text.In(_request.Language));
        Element("Abstract", Service.Abstract.Text.In(_request.Language));
        Element("Keywords", string.Join(", ", Service.Keywords));
        Element("OnlineResource", _request.PublicUrl + "/");
        Element("Fees", Service.AnnouncedFees);
        Element("AccessConstraints", Service.AnnouncedConstraints);
        End();
        Operations();
        FeatureTypes();
        FilterCapabilities();
        End();
    }

    private void Operations()
    {
        Start("Capability");
        Start("Request");
        Operation("GetCapabilities", null, []);
        Operation("DescribeFeatureType", "SchemaDescriptionLanguage", ["XMLSCHEMA"]);
        Operation("GetFeature", "ResultFormat", ["GML2"]);
        End();
        End();
    }

    private void Operation(string name, string? list, IReadOnlyList<string> values)
    {
        Start(name);
        if (list is not null)
        {
            Start(list);
            foreach (var value in values)
            {
                Start(value);
                End();
            }

            End();
        }

        Transport("Get", _request.PublicUrl + "/wfs?");
        Transport("Post", _request.PublicUrl + "/wfs");
        End();
    }

    private void Transport(string method, string address)
    {
        Start("DCPType");
        Start("HTTP");
        Start(method);
        _xml.WriteAttributeString("onlineResource", address);
        End();
        End();
        End();
    }

    private void FeatureTypes()
    {
        Start("FeatureTypeList");
        Start("Operations");
        Start("Query");
        End();
        End();
        foreach (var layer in _request.Catalog.Layers)
            FeatureType(layer);
        End();
    }

    private void FeatureType(CatalogLayer layer)
    {
        Start("FeatureType");
        Element("Name", $"{WfsNames.Prefix}:{layer.Name}");
        Element("Title", layer.Title.In(_request.Language));
        Element("Abstract", layer.Abstract.In(_request.Language));
        Element("Keywords", string.Join(", ", layer.Keywords));
        Element("SRS", layer.Crs.Code);
        if (!layer.GeographicExtent.IsEmpty)
            Bounds(layer);
        End();
    }

    private void Bounds(CatalogLayer layer)
    {
        Start("LatLongBoundingBox");
        Attribute("minx", layer.GeographicExtent.MinX);
        Attribute("miny", layer.GeographicExtent.MinY);
        Attribute("maxx", layer.GeographicExtent.MaxX);
        Attribute("maxy", layer.GeographicExtent.MaxY);
        End();
    }

    private void FilterCapabilities()
    {
        _xml.WriteStartElement("ogc", "Filter_Capabilities", Ogc);
        _xml.WriteStartElement("Spatial_Capabilities", Ogc);
        Empty("Spatial_Operators", "BBOX", "Equals", "Disjoint", "Intersect", "Touches", "Crosses", "Within", "Contains", "Overlaps",
            "Beyond", "DWithin");
        End();
        _xml.WriteStartElement("Scalar_Capabilities", Ogc);
        Empty("Logical_Operators");
        _xml.WriteStartElement("Comparison_Operators", Ogc);
        foreach (var name in new[] { "Simple_Comparisons", "Like", "Between", "NullCheck" })
            Empty(name);
        End();
        _xml.WriteStartElement("Arithmetic_Operators", Ogc);
        Empty("Simple_Arithmetic");
        _xml.WriteStartElement("Functions", Ogc);
        _xml.WriteStartElement("Function_Names", Ogc);
        foreach (var function in FilterFunctions.All)
        {
            _xml.WriteStartElement("Function_Name", Ogc);
            _xml.WriteAttributeString("nArgs", function.Arguments.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
            _xml.WriteString(function.Name);
            End();
        }

        for (var i = 0; i < 5; i++)
            End();
    }

    private void Empty(string name, params ReadOnlySpan<string> children)
    {
        _xml.WriteStartElement(name, Ogc);
        foreach (var child in children)
            Empty(child);
        End();
    }

    private void Attribute(string name, double value) =>
        _xml.WriteAttributeString(name, value.ToString("0.######", CultureInfo.InvariantCulture));

    private void Start(string name) => _xml.WriteStartElement("", name, Wfs);

    private void End() => _xml.WriteEndElement();

    private void Element(string name, string value) => _xml.WriteElementString("", name, Wfs, value);
}
