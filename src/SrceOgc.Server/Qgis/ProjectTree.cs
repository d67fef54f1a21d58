using System.Xml.Linq;
using SrceOgc.Features.Texts;

namespace SrceOgc.Server.Qgis;

/// <summary>A group of the tree: a theme in one of the two ways of reading.</summary>
internal sealed record ProjectGroup(string Title, IReadOnlyList<QgisLayer> Layers);

/// <summary>
/// The layer tree: a group for each trame. WFS layers, ready to work with, come first; the same as pictures (WMS) in a group
/// of their own that starts folded and unchecked.
/// </summary>
internal static class ProjectTree
{
    public static IReadOnlyList<ProjectGroup> Groups(IEnumerable<QgisLayer> layers, Language language) =>
        [.. layers.GroupBy(entry => entry.Layer.Theme).Select(group => new ProjectGroup(group.Key.Title.Text.In(language), [.. group]))];

    public static XElement Root(IReadOnlyList<ProjectGroup> vector, IReadOnlyList<ProjectGroup> pictures, Language language) =>
        new("layer-tree-group",
        vector.Select(group => Group(group, isChecked: true)),
        pictures.Count > 0 ? new XElement("layer-tree-group",
            Attributes(language == Language.French ? "Images (WMS)" : "Pictures (WMS)", false, false),
            pictures.Select(group => Group(group, isChecked: true))) : null);

    public static XElement Group(ProjectGroup group, bool isChecked) =>
        new("layer-tree-group", Attributes(group.Title, isChecked, true), group.Layers.Select(Layer));

    public static XElement Layer(QgisLayer entry) => new("layer-tree-layer",
        new XAttribute("id", entry.Id), new XAttribute("name", entry.Title), new XAttribute("providerKey", entry.Mode.Provider),
        entry.IsAlone ? new XAttribute("source", entry.Source) : null,
        new XAttribute("checked", entry.IsShown ? "Qt::Checked" : "Qt::Unchecked"), new XAttribute("expanded", 0),
        new XAttribute("legend_exp", ""));

    private static XAttribute[] Attributes(string name, bool isChecked, bool isExpanded) =>
        [new("name", name), new("checked", isChecked ? "Qt::Checked" : "Qt::Unchecked"), new("expanded", isExpanded ? 1 : 0),
            new("groupLayer", "")];
}
