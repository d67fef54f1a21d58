using System.Globalization;
using System.Xml;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Features.Texts;
using SrceOgc.Rendering.Legends;
using SrceOgc.Rendering.Styles;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Configuration;
using SrceOgc.Server.FeatureRequests;
using SrceOgc.Server.Http;
using SrceOgc.Server.Maps;

namespace SrceOgc.Server.Wms;

/// <summary>Writes the capabilities of WMS 1.3.0 (annex E.1 of the standard) and, from the same parts, of 1.1.1 (annex A.1).</summary>
internal sealed class WmsCapabilities
{
    private const string XLink = "http://www.w3.org/1999/xlink";
    private const string Schema = "http://www.w3.org/2001/XMLSchema-instance";

    private const int GeographicDecimals = 6;

    private readonly XmlWriter _xml;
    private readonly ServiceRequest _request;
    private readonly Settings _settings;
    private readonly WmsVersion _version;
    private readonly LegendRenderer _legends;
    private readonly CapabilitiesDialect _dialect;

    private WmsCapabilities(XmlWriter xml, ServiceRequest request, Settings settings, WmsVersion version, LegendRenderer legends)
    {
        _legends = legends;
        _xml = xml;
        _request = request;
        _settings = settings;
        _version = version;
        _dialect = CapabilitiesDialect.Of(version);
    }

    private ServiceDescription Service => _request.Catalog.Service;

    private string Endpoint => _request.PublicUrl + "/wms?";

    public static byte[] Write(ServiceRequest request, Settings settings, WmsVersion version, LegendRenderer legends) =>
        XmlAnswer.Make(xml => new WmsCapabilities(xml, request, settings, version, legends).Document());

    private void Document()
    {
        if (_dialect.DocumentType is { } type)
            _xml.WriteDocType(_dialect.Root, null, type, null);
        _xml.WriteStartElement(_dialect.Root, _dialect.Namespace);
        _xml.WriteAttributeString("version", _version.Number);
        _xml.WriteAttributeString("updateSequence", _request.Catalog.UpdateSequence);
        if (_dialect.SchemaLocation is { } location)
        {
            _xml.WriteAttributeString("xmlns", "xlink", null, XLink);
            _xml.WriteAttributeString("xmlns", "sld", null, _dialect.SldNamespace);
            _xml.WriteAttributeString("xsi", "schemaLocation", Schema, location);
        }

        ServiceSection();
        Start("Capability");
        RequestSection();
        Start("Exception");
        foreach (var format in _version.XmlExceptionFormats.Take(1).Concat(_dialect.ImageExceptions))
            Element("Format", format);
        End();
        UserDefinedSymbolization(_dialect.SldNamespace);
        RootLayer();
        End();
        End();
    }

    /// <summary>Both sides at once are announced only as large as a square of them may be; a longer, narrower map is drawn too.</summary>
    private int LargestSquare => Math.Min(_settings.MaxImageSide, (int)Math.Sqrt(_settings.MaxImageMegapixels * 1e6));

    private void ServiceSection()
    {
        Start("Service");
        Element("Name", _dialect.ServiceName);
        Element("Title", Text(Service.Title));
        Element("Abstract", Text(Service.Abstract));
        Keywords(Service.Keywords);
        Link("OnlineResource", _request.PublicUrl + "/");
        ContactSection(Service.Contact);
        Element("Fees", Service.AnnouncedFees);
        Element("AccessConstraints", Service.AnnouncedConstraints);
        if (_dialect.SaysLimits)
        {
            Element("LayerLimit", RequestLimits.MapLayers.ToString(CultureInfo.InvariantCulture));
            Element("MaxWidth", LargestSquare.ToString(CultureInfo.InvariantCulture));
            Element("MaxHeight", LargestSquare.ToString(CultureInfo.InvariantCulture));
        }

        End();
    }

    private void ContactSection(Contact contact)
    {
        Start("ContactInformation");
        Start("ContactPersonPrimary");
        Element("ContactPerson", contact.Person.Length > 0 ? contact.Person : contact.Organization);
        Element("ContactOrganization", contact.Organization);
        End();
        Given("ContactPosition", contact.Position);
        if (contact.Address.Length + contact.City.Length + contact.Country.Length > 0)
            AddressSection(contact);
        Given("ContactVoiceTelephone", contact.Phone);
        Given("ContactElectronicMailAddress", contact.Email);
        End();
    }

    /// <summary>All of its elements must be there, empty or not.</summary>
    private void AddressSection(Contact contact)
    {
        Start("ContactAddress");
        Element("AddressType", "postal");
        Element("Address", contact.Address);
        Element("City", contact.City);
        Element("StateOrProvince", "");
        Element("PostCode", contact.PostalCode);
        Element("Country", contact.Country);
        End();
    }

    private void RequestSection()
    {
        Start("Request");
        Operation("GetCapabilities", [_dialect.MediaType]);
        Operation("GetMap", OfferedFormats.Maps.Select(f => f.MediaType));
        Operation("GetFeatureInfo", OfferedFormats.Info.Select(f => f.MediaType));
        ExtendedOperation("DescribeLayer", "text/xml");
        ExtendedOperation("GetLegendGraphic", [.. OfferedFormats.Legends.Select(f => f.MediaType)]);
        if (_dialect.SaysGetStyles)
            ExtendedOperation("GetStyles", "application/vnd.ogc.sld+xml");
        End();
    }

    private void ExtendedOperation(string name, params string[] formats)
    {
        _xml.WriteStartElement(_dialect.SldNamespace.Length > 0 ? "sld" : "", name, _dialect.SldNamespace);
        OperationBody(formats);
    }

    private void Operation(string name, IEnumerable<string> formats)
    {
        Start(name);
        OperationBody(formats);
    }

    private void OperationBody(IEnumerable<string> formats)
    {
        foreach (var format in formats)
            Element("Format", format);
        Start("DCPType");
        Start("HTTP");
        Start("Get");
        Link("OnlineResource", Endpoint);
        End();
        Start("Post");
        Link("OnlineResource", Endpoint);
        End();
        End();
        End();
        End();
    }

    /// <summary>SLD comes in the request (SLD_BODY), never by an address the server would have to fetch.</summary>
    private void UserDefinedSymbolization(string ns)
    {
        if (ns.Length > 0)
            _xml.WriteStartElement("sld", "UserDefinedSymbolization", ns);
        else
            _xml.WriteStartElement("UserDefinedSymbolization");
        _xml.WriteAttributeString("SupportSLD", "1");
        _xml.WriteAttributeString("UserLayer", "0");
        _xml.WriteAttributeString("UserStyle", "1");
        _xml.WriteAttributeString("RemoteWFS", "0");
        _xml.WriteEndElement();
    }

    private void RootLayer()
    {
        Start("Layer");
        Element("Title", Text(Service.Title));
        Element("Abstract", Text(Service.Abstract));
        foreach (var crs in CrsRegistry.Standard.All)
            if (_dialect.HasLonLat || crs.Srid != CrsRegistry.LonLatSrid)
                Element(_version.CrsParameter, crs.Code);
        var groups = LayerTree.Of(_request.Catalog).ToArray();
        Extents(groups.SelectMany(g => g.Layers));
        foreach (var group in groups)
            Group(group);
        End();
    }

    private void Group(LayerGroup group)
    {
        Start("Layer");
        // A named group answers GetFeatureInfo for its layers (WMS 1.3.0, 7.4.3.4).
        if (group.Name is { } name)
        {
            _xml.WriteAttributeString("queryable", "1");
            Element("Name", name);
        }

        Element("Title", Text(group.Theme.Title));
        Element("Abstract", Text(group.Theme.Abstract));
        if (group.Name is not null)
            Keywords([Text(group.Theme.Title), .. Service.Keywords.Where(keyword => keyword != Text(group.Theme.Title))]);
        Extents(group.Layers);
        if (group.Name is { } key)
        {
            MetadataUrl("application/json", $"{_request.PublicUrl}/api/v1/couches?trame={Uri.EscapeDataString(key)}");
            // Layers inherit this style, and QGIS asks for the legend of one that has it with LAYER added where the address has none: that
            // is then of the layer alone.
            Style("LAYERS=" + key, key, Text(group.Theme.Title), key, LegendsOf(group.Layers));
        }

        foreach (var layer in group.Layers)
            Layer(layer);
        End();
    }

    private void Layer(CatalogLayer layer)
    {
        Start("Layer");
        _xml.WriteAttributeString("queryable", "1");
        Element("Name", layer.Name);
        Element("Title", layer.Title.In(_request.Language));
        Element("Abstract", layer.Abstract.In(_request.Language) is { Length: > 0 } summary ? summary : layer.Title.In(_request.Language));
        Keywords(layer.Keywords);
        if (!IsListed(layer.Crs))
            Element(_version.CrsParameter, layer.Crs.Code);
        Extents([layer]);
        Dimension(layer);
        Attribution(layer.Description);
        MetadataUrl(layer.Description.MetadataUrl is null ? "application/json" : "text/html", layer.Description.MetadataUrl
            ?? $"{_request.PublicUrl}/api/v1/couches/{layer.Name}");
        foreach (var style in layer.Styles)
            Style(
                "LAYER=" + layer.Name, style.Name, style.Style.Title.Length > 0 ? style.Style.Title : style.Name, style.Name,
                [LegendLayer.Of(layer.Name, layer.Title.In(_request.Language), layer.Type.Family, style.Style, Legend)]);
        Scales(layer);
        End();
    }

    private static bool IsListed(Crs crs) => CrsRegistry.Standard.Find(crs.Srid) is not null;

    private void Extents(IEnumerable<CatalogLayer> layers)
    {
        var list = layers as IReadOnlyList<CatalogLayer> ?? [.. layers];
        var geographic = list.Aggregate(Envelope.Empty, (all, layer) => all.Union(layer.GeographicExtent));
        if (geographic.IsEmpty)
            return;
        GeographicExtent(geographic);
        var own = list.Select(l => l.Crs).Distinct().ToArray() is [var single] ? single : null;
        // In degrees of WGS 84 the numbers are those announced already, not others from before their rounding (7.2.4.6.6).
        if (own is not null && own.Srid is not (4326 or CrsRegistry.LonLatSrid))
            BoundingBox(own, list.Aggregate(Envelope.Empty, (all, layer) => all.Union(layer.Type.Extent)));
        foreach (var crs in new[] { CrsRegistry.Standard.WebMercator, CrsRegistry.Standard.Wgs84 })
            if (crs.Srid != own?.Srid || crs.Srid == 4326)
                BoundingBox(crs, CrsTransform.Between(CrsRegistry.Standard.LonLat, crs)
                    .TransformEnvelope(geographic.Intersection(crs.Area)));
    }

    private void GeographicExtent(Envelope extent)
    {
        if (!_dialect.HasIsoBox)
        {
            Start("LatLonBoundingBox");
            Corners(extent, GeographicDecimals);
            End();
            return;
        }

        Start("EX_GeographicBoundingBox");
        Element("westBoundLongitude", Number(extent.MinX, 6));
        Element("eastBoundLongitude", Number(extent.MaxX, 6));
        Element("southBoundLatitude", Number(extent.MinY, 6));
        Element("northBoundLatitude", Number(extent.MaxY, 6));
        End();
    }

    private void BoundingBox(Crs crs, Envelope extent)
    {
        if (extent.IsEmpty)
            return;
        Start("BoundingBox");
        _xml.WriteAttributeString(_version.CrsParameter, crs.Code);
        Corners(_version.AxisOrder == AxisOrderRule.Authority && crs.NorthingFirst
            ? new(extent.MinY, extent.MinX, extent.MaxY, extent.MaxX) : extent, crs.Srid == 4326 ? GeographicDecimals : crs.Decimals);
        End();
    }

    private void Corners(Envelope extent, int decimals)
    {
        _xml.WriteAttributeString("minx", Number(extent.MinX, decimals));
        _xml.WriteAttributeString("miny", Number(extent.MinY, decimals));
        _xml.WriteAttributeString("maxx", Number(extent.MaxX, decimals));
        _xml.WriteAttributeString("maxy", Number(extent.MaxY, decimals));
    }

    private void Attribution(LayerDescription description)
    {
        if (description.Attribution is not { } attribution)
            return;
        Start("Attribution");
        Element("Title", attribution);
        if (description.AttributionUrl is { } url)
            Link("OnlineResource", url);
        End();
    }

    /// <summary>
    /// The time of a layer that has one (annex C.2). All of it is what a map shows that does not ask, which the default says; 1.1.1 has
    /// the values in an
    /// element Extent (annex C.2 there).
    /// </summary>
    private void Dimension(CatalogLayer layer)
    {
        if (TimeField.ExtentOf(layer) is not { } extent)
            return;
        Start("Dimension");
        _xml.WriteAttributeString("name", "time");
        _xml.WriteAttributeString("units", "ISO8601");
        if (_dialect.HasValuesInDimension)
            Values(extent);
        End();
        if (_dialect.HasValuesInDimension)
            return;
        Start("Extent");
        _xml.WriteAttributeString("name", "time");
        Values(extent);
        End();
    }

    private void Values((string Begin, string End) extent)
    {
        _xml.WriteAttributeString("default", $"{extent.Begin}/{extent.End}");
        if (_dialect.HasValuesInDimension)
            _xml.WriteAttributeString("multipleValues", "1");
        _xml.WriteAttributeString("nearestValue", "0");
        _xml.WriteString($"{extent.Begin}/{extent.End}/P1D");
    }

    private void MetadataUrl(string format, string address)
    {
        Start("MetadataURL");
        _xml.WriteAttributeString("type", _dialect.MetadataType);
        Element("Format", format);
        Link("OnlineResource", address);
        End();
    }

    /// <param name="shown">The parameter of the legend's address that names the layer or group.</param>
    /// <param name="name">The style's.</param>
    /// <param name="title">The style's.</param>
    /// <param name="asked">STYLE of the legend's address.</param>
    /// <param name="legends">What the legend shows: its true size is announced (7.2.4.6.5).</param>
    private void Style(string shown, string name, string title, string asked, IReadOnlyList<LegendLayer> legends)
    {
        var (width, height) = _legends.SizeOf(legends, Legend);
        Start("Style");
        Element("Name", name);
        Element("Title", title);
        Start("LegendURL");
        _xml.WriteAttributeString("width", width.ToString(CultureInfo.InvariantCulture));
        _xml.WriteAttributeString("height", height.ToString(CultureInfo.InvariantCulture));
        Element("Format", "image/png");
        var language = _request.Parameters.Optional("LANGUAGE") is { } given ? "&LANGUAGE=" + Uri.EscapeDataString(given) : "";
        Link("OnlineResource", $"{Endpoint}SERVICE=WMS&VERSION={_version.Number}&REQUEST=GetLegendGraphic&FORMAT=image/png"
            + $"&SLD_VERSION=1.1.0&{shown}&STYLE={Uri.EscapeDataString(asked)}{language}");
        End();
        End();
    }

    private LegendOptions Legend => new() { IsEnglish = _request.Language == Language.English };

    private LegendLayer[] LegendsOf(IReadOnlyList<CatalogLayer> layers) =>
        [.. layers.Select(layer =>
            LegendLayer.Of(layer.Name, layer.Title.In(_request.Language), layer.Type.Family, layer.DefaultStyle.Style, Legend))];

    private void Scales(CatalogLayer layer)
    {
        var (min, max) = (layer.Description.MinScale, layer.Description.MaxScale);
        if (_dialect.HasScaleDenominators)
        {
            if (min is { } least)
                Element("MinScaleDenominator", Number(least, 0));
            if (max is { } most)
                Element("MaxScaleDenominator", Number(most, 0));
        }
        else if (min is not null || max is not null)
        {
            Start("ScaleHint");
            _xml.WriteAttributeString("min", Number(ScaleHint(min ?? 0), 6));
            _xml.WriteAttributeString("max", Number(ScaleHint(max ?? 1e9), 6));
            End();
        }
    }

    /// <summary>WMS 1.1.1, 7.1.4.5.8: the diagonal of a pixel on the ground, a pixel being 0.28 mm.</summary>
    private static double ScaleHint(double denominator) => denominator * 0.00028 * Math.Sqrt(2);

    private void Keywords(IReadOnlyList<string> keywords)
    {
        if (keywords.Count == 0)
            return;
        Start("KeywordList");
        foreach (var keyword in keywords)
            Element("Keyword", keyword);
        End();
    }

    private void Link(string element, string address)
    {
        Start(element);
        _xml.WriteAttributeString("xlink", "type", XLink, "simple");
        _xml.WriteAttributeString("xlink", "href", XLink, address);
        End();
    }

    /// <summary>Nothing where nothing is known.</summary>
    private void Given(string element, string content)
    {
        if (content.Length > 0)
            Element(element, content);
    }

    private void Start(string element) => _xml.WriteStartElement(element, _dialect.Namespace);

    private void End() => _xml.WriteEndElement();

    private void Element(string element, string content) => _xml.WriteElementString(element, _dialect.Namespace, content);

    private string Text(LocalizedText text) => text.Text.In(_request.Language);

    private static string Number(double value, int decimals) =>
        value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
