using System.Runtime.InteropServices;
using SrceOgc.Rendering.Canvases;
using SrceOgc.Rendering.Fonts;
using SrceOgc.Rendering.Rasterization;

namespace SrceOgc.Rendering.Labels;

/// <summary>Draws placed labels: frame, halo, text.</summary>
internal sealed class LabelPainter(Canvas canvas)
{
    private readonly PathBuffer _path = new(canvas.Limits);
    private readonly List<PlacedText> _lines = [];

    public void Draw(Label label, in LabelPlace place)
    {
        if (label.Look.HasFrame && place.Glyphs is null)
            DrawFrame(label, place);
        _lines.Clear();
        if (place.Glyphs is { } glyphs)
            AddGlyphs(label.Text, glyphs);
        else
            AddLines(label.Text, place);
        canvas.DrawText(CollectionsMarshal.AsSpan(_lines), new(label.Look.Fill, label.Look.HaloColor, label.Look.HaloRadius)
        {
            Words = place.Glyphs is null ? null : label.Text.Lines[0],
        });
    }

    private static Affine Turned(Vertex at, double angle) =>
        Affine.Rotation(angle * 180 / Math.PI).Then(Affine.Translation(at.X, at.Y));

    private void AddLines(LabelText text, in LabelPlace place)
    {
        var turn = Turned(place.Middle, place.Angle);
        for (var i = 0; i < text.Lines.Length; i++)
            _lines.Add(new(text.Font, text.Size, text.Lines[i], Affine.Translation(text.LineStart(i), text.Baseline(i)).Then(turn)));
    }

    private void AddGlyphs(LabelText text, GlyphPlace[] glyphs)
    {
        var i = 0;
        foreach (var rune in text.Lines[0].EnumerateRunes())
        {
            var glyph = text.Font.GlyphOf(rune.Value);
            var centered = Affine.Translation(-text.Font.Advance(glyph) / 2 * text.Size, LabelText.CapitalHeight / 2 * text.Size);
            _lines.Add(new(text.Font, text.Size, rune.ToString(), centered.Then(Turned(glyphs[i].At, glyphs[i].Angle))));
            i++;
        }
    }

    private void DrawFrame(Label label, in LabelPlace place)
    {
        var (text, look) = (label.Text, label.Look);
        var turn = Turned(place.Middle, place.Angle);
        var (x, top, bottom) = (text.Width / 2 + look.MarginX, text.Height / 2 + look.MarginY, text.Height / 2 + text.Descent
            + look.MarginY);
        _path.Clear();
        foreach (var corner in (ReadOnlySpan<Vertex>)[new(-x, -top), new(x, -top), new(x, bottom), new(-x, bottom)])
            _path.Add(turn.Apply(corner));
        _path.EndFigure(closed: true);
        canvas.Fill(_path, look.FrameFill);
        if (look.FrameWidth > 0)
            canvas.Stroke(_path, new StrokeStyle(look.FrameWidth), look.FrameStroke);
    }
}
