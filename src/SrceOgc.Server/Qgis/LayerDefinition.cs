using System.Text;
using System.Xml;
using System.Xml.Linq;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Qgis;

/// <summary>A <c>.qlr</c> file: layers to drop into the project one already has, in a group when it has a title.</summary>
internal static class LayerDefinition
{
    public static byte[] Of(string? groupTitle, IReadOnlyList<QgisLayer> layers)
    {
        using var stream = new MemoryStream();
        using (var xml = XmlAnswer.Writer(stream, new() { Encoding = new UTF8Encoding(false) }))
        {
            xml.WriteDocType("qgis-layer-definition", null, null, null);
            Document(groupTitle, layers).WriteTo(xml);
        }

        return stream.ToArray();
    }

    /// <summary>The outer group stands for the tree and is not shown.</summary>
    private static XElement Document(string? groupTitle, IReadOnlyList<QgisLayer> layers) => new("qlr",
        new XElement("layer-tree-group", new XAttribute("name", ""), new XAttribute("checked", "Qt::Checked"),
            new XAttribute("expanded", 1),
            groupTitle is null ? layers.Select(ProjectTree.Layer) : ProjectTree.Group(new(groupTitle, layers), isChecked: true)),
        new XElement("maplayers", layers.Select(MapLayerElement.Of)));
}
