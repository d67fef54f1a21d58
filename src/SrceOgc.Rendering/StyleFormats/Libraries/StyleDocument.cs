using SrceOgc.Features.GeoPackages;
using SrceOgc.Features.Layers;
using SrceOgc.Rendering.StyleFormats.Qml;
using SrceOgc.Rendering.StyleFormats.Sld;
using SrceOgc.Rendering.Styles;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Rendering.StyleFormats.Libraries;

/// <summary>A style before it is read: QML is preferred to the SLD that QGIS derives from it and loses much in.</summary>
internal sealed record StyleDocument(StyleOrigin Origin, string Name, string Title, string Source, string? Qml, string? Sld)
{
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Synonyms { get; init; }

    public static StyleDocument File(StyleOrigin origin, string name, string title, string file, byte[] content)
    {
        var text = StyleXml.Decode(content);
        return file.EndsWith(".qml", StringComparison.OrdinalIgnoreCase)
            ? new(origin, name, title, file, text, null)
            : new(origin, name, title, file, null, text);
    }

    public static StyleDocument Row(GeoPackageStyle row)
    {
        var name = row.Name.Length > 0 ? row.Name : "style";
        return new(StyleOrigin.Dataset, name, name, $"layer_styles, « {name} »", NotEmpty(row.Qml), NotEmpty(row.Sld));
    }

    public LayerStyle? TryRead(string name, FeatureType type, StyleLosses aside)
    {
        var losses = new StyleLosses();
        var style = Read(Qml, aside, root => ReadQml(name, root, type, losses))
            ?? Read(Sld, aside, root => SldReader.Read(name, root, Context(type, losses)));
        return style is null ? null : new(Title.Length > 0 ? style with { Title = Title } : style, Origin, Source, losses.All, Qml, Sld);
    }

    private static Style ReadQml(string name, System.Xml.Linq.XElement root, FeatureType type, StyleLosses losses)
    {
        foreach (var element in DeliveredStyle.Withheld(root))
            losses.Approximate(element, "cet élément est inconnu : il n'est pas rendu quand le style est repris dans QGIS");
        return QmlReader.Read(name, root, type, losses);
    }

    private SldContext Context(FeatureType type, StyleLosses losses) =>
        Synonyms is null ? new SldContext(type, losses) : new SldContext(type, losses) { Synonyms = Synonyms };

    private Style? Read(string? document, StyleLosses aside, Func<System.Xml.Linq.XElement, Style> read)
    {
        if (document is null)
            return null;
        try
        {
            return read(StyleXml.Load(document));
        }
        catch (StyleException failure)
        {
            aside.Refuse($"style {Source}", failure.Message);
            return null;
        }
    }

    private static string? NotEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
