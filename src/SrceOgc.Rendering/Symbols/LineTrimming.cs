using SrceOgc.Rendering.Rasterization;
using SrceOgc.Rendering.Styles.Expressions;
using SrceOgc.Rendering.Styles.Symbolizers;

namespace SrceOgc.Rendering.Symbols;

/// <summary>Lines without what a symbol leaves out at their ends (QGIS, "raccourcir la ligne").</summary>
internal static class LineTrimming
{
    /// <summary>Rings are lines that end where they begin; of a line shorter than what is left out nothing stays.</summary>
    public static void Trim(PathBuffer path, PathBuffer into, LineSymbolizer symbolizer, EvaluationContext context)
    {
        for (var figure = 0; figure < path.FigureCount; figure++)
        {
            var line = path.Vertices(figure);
            var isRing = path.IsClosed(figure);
            var length = Length(line, isRing);
            var start = symbolizer.TrimStart.ToPixels(context, length);
            var end = symbolizer.TrimEnd.ToPixels(context, length);
            Part(line, isRing, start < 0 ? length + start : start, end < 0 ? -end : length - end, into);
        }
    }

    private static double Length(ReadOnlySpan<Vertex> line, bool isRing)
    {
        var length = isRing && line.Length > 0 ? (line[0] - line[^1]).Length : 0;
        for (var i = 1; i < line.Length; i++)
            length += (line[i] - line[i - 1]).Length;
        return length;
    }

    private static void Part(ReadOnlySpan<Vertex> line, bool isRing, double from, double to, PathBuffer into)
    {
        if (!(from < to))
            return;
        var walked = 0.0;
        for (var i = 1; i < line.Length + (isRing ? 1 : 0) && walked < to; i++)
        {
            var (a, b) = (line[i - 1], line[i % line.Length]);
            var step = (b - a).Length;
            if (walked + step > from && step > 0)
            {
                if (!into.IsFigureOpen)
                    into.Add(a + (b - a) * (Math.Max(from - walked, 0) / step));
                into.Add(a + (b - a) * (Math.Min(to - walked, step) / step));
            }

            walked += step;
        }

        into.EndFigure(closed: false);
    }
}
