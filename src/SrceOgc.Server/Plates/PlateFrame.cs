using SrceOgc.Features.Geometries;
using SrceOgc.Features.Texts;
using SrceOgc.Rendering.Rasterization;
using SrceOgc.Rendering.Vectors;

namespace SrceOgc.Server.Plates;

/// <summary>What stands around a map: its frame, the coordinates of its grid, the north, the scale and what it is worth.</summary>
internal sealed class PlateFrame(PdfCanvas canvas, PlateLook look, Language language)
{
    /// <summary>Millimetres between two lines of the grid, at least.</summary>
    private const double ClosestGrid = 45;

    private static int Millimetres(double length) => PlatePaper.Pixels(length);

    /// <summary>Ticks at whole coordinates on the frame, crosses where they meet, and the coordinates outside.</summary>
    public void DrawGrid(in PlateBox frame, in Envelope extent)
    {
        var resolution = extent.Width / frame.Width;
        var step = 2 * PlateScale.LengthWithin(ClosestGrid * PlatePaper.Dpi / 25.4 * resolution);
        step = step >= ClosestGrid * PlatePaper.Dpi / 25.4 * resolution * 2 ? step / 2 : step;
        var path = new PathBuffer();
        var font = look.Edge;
        var crosses = new PathBuffer();
        for (var x = Math.Ceiling(extent.MinX / step) * step; x <= extent.MaxX; x += step)
        {
            var at = frame.Left + (x - extent.MinX) / resolution;
            Add(path, new(at, frame.Top), new(at, frame.Top - Millimetres(1)));
            Add(path, new(at, frame.Bottom), new(at, frame.Bottom + Millimetres(1)));
            var text = PlateWords.Grouped(x);
            if (at - frame.Left > Millimetres(8) && frame.Right - at > Millimetres(8))
                PlateText.Write(canvas, font, text, at - Millimetres(15), frame.Top - Millimetres(1.2) - font.Step, Millimetres(30), 0.5);
            for (var y = Math.Ceiling(extent.MinY / step) * step; y <= extent.MaxY; y += step)
                AddCross(crosses, new(at, frame.Bottom - (y - extent.MinY) / resolution));
        }

        for (var y = Math.Ceiling(extent.MinY / step) * step; y <= extent.MaxY; y += step)
        {
            var at = frame.Bottom - (y - extent.MinY) / resolution;
            Add(path, new(frame.Left, at), new(frame.Left - Millimetres(1), at));
            Add(path, new(frame.Right, at), new(frame.Right + Millimetres(1), at));
            if (at - frame.Top > Millimetres(8) && frame.Bottom - at > Millimetres(8))
                WriteUpright(font, PlateWords.Grouped(y), new(frame.Left - Millimetres(1.4), at));
        }

        canvas.Stroke(crosses, new(Millimetres(0.1)), new Color(60, 60, 60, 150));
        canvas.Stroke(path, new(Millimetres(0.15)), PlateLook.Ink);
        path.Clear();
        path.AddRectangle(frame.Left, frame.Top, frame.Right, frame.Bottom);
        canvas.Stroke(path, new(Millimetres(0.3)), PlateLook.Ink);
    }

    /// <summary>Read from below, along the left edge.</summary>
    private void WriteUpright(PlateFont font, string text, Vertex at)
    {
        var width = PlateText.Measure(font, text);
        canvas.DrawText([new(font.Font, font.Pixels, text, Affine.Translation(-width / 2, 0).Then(Affine.Rotation(-90))
            .Then(Affine.Translation(at.X, at.Y)))], new(font.Color));
    }

    private static void Add(PathBuffer path, Vertex from, Vertex to)
    {
        path.Add(from);
        path.Add(to);
        path.EndFigure(closed: false);
    }

    private static void AddCross(PathBuffer path, Vertex at)
    {
        var arm = Millimetres(1.2);
        Add(path, at - new Vertex(arm, 0), at + new Vertex(arm, 0));
        Add(path, at - new Vertex(0, arm), at + new Vertex(0, arm));
    }

    /// <summary>An arrow to the north of the grid.</summary>
    private void DrawNorth(double left, double top)
    {
        double half = Millimetres(3.6);
        Vertex middle = new(left + half, top + Millimetres(2.2) + half);
        var path = new PathBuffer();
        AddArrow(path, middle, half, -1);
        canvas.Fill(path, PlateLook.Ink);
        path.Clear();
        AddArrow(path, middle, half, 1);
        canvas.Fill(path, Color.White);
        canvas.Stroke(path, new(Millimetres(0.18)), PlateLook.Ink);
        PlateText.Write(canvas, look.Small, "N", left - half, top - look.Small.Pixels * 0.2, 4 * half, 0.5);
    }

    private static void AddArrow(PathBuffer path, Vertex middle, double half, int side)
    {
        path.Add(middle + new Vertex(0, -half * 0.8));
        path.Add(middle + new Vertex(side * half * 0.5, half * 0.95));
        path.Add(middle + new Vertex(0, half * 0.6));
        path.EndFigure(closed: true);
    }

    /// <summary>The scale in figures and as a bar, the system, and a word of caution.</summary>
    public void DrawFoot(in PlateBox foot, int denominator, string system, string paper, string? caution)
    {
        DrawNorth(foot.Left, foot.Top);
        var left = foot.Left + Millimetres(12);
        PlateText.Write(canvas, look.SubTitle, PlateWords.Scale(denominator), left, foot.Top, foot.Width);
        var bar = left + Math.Max(Millimetres(30), PlateText.Measure(look.SubTitle, PlateWords.Scale(denominator)) + Millimetres(6));
        var length = PlateScale.LengthWithin(Millimetres(50) * PlateScale.MetresOfPixel(denominator));
        DrawBar(bar, foot.Top + Millimetres(1.2), length, length / PlateScale.MetresOfPixel(denominator));
        var text = language == Language.French
            ? $"Échelle valable à l'impression en {paper}, à 100 %. Projection : {system}."
            : $"Scale as printed on {paper} at 100%. Projection: {system}.";
        var room = foot.Right - bar - Millimetres(62);
        PlateText.Write(canvas, look.Small, text, foot.Right - room, foot.Top + Millimetres(0.4), room, 1);
        if (caution is not null)
            PlateText.Write(canvas, look.Notice, caution, left, foot.Top + Millimetres(7.4), foot.Right - left);
    }

    private void DrawBar(double left, double top, int metres, double width)
    {
        var height = Millimetres(1.3);
        var path = new PathBuffer();
        path.AddRectangle(left, top, left + width / 2, top + height);
        canvas.Fill(path, PlateLook.Ink);
        path.Clear();
        path.AddRectangle(left, top, left + width, top + height);
        canvas.Stroke(path, new(Millimetres(0.2)), PlateLook.Ink);
        var isLong = metres >= 1000;
        var (unit, whole) = isLong ? ("km", metres / 1000.0) : ("m", metres);
        foreach (var share in (ReadOnlySpan<double>)[0, 0.5, 1])
        {
            var number = (whole * share).ToString("0.##", System.Globalization.CultureInfo.InvariantCulture);
            var text = (language == Language.French ? number.Replace('.', ',') : number) + (share == 1 ? "\u00A0" + unit : "");
            PlateText.Write(canvas, look.Small, text, left + width * share - Millimetres(15), top + height + Millimetres(0.7),
                Millimetres(30), 0.5);
        }
    }
}
