using System.Globalization;
using System.Xml;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Tiles;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Http;
using SrceOgc.Server.Maps;
using SrceOgc.Server.Ows;

namespace SrceOgc.Server.Wmts;

/// <summary>Writes the capabilities of WMTS 1.0.0 (07-057r7, 7.1.2): themes first, which draw all of theirs at once, then layers.</summary>
internal sealed class WmtsCapabilities
{
    private const string Ns = "http://www.opengis.net/wmts/1.0";

    private readonly XmlWriter _xml;
    private readonly ServiceRequest _request;
    private readonly TileMatrixSets _grids;
    private readonly OwsXml _ows;

    private WmtsCapabilities(XmlWriter xml, ServiceRequest request, TileMatrixSets grids)
    {
        _xml = xml;
        _request = request;
        _grids = grids;
        _ows = new(xml, is11: true, request.Language);
    }

    private string Address => _request.PublicUrl + TilePath.Folder;

    public static byte[] Write(ServiceRequest request, TileMatrixSets grids) =>
        XmlAnswer.Make(xml => new WmtsCapabilities(xml, request, grids).Document());

    private void Document()
    {
        var service = _request.Catalog.Service;
        _xml.WriteStartElement("", "Capabilities", Ns);
        _xml.WriteAttributeString("version", "1.0.0");
        _xml.WriteAttributeString("updateSequence", _request.Catalog.UpdateSequence);
        _xml.WriteAttributeString("xmlns", "ows", null, _ows.Namespace);
        _xml.WriteAttributeString("xmlns", "xlink", null, OwsXml.XLink);
        _xml.WriteAttributeString("xsi", "schemaLocation", "http://www.w3.org/2001/XMLSchema-instance",
            $"{Ns} http://schemas.opengis.net/wmts/1.0/wmtsGetCapabilities_response.xsd");
        OwsService.Identification(_ows, service, "OGC WMTS", ["1.0.0"]);
        OwsService.Provider(_ows, service.Contact);
        Operations();
        var groups = LayerTree.Of(_request.Catalog).ToArray();
        Contents(groups);
        Themes(groups);
        Start("ServiceMetadataURL");
        _xml.WriteAttributeString("xlink", "href", OwsXml.XLink, $"{Address}/{TilePath.Capabilities}");
        End();
        End();
    }

    private void Operations()
    {
        _ows.Start("OperationsMetadata");
        foreach (var operation in new[] { "GetCapabilities", "GetTile", "GetFeatureInfo" })
        {
            _ows.Start("Operation");
            _xml.WriteAttributeString("name", operation);
            _ows.Start("DCP");
            _ows.Start("HTTP");
            _ows.Start("Get");
            _xml.WriteAttributeString("xlink", "href", OwsXml.XLink, Address + "?");
            _ows.Start("Constraint");
            _xml.WriteAttributeString("name", "GetEncoding");
            _ows.Start("AllowedValues");
            _ows.Element("Value", "KVP");
            for (var i = 0; i < 6; i++)
                _ows.End();
        }

        _ows.End();
    }

    private void Contents(LayerGroup[] groups)
    {
        Start("Contents");
        foreach (var group in groups)
        {
            if (group.Name is { } name)
                Group(group, name);
            foreach (var layer in group.Layers)
                Layer(layer);
        }

        foreach (var grid in _grids.All)
            Grid(grid);
        End();
    }

    private void Group(LayerGroup group, string name)
    {
        Start("Layer");
        Description(_ows.Text(group.Theme.Title), _ows.Text(group.Theme.Abstract), [],
            group.Layers.Aggregate(Envelope.Empty, (all, layer) => all.Union(layer.GeographicExtent)), name);
        Style(name, _ows.Text(group.Theme.Title), isDefault: true, "LAYERS=" + name);
        FormatsAndGrids(name);
        End();
    }

    private void Layer(CatalogLayer layer)
    {
        Start("Layer");
        Description(_ows.Text(layer.Title), _ows.Text(layer.Abstract), layer.Keywords, layer.GeographicExtent, layer.Name);
        foreach (var style in layer.Styles)
            Style(style.Name, style.Style.Title.Length > 0 ? style.Style.Title : style.Name, style == layer.DefaultStyle,
                "LAYER=" + layer.Name);
        FormatsAndGrids(layer.Name);
        End();
    }

    private void Description(string title, string summary, IReadOnlyList<string> keywords, Envelope box, string name)
    {
        _ows.Element("Title", title);
        _ows.Given("Abstract", summary);
        _ows.Keywords(keywords);
        if (!box.IsEmpty)
        {
            _ows.Start("WGS84BoundingBox");
            _ows.Element("LowerCorner", Pair(box.MinX, box.MinY));
            _ows.Element("UpperCorner", Pair(box.MaxX, box.MaxY));
            _ows.End();
        }

        _ows.Element("Identifier", name);
    }

    private void Style(string name, string title, bool isDefault, string shown)
    {
        Start("Style");
        if (isDefault)
            _xml.WriteAttributeString("isDefault", "true");
        _ows.Element("Title", title);
        _ows.Element("Identifier", name);
        Start("LegendURL");
        _xml.WriteAttributeString("format", "image/png");
        _xml.WriteAttributeString("xlink", "href", OwsXml.XLink,
            $"{_request.PublicUrl}/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetLegendGraphic&FORMAT=image/png&SLD_VERSION=1.1.0"
            + $"&{shown}&STYLE={Uri.EscapeDataString(name)}");
        End();
        End();
    }

    private void FormatsAndGrids(string name)
    {
        foreach (var (_, format) in TilePath.Tiles)
            Element("Format", format);
        foreach (var (_, format) in TilePath.Infos)
            Element("InfoFormat", format);
        foreach (var grid in _grids.All)
        {
            Start("TileMatrixSetLink");
            Element("TileMatrixSet", grid.Id);
            End();
        }

        foreach (var (extension, format) in TilePath.Tiles)
            Resource(name, format, "tile", "{TileCol}." + extension);
        foreach (var (extension, format) in TilePath.Infos)
            Resource(name, format, "FeatureInfo", "{TileCol}/{J}/{I}." + extension);
    }

    private void Resource(string layer, string format, string type, string ending)
    {
        Start("ResourceURL");
        _xml.WriteAttributeString("format", format);
        _xml.WriteAttributeString("resourceType", type);
        _xml.WriteAttributeString("template", TilePath.Template(_request.PublicUrl, layer, ending));
        End();
    }

    private void Grid(TileMatrixSet grid)
    {
        Start("TileMatrixSet");
        _ows.Element("Title", grid.Title);
        _ows.Element("Identifier", grid.Id);
        _ows.Element("SupportedCRS", grid.Crs.Urn);
        if (grid.WellKnown is { } known)
            Element("WellKnownScaleSet", known);
        foreach (var matrix in grid.Matrices)
        {
            Start("TileMatrix");
            _ows.Element("Identifier", matrix.Id);
            Element("ScaleDenominator", Number(grid.ScaleOf(matrix)));
            // In the order of the system's own axes (07-057r7, table 11).
            Element("TopLeftCorner", grid.Crs.NorthingFirst ? Pair(matrix.Top, matrix.Left) : Pair(matrix.Left, matrix.Top));
            Element("TileWidth", Whole(matrix.TileSize));
            Element("TileHeight", Whole(matrix.TileSize));
            Element("MatrixWidth", Whole(matrix.Columns));
            Element("MatrixHeight", Whole(matrix.Rows));
            End();
        }

        End();
    }

    private void Themes(LayerGroup[] groups)
    {
        if (groups.Length == 0)
            return;
        Start("Themes");
        foreach (var group in groups)
        {
            Start("Theme");
            _ows.Element("Title", _ows.Text(group.Theme.Title));
            _ows.Element("Identifier", group.Theme.Key);
            foreach (var layer in group.Layers)
                Element("LayerRef", layer.Name);
            End();
        }

        End();
    }

    private void Start(string name) => _xml.WriteStartElement("", name, Ns);

    private void End() => _xml.WriteEndElement();

    private void Element(string name, string value) => _xml.WriteElementString("", name, Ns, value);

    private static string Pair(double first, double second) => $"{Number(first)} {Number(second)}";

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Whole(int value) => value.ToString(CultureInfo.InvariantCulture);
}
