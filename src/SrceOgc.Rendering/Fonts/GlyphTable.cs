using SrceOgc.Rendering.Rasterization;

namespace SrceOgc.Rendering.Fonts;

/// <summary>Outlines: the 'glyf' and 'loca' tables.</summary>
internal sealed class GlyphTable(FontReader glyphs, FontReader locations, bool longLocations)
{
    private const int MaximumDepth = 6;

    private const int MaximumPoints = 4096;

    private const int OnCurve = 1, ShortX = 2, ShortY = 4, Repeat = 8, SameOrPositiveX = 16, SameOrPositiveY = 32;

    private const int Words = 1, AreOffsets = 2, OneScale = 8, More = 32, TwoScales = 64, Matrix = 128;

    public void AddGlyph(int glyph, PathBuffer path, in Affine transform) => AddGlyph(glyph, path, transform, 0);

    public ReadOnlyMemory<byte> Outline(int glyph) => Find(glyph).Bytes;

    /// <summary>The glyph and all that it is made of.</summary>
    public void AddComponents(int glyph, ISet<int> glyphs, int depth = 0)
    {
        glyphs.Add(glyph);
        var outline = Find(glyph);
        if (outline.Length < 10 || depth > MaximumDepth || outline.Int16(0) >= 0)
            return;
        var flags = More;
        for (var at = 10; (flags & More) != 0; at += SizeOfComponent(flags))
        {
            flags = outline.UInt16(at);
            AddComponents(outline.UInt16(at + 2), glyphs, depth + 1);
        }
    }

    private static int SizeOfComponent(int flags) => ((flags & Words) != 0 ? 8 : 6)
        + ((flags & OneScale) != 0 ? 2 : (flags & TwoScales) != 0 ? 4 : (flags & Matrix) != 0 ? 8 : 0);

    private void AddGlyph(int glyph, PathBuffer path, in Affine transform, int depth)
    {
        var outline = Find(glyph);
        if (outline.Length < 10 || depth > MaximumDepth)
            return;
        var contours = outline.Int16(0);
        if (contours > 0)
            AddSimple(outline, contours, path, transform);
        else if (contours < 0)
            AddComposite(outline, path, transform, depth);
    }

    private FontReader Find(int glyph)
    {
        var count = locations.Length / (longLocations ? 4 : 2) - 1;
        if ((uint)glyph >= (uint)count)
            return default;
        int start = Location(glyph), end = Location(glyph + 1);
        return glyphs.Slice(start, Math.Max(0, end - start));
    }

    private int Location(int glyph) => longLocations ? locations.Offset(4 * glyph) : 2 * locations.UInt16(2 * glyph);

    private static void AddSimple(FontReader outline, int contours, PathBuffer path, in Affine transform)
    {
        var count = outline.UInt16(8 + 2 * contours) + 1;
        if (count > MaximumPoints)
            throw new InvalidDataException("A glyph of the font has too many points.");
        Span<byte> flags = stackalloc byte[count];
        Span<Vertex> points = stackalloc Vertex[count];
        var at = ReadFlags(outline, 12 + 2 * contours + outline.UInt16(10 + 2 * contours), flags);
        at = ReadCoordinates(outline, at, flags, points, ShortX, SameOrPositiveX, vertical: false);
        ReadCoordinates(outline, at, flags, points, ShortY, SameOrPositiveY, vertical: true);
        foreach (ref var point in points)
            point = transform.Apply(point);
        var start = 0;
        for (var contour = 0; contour < contours; contour++)
        {
            var end = Math.Min(outline.UInt16(10 + 2 * contour) + 1, count);
            if (end > start)
                AddContour(points[start..end], flags[start..end], path);
            start = Math.Max(start, end);
        }
    }

    private static int ReadFlags(FontReader outline, int at, Span<byte> flags)
    {
        for (var i = 0; i < flags.Length;)
        {
            var flag = outline.Byte(at++);
            var times = (flag & Repeat) != 0 ? outline.Byte(at++) + 1 : 1;
            for (; times > 0 && i < flags.Length; times--)
                flags[i++] = flag;
        }
        return at;
    }

    private static int ReadCoordinates(FontReader outline, int at, ReadOnlySpan<byte> flags, Span<Vertex> points, int isShort, int same,
        bool vertical)
    {
        var value = 0;
        for (var i = 0; i < flags.Length; i++)
        {
            if ((flags[i] & isShort) != 0)
                value += (flags[i] & same) != 0 ? outline.Byte(at++) : -outline.Byte(at++);
            else if ((flags[i] & same) == 0)
            {
                value += outline.Int16(at);
                at += 2;
            }
            points[i] = vertical ? points[i] with { Y = value } : new Vertex(value, 0);
        }
        return at;
    }

    /// <summary>Between two control points lies an implied point of the curve; a contour may begin with a control point.</summary>
    private static void AddContour(ReadOnlySpan<Vertex> points, ReadOnlySpan<byte> flags, PathBuffer path)
    {
        var first = 0;
        while (first < points.Length && (flags[first] & OnCurve) == 0)
            first++;
        var start = first < points.Length ? points[first] : (points[0] + points[^1]) * 0.5;
        if (first == points.Length)
            first = points.Length - 1;
        path.Add(start);
        Vertex? control = null;
        for (var i = 1; i <= points.Length; i++)
        {
            var index = (first + i) % points.Length;
            var isOn = (flags[index] & OnCurve) != 0;
            var at = points[index];
            if (control is { } bend)
                path.AddQuadratic(bend, isOn ? at : (bend + at) * 0.5);
            else if (isOn)
                path.Add(at);
            control = isOn ? null : at;
        }
        if (control is { } last)
            path.AddQuadratic(last, start);
        path.EndFigure(closed: true);
    }

    private void AddComposite(FontReader outline, PathBuffer path, in Affine transform, int depth)
    {
        var flags = More;
        for (var at = 10; (flags & More) != 0;)
        {
            flags = outline.UInt16(at);
            var component = outline.UInt16(at + 2);
            var isWide = (flags & Words) != 0;
            double x = isWide ? outline.Int16(at + 4) : (sbyte)outline.Byte(at + 4);
            double y = isWide ? outline.Int16(at + 6) : (sbyte)outline.Byte(at + 5);
            at += isWide ? 8 : 6;
            var (a, b, c, d) = (1.0, 0.0, 0.0, 1.0);
            if ((flags & OneScale) != 0)
                a = d = Fraction(outline, ref at);
            else if ((flags & TwoScales) != 0)
                (a, d) = (Fraction(outline, ref at), Fraction(outline, ref at));
            else if ((flags & Matrix) != 0)
                (a, b, c, d) = (Fraction(outline, ref at), Fraction(outline, ref at), Fraction(outline, ref at), Fraction(outline, ref at));
            if ((flags & AreOffsets) == 0)
                (x, y) = (0, 0);
            AddGlyph(component, path, new Affine(a, c, x, b, d, y).Then(transform), depth + 1);
        }
    }

    /// <summary>A number with 14 bits of fraction.</summary>
    private static double Fraction(FontReader outline, ref int at)
    {
        at += 2;
        return outline.Int16(at - 2) / 16384.0;
    }
}
