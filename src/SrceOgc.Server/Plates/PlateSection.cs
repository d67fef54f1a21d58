using SrceOgc.Rendering.Rasterization;
using SrceOgc.Rendering.Vectors;

namespace SrceOgc.Server.Plates;

/// <summary>A piece of a column: a paragraph, a row of the legend.</summary>
/// <param name="Write">At left, top, within a width; returns the height. Without a canvas it only measures.</param>
/// <param name="Role">Its part in the structure of the document.</param>
/// <param name="StaysWithNext">Never the last of a column: a heading.</param>
/// <param name="Above">Room above it, in millimetres, unless it is the first of its column.</param>
internal sealed record PlateSection(
    Func<PdfCanvas?, double, double, double, double> Write, string Role = "P", bool StaysWithNext = false, double Above = 0.8)
{
    public static PlateSection Of(PlateFont font, string text, string role = "P", bool staysWithNext = false, double above = 0.8) =>
        new((canvas, left, top, width) => PlateText.Write(canvas, font, text, left, top, width), role, staysWithNext, above);

    /// <summary>A name in bold, and what is said of it, on lines of their own.</summary>
    public static PlateSection Definition(PlateFont name, PlateFont text, string what, string words) => new((canvas, left, top, width) =>
    {
        var height = PlateText.Write(canvas, name, what, left, top, width);
        return height + PlateText.Write(canvas, text, words, left, top + height, width);
    }, Above: 1.3);

    /// <summary>A thin line across the column.</summary>
    public static PlateSection Line() => new((canvas, left, top, width) =>
    {
        if (canvas is not null)
        {
            var path = new PathBuffer();
            path.Add(left, top);
            path.Add(left + width, top);
            path.EndFigure(closed: false);
            canvas.Stroke(path, new(PlatePaper.Pixels(0.25)), PlateLook.Rule);
        }

        return PlatePaper.Pixels(0.3);
    }, Role: "", StaysWithNext: true, Above: 2.2);

    /// <summary>Two texts side by side: what, and how much.</summary>
    public static PlateSection Row(PlateFont font, PlateFont strong, string what, string value) => new((canvas, left, top, width) =>
    {
        var right = PlateText.Measure(strong, value);
        var room = width - right - PlatePaper.Pixels(2);
        var height = PlateText.Write(canvas, font, what, left, top, room);
        PlateText.Write(canvas, strong, value, left, top, width, 1);
        return height;
    }, Above: 0.3);

    public double Height(double width) => Write(null, 0, 0, width);

    public void Draw(PdfCanvas canvas, double left, double top, double width)
    {
        if (Role.Length > 0)
            canvas.BeginTag(Role);
        Write(canvas, left, top, width);
        if (Role.Length > 0)
            canvas.EndTag();
    }
}
