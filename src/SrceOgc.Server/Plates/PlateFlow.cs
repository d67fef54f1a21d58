using SrceOgc.Rendering.Vectors;

namespace SrceOgc.Server.Plates;

/// <summary>Sections in columns, one after the other; the last ones stand at the foot of the last column.</summary>
internal sealed class PlateFlow
{
    private readonly List<(PlateSection Section, PlateBox Column, double Top)> _placed = [];

    private readonly Func<double, int> _room;

    private PlateFlow(Func<double, int> room) => _room = room;

    /// <summary>What found no room.</summary>
    public IReadOnlyList<PlateSection> Left { get; private set; } = [];

    /// <param name="sections">In reading order.</param>
    /// <param name="foot">Always placed, at the bottom of the last column.</param>
    /// <param name="columns">From left to right.</param>
    /// <param name="room">Pixels of millimetres between sections.</param>
    public static PlateFlow Of(IReadOnlyList<PlateSection> sections, IReadOnlyList<PlateSection> foot, IReadOnlyList<PlateBox> columns,
        Func<double, int> room)
    {
        var flow = new PlateFlow(room);
        var last = columns[^1];
        var reserved = flow.Total(foot, last.Width);
        var next = 0;
        for (var i = 0; i < columns.Count && next < sections.Count; i++)
            next = flow.Fill(sections, next, columns[i], columns[i].Height - (i == columns.Count - 1 ? reserved : 0));
        flow.Left = [.. sections.Skip(next)];
        flow.Fill(foot, 0, last with { Top = (int)(last.Bottom - reserved) }, double.PositiveInfinity);
        return flow;
    }

    public void Draw(PdfCanvas canvas)
    {
        foreach (var (section, column, top) in _placed)
            section.Draw(canvas, column.Left, top, column.Width);
    }

    /// <summary>The sum of heights and of the room between.</summary>
    private double Total(IReadOnlyList<PlateSection> sections, double width)
    {
        var height = 0.0;
        foreach (var section in sections)
            height += section.Height(width) + _room(section.Above);
        return height;
    }

    private int Fill(IReadOnlyList<PlateSection> sections, int next, in PlateBox column, double height)
    {
        var used = 0.0;
        while (next < sections.Count)
        {
            var end = next;
            while (end + 1 < sections.Count && sections[end].StaysWithNext)
                end++;
            var together = sections.Skip(next).Take(end + 1 - next).ToArray();
            var above = used == 0 && double.IsFinite(height) ? _room(together[0].Above) : 0;
            if (used + Total(together, column.Width) - above > height)
                return next;
            foreach (var section in together)
            {
                used += used == 0 && double.IsFinite(height) ? 0 : _room(section.Above);
                _placed.Add((section, column, column.Top + used));
                used += section.Height(column.Width);
            }

            next = end + 1;
        }

        return next;
    }
}
