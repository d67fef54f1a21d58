using System.Numerics;
using System.Xml.Linq;
using SrceOgc.Rendering.Styles.Marks;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Rendering.StyleFormats.Svg;

/// <summary>SVG's basic shapes (SVG 1.1, 9), each written as path data so that one transform serves them all.</summary>
internal static class SvgShapes
{
    public static VectorPath Path(XElement element, Matrix3x2 place)
    {
        var path = new PathBuilder();
        var data = new SvgPathData(Data(element), path, place);
        data.Read();
        return path.Build();
    }

    private static string Data(XElement element) => element.Name.LocalName switch
    {
        "rect" => Rectangle(element),
        "circle" => Ellipse(Number(element, "cx"), Number(element, "cy"), Number(element, "r"), Number(element, "r")),
        "ellipse" => Ellipse(Number(element, "cx"), Number(element, "cy"), Number(element, "rx"), Number(element, "ry")),
        "line" => FormattableString.Invariant(
            $"M{Number(element, "x1")} {Number(element, "y1")}L{Number(element, "x2")} {Number(element, "y2")}"),
        "polyline" => "M" + (string?)element.Attribute("points"),
        "polygon" => "M" + (string?)element.Attribute("points") + "Z",
        _ => (string?)element.Attribute("d") ?? "",
    };

    private static string Rectangle(XElement element)
    {
        var (x, y, width, height) = (Number(element, "x"), Number(element, "y"), Number(element, "width"), Number(element, "height"));
        return FormattableString.Invariant($"M{x} {y}h{width}v{height}h{-width}Z");
    }

    private static string Ellipse(float x, float y, float radiusX, float radiusY) => FormattableString.Invariant(
        $"M{x - radiusX} {y}a{radiusX} {radiusY} 0 1 1 {2 * radiusX} 0a{radiusX} {radiusY} 0 1 1 {-2 * radiusX} 0Z");

    private static float Number(XElement element, string name) =>
        SvgTransform.Numbers((string?)element.Attribute(name) ?? "") is [var number, ..] ? number : 0;
}
