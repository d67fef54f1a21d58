using System.Globalization;
using System.Xml;
using SrceOgc.Features.Encodings;
using SrceOgc.Features.Formats;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Configuration;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Wfs;

/// <summary>
/// Capabilities of WFS 2.0.0 and 1.1.0, which differ by namespaces and a few element names. QGIS wants the prefix wfs on
/// the root and the namespace of the feature types declared there.
/// </summary>
internal sealed class OwsCapabilities
{
    private const string XLink = "http://www.w3.org/1999/xlink";
    private const string Schema = "http://www.w3.org/2001/XMLSchema-instance";

    private readonly XmlWriter _xml;
    private readonly ServiceRequest _request;
    private readonly WfsVersion _version;
    private readonly Settings _settings;
    private readonly bool _is200;
    private readonly string _ows;
    private readonly string _wfs;

    private OwsCapabilities(XmlWriter xml, ServiceRequest request, WfsVersion version, Settings settings)
    {
        _xml = xml;
        _request = request;
        _version = version;
        _settings = settings;
        _is200 = version == WfsVersion.V200;
        _ows = _is200 ? "http://www.opengis.net/ows/1.1" : "http://www.opengis.net/ows";
        _wfs = version.Dialect.WfsNamespace;
    }

    private ServiceDescription Service => _request.Catalog.Service;

    public static byte[] Write(ServiceRequest request, WfsVersion version, CapabilitiesSections sections, Settings settings) =>
        XmlAnswer.Make(xml => new OwsCapabilities(xml, request, version, settings).Document(sections));

    private void Document(CapabilitiesSections sections)
    {
        _xml.WriteStartElement("wfs", "WFS_Capabilities", _wfs);
        _xml.WriteAttributeString("version", _version.Number);
        _xml.WriteAttributeString("updateSequence", _request.Catalog.Sequence);
        _xml.WriteAttributeString("xmlns", "ows", null, _ows);
        _xml.WriteAttributeString("xmlns", "xlink", null, XLink);
        _xml.WriteAttributeString("xmlns", "gml", null, _version.Dialect.GmlNamespace);
        _xml.WriteAttributeString("xmlns", WfsNames.Prefix, null, Service.NamespaceUri);
        _xml.WriteAttributeString("xmlns", _is200 ? "fes" : "ogc", null, _version.FilterNamespace);
        _xml.WriteAttributeString("xmlns", "xsd", null, "http://www.w3.org/2001/XMLSchema");
        _xml.WriteAttributeString("xsi", "schemaLocation", Schema, $"{_wfs} {_version.Dialect.WfsSchema}");
        Section(CapabilitiesSections.Identification, Identification);
        Section(CapabilitiesSections.Provider, Provider);
        Section(CapabilitiesSections.Operations, Operations);
        Section(CapabilitiesSections.FeatureTypes, FeatureTypes);
        Section(CapabilitiesSections.Filters, Filters);
        _xml.WriteEndElement();

        void Section(CapabilitiesSections section, Action write)
        {
            if (sections.HasFlag(section))
                write();
        }
    }

    private void Identification()
    {
        Start("ServiceIdentification");
        Element("Title", Text(Service.Title));
        Element("Abstract", Text(Service.Abstract));
        Keywords(Service.Keywords);
        Element("ServiceType", "WFS");
        foreach (var version in WfsVersion.All.Where(version => _is200 || version == _version))
            Element("ServiceTypeVersion", version.Number);
        Element("Fees", Service.Fees);
        Element("AccessConstraints", Service.AccessConstraints);
        End();
    }

    private void Provider()
    {
        var contact = Service.Contact;
        Start("ServiceProvider");
        Element("ProviderName", contact.Organization);
        if (contact.Site.Length > 0)
            Link("ProviderSite", contact.Site);
        Start("ServiceContact");
        Element("IndividualName", contact.Person);
        Element("PositionName", contact.Position);
        Start("ContactInfo");
        Start("Phone");
        Element("Voice", contact.Phone);
        End();
        Start("Address");
        Element("DeliveryPoint", contact.Address);
        Element("City", contact.City);
        Element("PostalCode", contact.PostalCode);
        Element("Country", contact.Country);
        Element("ElectronicMailAddress", contact.Email);
        End();
        End();
        End();
        End();
    }

    private void Operations()
    {
        Start("OperationsMetadata");
        foreach (var operation in _version.Operations)
            Operation(operation);
        if (_is200)
        {
            Domain("Parameter", "version", [.. WfsVersion.All.Select(version => version.Number)]);
            foreach (var (name, isTrue) in WfsConstraints.Conformance)
                Constraint(name, isTrue ? "TRUE" : "FALSE");
            Constraint("CountDefault", _settings.PageSize.ToString(CultureInfo.InvariantCulture));
            Domain("Constraint", "QueryExpressions", ["wfs:Query", "wfs:StoredQuery"]);
        }
        else
        {
            Domain("Constraint", "DefaultMaxFeatures", [_settings.MaxFeatures.ToString(CultureInfo.InvariantCulture)]);
        }

        End();
    }

    private void Operation(string name)
    {
        Start("Operation");
        _xml.WriteAttributeString("name", name);
        Start("DCP");
        Start("HTTP");
        Link("Get", _request.PublicUrl + "/wfs?");
        Link("Post", _request.PublicUrl + "/wfs");
        End();
        End();
        switch (name)
        {
            case "GetCapabilities":
                Domain("Parameter", "AcceptVersions", [.. WfsVersion.All.Select(version => version.Number)]);
                Domain("Parameter", "Sections", [.. SectionsParameter.Names]);
                break;
            case "DescribeFeatureType":
                Domain("Parameter", "outputFormat", [.. _version.Schema.MediaTypes]);
                break;
            case "GetFeature":
                Domain("Parameter", "resultType", ["results", "hits"]);
                Domain("Parameter", "outputFormat", [.. FeatureFormats.Announced(_version.Format).Select(format => format.MediaType)]);
                Resolve();
                break;
            case "GetPropertyValue":
                Domain("Parameter", "outputFormat", [FeatureFormats.Gml32.MediaType]);
                Resolve();
                break;
        }

        End();
    }

    private void Resolve()
    {
        if (_is200)
            Domain("Parameter", "resolve", ["none", "local"]);
    }

    private void FeatureTypes()
    {
        _xml.WriteStartElement("FeatureTypeList", _wfs);
        if (!_is200)
        {
            _xml.WriteStartElement("Operations", _wfs);
            _xml.WriteElementString("Operation", _wfs, "Query");
            _xml.WriteEndElement();
        }

        foreach (var layer in _request.Catalog.Layers)
            FeatureType(layer);
        _xml.WriteEndElement();
    }

    private void Filters()
    {
        if (_is200)
            FilterCapabilities20.Write(_xml);
        else
            FilterCapabilities11.Write(_xml);
    }

    private void FeatureType(CatalogLayer layer)
    {
        _xml.WriteStartElement("FeatureType", _wfs);
        _xml.WriteElementString("Name", _wfs, $"{WfsNames.Prefix}:{layer.Name}");
        _xml.WriteElementString("Title", _wfs, Text(layer.Title));
        if (Text(layer.Abstract) is { Length: > 0 } text)
            _xml.WriteElementString("Abstract", _wfs, text);
        Keywords(layer.Keywords);
        Systems(layer);
        if (!layer.GeographicExtent.IsEmpty)
        {
            Start("WGS84BoundingBox");
            Element("LowerCorner", string.Create(CultureInfo.InvariantCulture, $"{layer.GeographicExtent.MinX:0.######} {layer.GeographicExtent.MinY:0.######}"));
            Element("UpperCorner", string.Create(CultureInfo.InvariantCulture, $"{layer.GeographicExtent.MaxX:0.######} {layer.GeographicExtent.MaxY:0.######}"));
            End();
        }

        if (layer.Description.MetadataUrl is { } metadata)
            Metadata(metadata);
        _xml.WriteEndElement();
    }

    /// <summary>WFS 2.0.0: a link; 1.1.0: a text with a type and a format.</summary>
    private void Metadata(string address)
    {
        _xml.WriteStartElement("MetadataURL", _wfs);
        if (_is200)
        {
            _xml.WriteAttributeString("xlink", "href", XLink, address);
        }
        else
        {
            _xml.WriteAttributeString("type", "19139");
            _xml.WriteAttributeString("format", "text/xml");
            _xml.WriteString(address);
        }

        _xml.WriteEndElement();
    }

    private void Systems(CatalogLayer layer)
    {
        var kind = _is200 ? "CRS" : "SRS";
        if (!layer.IsSpatial)
        {
            _xml.WriteStartElement(_is200 ? "NoCRS" : "NoSRS", _wfs);
            _xml.WriteEndElement();
            return;
        }

        _xml.WriteElementString("Default" + kind, _wfs, layer.Crs.Urn);
        foreach (var crs in CrsRegistry.Standard.All.Where(crs => crs.Srid != layer.Crs.Srid))
            _xml.WriteElementString("Other" + kind, _wfs, crs.Urn);
    }

    private void Keywords(IReadOnlyList<string> keywords)
    {
        if (keywords.Count == 0)
            return;
        Start("Keywords");
        foreach (var keyword in keywords)
            Element("Keyword", keyword);
        End();
    }

    private void Constraint(string name, string value)
    {
        Start("Constraint");
        _xml.WriteAttributeString("name", name);
        Start("NoValues");
        End();
        Element("DefaultValue", value);
        End();
    }

    private void Domain(string element, string name, IReadOnlyList<string> values)
    {
        Start(element);
        _xml.WriteAttributeString("name", name);
        if (_is200)
            Start("AllowedValues");
        foreach (var value in values)
            Element("Value", value);
        if (_is200)
            End();
        End();
    }

    private void Link(string name, string address)
    {
        Start(name);
        _xml.WriteAttributeString("xlink", "href", XLink, address);
        End();
    }

    private string Text(LocalizedText text) => text.Text.In(_request.Language);

    private string Text(Text text) => text.In(_request.Language);

    private void Start(string name) => _xml.WriteStartElement(name, _ows);

    private void End() => _xml.WriteEndElement();

    private void Element(string name, string value) => _xml.WriteElementString(name, _ows, value);
}
