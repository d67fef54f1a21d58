using System.Globalization;
using System.Numerics;
using System.Xml.Linq;
using SrceOgc.Rendering.Styles;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Rendering.StyleFormats.Svg;

/// <summary>What stands for QGIS's <c>param(fill)</c>, <c>param(outline)</c> and <c>param(outline-width)</c>, the width as a share of the
/// mark's.</summary>
internal readonly record struct SvgPalette(Paint Fill, Paint Stroke, double StrokeShare, double Opacity);

/// <summary>
/// Reads an SVG drawing held in a style into paths. Only shapes and their paints are taken: scripts, images, links, text,
/// style sheets and references are never looked at, and said to be left out when they would have shown.
/// </summary>
internal sealed class SvgReader
{
    private const int MaxPaths = 2_000;
    private const string UnknownParts = "éléments non dessinés";
    private readonly List<DrawingPath> _paths = [];
    private readonly SvgPalette _palette;
    private readonly StyleLosses _losses;
    private readonly float _width;

    private SvgReader(SvgPalette palette, StyleLosses losses, float width)
    {
        _palette = palette;
        _losses = losses;
        _width = width;
    }

    public static DrawingGraphic? TryRead(string base64, SvgPalette palette, StyleLosses losses)
    {
        try
        {
            var root = StyleXml.Load(Convert.FromBase64String(base64));
            var paths = Read(root, palette, losses);
            if (paths.Count > 0)
                return new DrawingGraphic(paths);
            losses.Approximate("symbole SVG incorporé", "dessin sans aucune forme lisible, remplacé par un disque");
            return null;
        }
        catch (Exception failure) when (failure is FormatException or StyleException)
        {
            losses.Approximate("symbole SVG incorporé", "dessin illisible, remplacé par un disque");
            return null;
        }
    }

    private static List<DrawingPath> Read(XElement root, SvgPalette palette, StyleLosses losses)
    {
        var box = SvgTransform.Numbers(Attribute(root, "viewBox"));
        var (x, y, width, height) = box is [_, _, > 0, > 0]
            ? (box[0], box[1], box[2], box[3]) : (0, 0, Size(root, "width"), Size(root, "height"));
        var reader = new SvgReader(palette, losses, width);
        var place = Matrix3x2.CreateTranslation(-x - width / 2, -y - height / 2) * Matrix3x2.CreateScale(2 / width);
        reader.Children(root, place, new(((Paint)Rgba.Black).Fade(palette.Opacity), Paint.None, 1));
        return reader._paths;
    }

    private static float Size(XElement root, string name)
    {
        var digits = string.Concat(Attribute(root, name).TakeWhile(c => char.IsAsciiDigit(c) || c == '.'));
        return float.TryParse(digits, CultureInfo.InvariantCulture, out var size) && size > 0 ? size : 100;
    }

    private readonly record struct Ink(Paint Fill, Paint Stroke, float StrokeWidth);

    private void Children(XElement parent, Matrix3x2 place, Ink inherited)
    {
        foreach (var child in parent.Elements())
            Element(child, SvgTransform.Parse(Attribute(child, "transform")) * place, InkOf(child, inherited));
    }

    private void Element(XElement element, Matrix3x2 place, Ink ink)
    {
        switch (element.Name.LocalName)
        {
            case "svg" or "g" or "a" or "switch":
                Children(element, place, ink);
                break;
            case "path" or "rect" or "circle" or "ellipse" or "line" or "polyline" or "polygon":
                Add(SvgShapes.Path(element, place), element, place, ink);
                break;
            case "use" or "text" or "image" or "style" or "foreignObject":
                _losses.Approximate($"symbole SVG incorporé, « {element.Name.LocalName} »", UnknownParts);
                break;
        }
    }

    private void Add(VectorPath path, XElement element, Matrix3x2 place, Ink ink)
    {
        if (path.IsEmpty || _paths.Count >= MaxPaths || Style(element, "display") == "none")
            return;
        var scale = MathF.Sqrt(MathF.Abs(place.GetDeterminant()));
        _paths.Add(new(path, ink.Fill, ink.Stroke, ink.StrokeWidth * scale, Style(element, "fill-rule") == "evenodd"));
    }

    private Ink InkOf(XElement element, Ink inherited)
    {
        var opacity = Number(Style(element, "opacity"), 1);
        var fill = PaintOf(Style(element, "fill"), inherited.Fill).Fade(Number(Style(element, "fill-opacity"), 1) * opacity);
        var stroke = PaintOf(Style(element, "stroke"), inherited.Stroke).Fade(Number(Style(element, "stroke-opacity"), 1) * opacity);
        var width = Style(element, "stroke-width");
        return new(fill, stroke, width.StartsWith("param", StringComparison.Ordinal)
            ? (float)(_palette.StrokeShare * _width)
            : (float)Number(width, inherited.StrokeWidth));
    }

    private Paint PaintOf(string text, Paint inherited)
    {
        if (text.StartsWith("param(fill)", StringComparison.Ordinal))
            return _palette.Fill;
        if (text.StartsWith("param(outline)", StringComparison.Ordinal))
            return _palette.Stroke;
        if (text.StartsWith("url(", StringComparison.Ordinal))
            _losses.Approximate("symbole SVG incorporé, dégradé ou motif", "remplacé par un gris uni");
        return text.Length == 0 || text == "inherit" ? inherited
            : ColorText.TryParse(QtOrder(text), out var color) ? ((Paint)color).Fade(color.IsTransparent ? 1 : _palette.Opacity)
            : ((Paint)Rgba.Gray).Fade(_palette.Opacity);
    }

    private static double Number(string text, double missing)
    {
        var digits = text.TrimEnd('p', 'x', ' ');
        return double.TryParse(digits, CultureInfo.InvariantCulture, out var number) && number >= 0 ? number : missing;
    }

    private static string Attribute(XElement element, string name) => (string?)element.Attribute(name) ?? "";

    /// <summary>A property of the <c>style</c> attribute goes before the attribute of the same name.</summary>
    private static string Style(XElement element, string name)
    {
        foreach (var declaration in Attribute(element, "style").Split(';'))
            if (declaration.Split(':', 2) is [var key, var value] && key.Trim() == name)
                return value.Trim();
        return Attribute(element, name);
    }

    /// <summary>SVG writes the opacity last (#rrggbbaa), Qt first.</summary>
    private static string QtOrder(string color) =>
        color is ['#', _, _, _, _, _, _, var high, var low] ? $"#{high}{low}{color.AsSpan(1, 6)}" : color;
}
