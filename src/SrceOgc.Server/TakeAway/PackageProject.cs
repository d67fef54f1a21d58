using System.IO.Compression;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using SrceOgc.Features.Geometries;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Http;
using SrceOgc.Server.Qgis;
using SrceOgc.Server.Territories;

namespace SrceOgc.Server.TakeAway;

/// <summary>
/// The QGIS project of a package: groups by trame, styles, the territory's outline on top. It reads the GeoPackage by its name in the
/// folder the project lies in, and
/// so must the file be called.
/// </summary>
internal sealed class PackageProject(TerritoryGround ground, IReadOnlyList<CatalogLayer> layers, string fileName, RequestedWork request)
{
    public const string GroundTable = "territoire_emporte";

    private const string GroundId = "srceogc_territoire_fichier";

    private readonly QgisLayer[] _entries =
        [.. layers.Select(layer =>
            new QgisLayer(layer, QgisMode.File, request.PublicUrl, request.Language) { FileName = fileName, FileCrs =
            ground.System.Code })];

    public byte[] Archive(string name)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        using (var entry = zip.CreateEntry(name + ".qgs").Open())
        using (var xml = XmlAnswer.Writer(entry, new() { Encoding = new UTF8Encoding(false) }))
        {
            xml.WriteDocType("qgis", "http://mrcc.com/qgis.dtd", "SYSTEM", null);
            Document().WriteTo(xml);
        }

        return stream.ToArray();
    }

    private XElement Document()
    {
        var tree = ProjectTree.Root(ProjectTree.Groups(_entries, request.Language), [], request.Language);
        tree.AddFirst(new XElement("layer-tree-layer", new XAttribute("id", GroundId), new XAttribute("name", ground.Name),
            new XAttribute("providerKey", "ogr"),
            new XAttribute("checked", "Qt::Checked"), new XAttribute("expanded", 0)));
        return new("qgis",
            new XAttribute("projectname", ground.Name), new XAttribute("version", "3.22.0-Białowieża"),
            new XElement("title", ground.Name),
            new XElement("projectCrs", ProjectCrs.Of(ground.System.Code)),
            tree, Canvas(),
            new XElement("projectlayers", _entries.Select(MapLayerElement.Of).Prepend(Ground())),
            new XElement("layerorder", _entries.Select(entry => entry.Id).Prepend(GroundId)
                .Select(id => new XElement("layer", new XAttribute("id", id)))),
            new XElement("properties",
                new XElement("SpatialRefSys", new XElement("ProjectionsEnabled", new XAttribute("type", "int"), 1)),
                new XElement("Paths", new XElement("Absolute", new XAttribute("type", "bool"), "false"))));
    }

    private XElement Canvas()
    {
        var box = ground.Geometry.EnvelopeInternal;
        return new("mapcanvas", new XAttribute("name", "theMapCanvas"), new XAttribute("annotationsVisible", 1),
            new XElement("units", "meters"),
            LayerMetadata.Extent("extent", new Envelope(box.MinX, box.MinY, box.MaxX, box.MaxY).Grow(0.05 * box.Width)),
                new XElement("rotation", 0),
            new XElement("destinationsrs", ProjectCrs.Of(ground.System.Code)));
    }

    /// <summary>An outline without a fill.</summary>
    private XElement Ground() => new("maplayer",
        new XAttribute("type", "vector"), new XAttribute("geometry", "Polygon"), new XAttribute("wkbType", "MultiPolygon"),
            new XAttribute("labelsEnabled", 0),
        new XElement("id", GroundId), new XElement("datasource", $"./{fileName}|layername={GroundTable}"),
            new XElement("layername", ground.Name),
        new XElement("srs", ProjectCrs.Of(ground.System.Code)),
        new XElement("provider", new XAttribute("encoding", "UTF-8"), "ogr"),
        XElement.Parse("""
            <renderer-v2 type="singleSymbol" symbollevels="0" forceraster="0"><symbols>
            <symbol type="fill" name="0" alpha="1" clip_to_extent="1" force_rhr="0">
            <layer class="SimpleFill" pass="0" locked="0" enabled="1"><prop k="color" v="0,0,0,0"/><prop k="style" v="no"/>
            <prop k="outline_color" v="180,0,60,255"/>
            <prop k="outline_style" v="solid"/><prop k="outline_width" v="0.7"/><prop k="outline_width_unit" v="MM"/></layer></symbol>
            </symbols></renderer-v2>
            """));
}
