using SrceOgc.Rendering.Rasterization;
using SrceOgc.Rendering.Styles.Symbolizers;

namespace SrceOgc.Rendering.Labels;

/// <summary>Places along a line, straight or bent with it, always upright.</summary>
internal static class LinePlaces
{
    /// <summary>A straight label may cut a bend's corner by this share of its length.</summary>
    private const double Straightness = 0.92;

    private const int Tries = 9;

    /// <summary>The steepest turn between two letters, QGIS's own default.</summary>
    private static readonly double SharpestTurn = 25 * Math.PI / 180;

    /// <summary>The middles to try for one label: about <paramref name="center"/>, then further and further to both sides.</summary>
    public static void Add(ReadOnlySpan<Vertex> line, bool isClosed, double center, double reach, LabelText text, in LabelGeometry geometry,
        bool isCurved, List<LabelPlace> places)
    {
        var walk = new LineWalk(line, isClosed);
        var width = text.Width;
        if (walk.Length < width)
            return;
        for (var i = 0; i < Tries; i++)
        {
            var at = center + reach * ((i + 1) / 2 * (i % 2 == 0 ? 1 : -1)) / (Tries / 2);
            if (at - width / 2 < 0 || at + width / 2 > walk.Length)
                continue;
            foreach (var shift in Shifts(text, geometry))
                if ((isCurved ? Bent(ref walk, at, shift, text) : Straight(ref walk, at, shift, width)) is { } place)
                    places.Add(place);
        }
    }

    /// <summary>From the line to the label's middle, upwards: on it, above, below.</summary>
    private static double[] Shifts(LabelText text, in LabelGeometry geometry)
    {
        var aside = text.Height / 2 + geometry.Distance;
        var below = -(aside + text.Descent / 4);
        var above = aside + text.Descent / 2;
        return geometry.Sides switch
        {
            var sides when sides.HasFlag(LineSides.Above) && sides.HasFlag(LineSides.Below) => [above, below],
            var sides when sides.HasFlag(LineSides.Above) => [above],
            var sides when sides.HasFlag(LineSides.OnLine) => [0],
            _ => [below],
        };
    }

    private static LabelPlace? Straight(ref LineWalk walk, double at, double shift, double width)
    {
        var from = walk.At(at - width / 2);
        var middle = walk.At(at);
        var to = walk.At(at + width / 2);
        var chord = to - from;
        if (chord.Length < width * Straightness)
            return null;
        var upright = chord.X < 0 || (chord.X == 0 && chord.Y > 0) ? -chord : chord;
        var direction = upright * (1 / upright.Length);
        var center = (middle + (from + to) * 0.5) * 0.5;
        return new(center - direction.Normal * shift, Math.Atan2(direction.Y, direction.X));
    }

    /// <summary>Each letter stands on the line by its middle, turned as the line runs under it.</summary>
    private static LabelPlace? Bent(ref LineWalk walk, double at, double shift, LabelText text)
    {
        var line = text.Lines[0];
        var start = at - text.Width / 2;
        var isReversed = walk.At(start).X > walk.At(at + text.Width / 2).X;
        var glyphs = new List<GlyphPlace>(line.Length);
        double pen = 0, before = double.NaN;
        foreach (var rune in line.EnumerateRunes())
        {
            var advance = text.Font.Advance(text.Font.GlyphOf(rune.Value)) * text.Size;
            if (Glyph(ref walk, isReversed ? at + text.Width / 2 - pen : start + pen, isReversed ? -advance : advance,
                shift) is not { } glyph)
                return null;
            if (!double.IsNaN(before) && Math.Abs(Math.IEEERemainder(glyph.Angle - before, 2 * Math.PI)) > SharpestTurn)
                return null;
            glyphs.Add(glyph);
            before = glyph.Angle;
            pen += advance;
        }

        return glyphs.Count == 0 ? null : new(glyphs[glyphs.Count / 2].At, 0, [.. glyphs]);
    }

    private static GlyphPlace? Glyph(ref LineWalk walk, double from, double advance, double shift)
    {
        var (a, b) = (walk.At(from), walk.At(from + advance));
        var chord = b - a;
        if (chord.Length < 1e-6)
            return null;
        var direction = chord * (1 / chord.Length);
        return new((a + b) * 0.5 - direction.Normal * shift, Math.Atan2(direction.Y, direction.X));
    }
}
