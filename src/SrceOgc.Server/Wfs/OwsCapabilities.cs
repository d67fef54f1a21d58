using System.Globalization;
using System.Xml;
using SrceOgc.Features.Formats;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Configuration;
using SrceOgc.Server.Http;
using SrceOgc.Server.Ows;

namespace SrceOgc.Server.Wfs;

/// <summary>
/// Capabilities of WFS 2.0.0 and 1.1.0, which differ by namespaces and a few element names. QGIS wants the prefix wfs on
/// the root and the namespace of the feature types declared there.
/// </summary>
internal sealed class OwsCapabilities
{
    private const string Schema = "http://www.w3.org/2001/XMLSchema-instance";

    private readonly XmlWriter _xml;
    private readonly ServiceRequest _request;
    private readonly WfsVersion _version;
    private readonly Settings _settings;
    private readonly bool _is200;
    private readonly OwsXml _ows;
    private readonly string _wfs;

    private OwsCapabilities(XmlWriter xml, ServiceRequest request, WfsVersion version, Settings settings)
    {
        _xml = xml;
        _request = request;
        _version = version;
        _settings = settings;
        _is200 = version == WfsVersion.V200;
        _ows = new(xml, _is200, request.Language);
        _wfs = version.Dialect.WfsNamespace;
    }

    private ServiceDescription Service => _request.Catalog.Service;

    public static byte[] Write(ServiceRequest request, WfsVersion version, CapabilitiesSections sections, Settings settings) =>
        XmlAnswer.Make(xml => new OwsCapabilities(xml, request, version, settings).Document(sections));

    private void Document(CapabilitiesSections sections)
    {
        _xml.WriteStartElement("wfs", "WFS_Capabilities", _wfs);
        _xml.WriteAttributeString("version", _version.Number);
        _xml.WriteAttributeString("updateSequence", _request.Catalog.UpdateSequence);
        // Clients that read prefixes as part of names look for wfs:WFS_Capabilities and FeatureTypeList, as other servers write them.
        _xml.WriteAttributeString("xmlns", "http://www.w3.org/2000/xmlns/", _wfs);
        _xml.WriteAttributeString("xmlns", "ows", null, _ows.Namespace);
        _xml.WriteAttributeString("xmlns", "xlink", null, OwsXml.XLink);
        _xml.WriteAttributeString("xmlns", "gml", null, _version.Dialect.GmlNamespace);
        _xml.WriteAttributeString("xmlns", WfsNames.Prefix, null, Service.NamespaceUri);
        _xml.WriteAttributeString("xmlns", _is200 ? "fes" : "ogc", null, _version.FilterNamespace);
        _xml.WriteAttributeString("xmlns", "xsd", null, "http://www.w3.org/2001/XMLSchema");
        _xml.WriteAttributeString("xsi", "schemaLocation", Schema, $"{_wfs} {_version.Dialect.WfsSchema}");
        var versions = WfsVersion.All.Where(version => _is200 || version == _version).Select(version => version.Number);
        Section(CapabilitiesSections.Identification, () => OwsService.Identification(_ows, Service, "WFS", versions));
        Section(CapabilitiesSections.Provider, () => OwsService.Provider(_ows, Service.Contact));
        Section(CapabilitiesSections.Operations, Operations);
        Section(CapabilitiesSections.FeatureTypes, () => new OwsFeatureTypes(_xml, _ows, _version).Write(_request.Catalog));
        Section(CapabilitiesSections.Filters, Filters);
        _xml.WriteEndElement();

        void Section(CapabilitiesSections section, Action write)
        {
            if (sections.HasFlag(section))
                write();
        }
    }

    private void Operations()
    {
        _ows.Start("OperationsMetadata");
        foreach (var operation in _version.Operations)
            Operation(operation);
        if (_is200)
        {
            _ows.Domain("Parameter", "version", [.. WfsVersion.All.Select(version => version.Number)]);
            foreach (var (name, isTrue) in WfsConstraints.Conformance)
                _ows.Constraint(name, isTrue ? "TRUE" : "FALSE");
            _ows.Constraint("CountDefault", _settings.PageSize.ToString(CultureInfo.InvariantCulture));
            foreach (var (name, most) in WfsConstraints.Limits)
                _ows.Constraint(name, most.ToString(CultureInfo.InvariantCulture));
            _ows.Domain("Constraint", "QueryExpressions", ["wfs:Query", "wfs:StoredQuery"]);
        }
        else
        {
            _ows.Domain("Constraint", "DefaultMaxFeatures", [_settings.MaxFeatures.ToString(CultureInfo.InvariantCulture)]);
        }

        _ows.End();
    }

    private void Operation(string name)
    {
        _ows.Start("Operation");
        _xml.WriteAttributeString("name", name);
        _ows.Start("DCP");
        _ows.Start("HTTP");
        _ows.Link("Get", _request.PublicUrl + "/wfs?");
        _ows.Link("Post", _request.PublicUrl + "/wfs");
        _ows.End();
        _ows.End();
        switch (name)
        {
            case "GetCapabilities":
                _ows.Domain("Parameter", "AcceptVersions", [.. WfsVersion.All.Select(version => version.Number)]);
                _ows.Domain("Parameter", "Sections", [.. SectionsParameter.Names]);
                break;
            case "DescribeFeatureType":
                _ows.Domain("Parameter", "outputFormat", [.. _version.Schema.MediaTypes, DescribeFeatureType.Json]);
                break;
            case "GetFeature":
                _ows.Domain("Parameter", "resultType", ["results", "hits"]);
                _ows.Domain("Parameter", "outputFormat",
                    [.. FeatureFormats.Announced(_version.Format).SelectMany(format => format.AnnouncedNames)]);
                Resolve();
                break;
            case "GetPropertyValue":
                _ows.Domain("Parameter", "outputFormat", [FeatureFormats.Gml32.MediaType]);
                Resolve();
                break;
        }

        _ows.End();
    }

    private void Resolve()
    {
        if (_is200)
            _ows.Domain("Parameter", "resolve", ["none", "local"]);
    }

    private void Filters()
    {
        if (_is200)
            FilterCapabilities20.Write(_xml);
        else
            FilterCapabilities11.Write(_xml);
    }
}
