using SrceOgc.Rendering.Fonts;
using SrceOgc.Rendering.Rasterization;

namespace SrceOgc.Rendering.Labels;

/// <summary>Draws placed labels: frame, halo, text.</summary>
internal sealed class LabelPainter(Canvas canvas)
{
    private readonly PathBuffer _path = new(canvas.Limits);

    public void Draw(Label label, in LabelPlace place)
    {
        if (label.Look.HasFrame && place.Glyphs is null)
            DrawFrame(label, place);
        _path.Clear();
        if (place.Glyphs is { } glyphs)
            AddGlyphs(label.Text, glyphs);
        else
            AddLines(label.Text, place);
        if (label.Look.HaloRadius > 0)
        {
            canvas.Stroke(_path, new StrokeStyle(2 * label.Look.HaloRadius, LineCap.Round, LineJoin.Round), label.Look.HaloColor);
            canvas.Fill(_path, label.Look.HaloColor, FillRule.NonZero);
        }

        canvas.Fill(_path, label.Look.Fill, FillRule.NonZero);
    }

    private static Affine Turned(Vertex at, double angle) =>
        Affine.Rotation(angle * 180 / Math.PI).Then(Affine.Translation(at.X, at.Y));

    private void AddLines(LabelText text, in LabelPlace place)
    {
        var turn = Turned(place.Middle, place.Angle);
        for (var i = 0; i < text.Lines.Length; i++)
            TextLine.AddOutlines(text.Font, text.Size, text.Lines[i], _path, Affine.Translation(text.LineStart(i), text.Baseline(i))
                .Then(turn));
    }

    private void AddGlyphs(LabelText text, GlyphPlace[] glyphs)
    {
        var i = 0;
        foreach (var rune in text.Lines[0].EnumerateRunes())
        {
            var glyph = text.Font.GlyphOf(rune.Value);
            var centered = Affine.Translation(-text.Font.Advance(glyph) / 2, LabelText.CapitalHeight / 2)
                .Then(Affine.Scale(text.Size, text.Size));
            text.Font.AddGlyph(glyph, _path, centered.Then(Turned(glyphs[i].At, glyphs[i].Angle)));
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
