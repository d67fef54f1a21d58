using System.IO.Compression;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Qgis;

/// <summary>A QGIS project of some layers, each as WFS and as its WMS twin; <c>.qgs</c> as text, <c>.qgz</c> zipped.</summary>
internal sealed class Project(string title, Catalog catalog, IReadOnlyList<CatalogLayer> given, string publicUrl, Language language)
{
    /// <summary>A project of few layers shows them all.</summary>
    private const int Few = 8;

    /// <summary>Outlines to find one's way by lie above what they would else be hidden by.</summary>
    private readonly IReadOnlyList<CatalogLayer> _layers =
        [.. given.OrderByDescending(layer => IsOutline(layer) && given.Count > Few)];

    private QgisLayer[]? _entries;

    private QgisLayer[] Vector => _entries ??= [.. _layers.Select(layer => new QgisLayer(layer, QgisMode.Wfs, publicUrl, language)
    {
        IsShown = IsShown(layer),
        IsHomonym = IsHomonym(layer),
    })];

    private readonly QgisLayer[] _pictures =
        [.. given.Where(layer => layer.IsSpatial)
        .Select(layer => new QgisLayer(layer, QgisMode.Wms, publicUrl, language)
        {
            IsTwin = true,
            IsHomonym = given.Count(other => other.Title == layer.Title) > 1,
        })];

    private static bool IsOutline(CatalogLayer layer) => layer.Theme.Key == "territoires";

    private bool IsShown(CatalogLayer layer) => given.Count <= Few || catalog.OpensWith(layer);

    private bool IsHomonym(CatalogLayer layer) => given.Count(other => other.Title == layer.Title) > 1;

    public byte[] Text()
    {
        using var stream = new MemoryStream();
        using (var xml = XmlAnswer.Writer(stream, new() { Encoding = new UTF8Encoding(false) }))
        {
            xml.WriteDocType("qgis", "http://mrcc.com/qgis.dtd", "SYSTEM", null);
            Document().WriteTo(xml);
        }

        return stream.ToArray();
    }

    public byte[] Archive(string name)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        using (var entry = zip.CreateEntry(name + ".qgs").Open())
            entry.Write(Text());
        return stream.ToArray();
    }

    private XElement Document() => new("qgis",
        new XAttribute("projectname", title), new XAttribute("version", "3.22.0-Białowieża"),
        new XElement("title", title),
        new XElement("trust", new XAttribute("active", 1)),
        new XElement("projectCrs", ProjectCrs.Of("EPSG:2154")),
        ProjectTree.Root(ProjectTree.Groups(Vector, language), ProjectTree.Groups(_pictures, language), language),
        Canvas(),
        new XElement("projectlayers", Vector.Concat(_pictures).Select(MapLayerElement.Of)),
        new XElement("layerorder", Vector.Concat(_pictures).Select(entry => new XElement("layer", new XAttribute("id", entry.Id)))),
        // Without this switch QGIS passes over projectCrs.
        new XElement("properties", new XElement("SpatialRefSys", new XElement("ProjectionsEnabled", new XAttribute("type", "int"), 1))));

    /// <summary>Opens on what is shown of the layers in Lambert-93, the project's own CRS.</summary>
    private XElement Canvas()
    {
        var extent = _layers.Where(layer => layer.Crs.Code == "EPSG:2154" && IsShown(layer))
            .Aggregate(Envelope.Empty, (all, layer) => all.Union(layer.Type.Extent));
        return new("mapcanvas", new XAttribute("name", "theMapCanvas"), new XAttribute("annotationsVisible", 1),
            new XElement("units", "meters"), extent.IsEmpty ? null : LayerMetadata.Extent("extent", extent), new XElement("rotation", 0),
            new XElement("destinationsrs", ProjectCrs.Of("EPSG:2154")));
    }
}
