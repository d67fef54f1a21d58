using SrceOgc.Rendering.Rasterization;

namespace SrceOgc.Rendering.Canvases;

/// <summary>
/// What painters draw on: pixels (<see cref="RasterCanvas"/>) or a vector file. Positions are in pixels, y down. A call draws a whole
/// path, text or group: nothing of it is asked again for a vertex or a pixel.
/// </summary>
public abstract class Canvas
{
    /// <summary>Of the drawing: looked at with everything that is drawn, counted on before memory grows.</summary>
    public abstract DrawingLimits Limits { get; }

    /// <summary>Of what is drawn on, which may be a part of the image, see <see cref="FillThrough"/>.</summary>
    public abstract int Width { get; }

    public abstract int Height { get; }

    /// <summary>Where the upper left corner of what is drawn on lies on the image.</summary>
    public abstract Vertex Corner { get; }

    /// <summary>Not on a part of it, nor on a picture of its own.</summary>
    public abstract bool IsOnImage { get; }

    /// <summary>What comes until <see cref="EndGroup"/> is blended as a whole.</summary>
    public abstract void BeginGroup(double opacity);

    public abstract void EndGroup();

    public abstract void Fill(PathBuffer path, Color color, FillRule rule = FillRule.EvenOdd);

    public abstract void Fill(PathBuffer path, Pattern pattern, FillRule rule = FillRule.EvenOdd);

    /// <summary>
    /// Shows through the path what <paramref name="draw"/> draws, which is asked for no more of it than lies under the path: a part
    /// or several, each with its own <see cref="Corner"/> and size. The path may be changed by it.
    /// </summary>
    public abstract void FillThrough(PathBuffer path, FillRule rule, Action draw);

    /// <summary>Takes the path's inside away from the image or the innermost group.</summary>
    public abstract void Erase(PathBuffer path, FillRule rule = FillRule.EvenOdd);

    public abstract void Stroke(PathBuffer path, in StrokeStyle style, Color color);

    /// <summary>A line moved aside by <paramref name="offset"/> and cut into dashes; either may be nothing.</summary>
    public abstract void Stroke(
        PathBuffer path, in StrokeStyle style, Color color, double offset, ReadOnlySpan<double> dashes, double dashOffset);

    /// <summary>Fills the path and draws a line around it at once; false, and nothing drawn, when that is not quicker.</summary>
    public abstract bool TryDrawOutlined(PathBuffer path, Color fill, FillRule rule, in StrokeStyle style, Color stroke);

    /// <summary>A square of about a pixel: what is left of a feature too small to draw.</summary>
    public abstract void Dot(double x, double y, Color color);

    /// <summary>A map is drawn: what its painters took to draw it is let go.</summary>
    public virtual void ReleaseScratch()
    {
    }

    /// <summary>Lines of one text, the halo of all under the ink of all.</summary>
    public abstract void DrawText(ReadOnlySpan<PlacedText> lines, in TextLook look);
}
