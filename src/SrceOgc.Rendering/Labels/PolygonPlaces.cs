using SrceOgc.Rendering.Rasterization;
using SrceOgc.Rendering.Symbols;

namespace SrceOgc.Rendering.Labels;

/// <summary>
/// Places well inside a polygon, all found from the whole polygon so that every tile finds the same: its centroid when the label fits
/// there, then the middles of the widest level chords, nearest to the centroid first when several are wide enough.
/// </summary>
internal static class PolygonPlaces
{
    private const int Chords = 11;

    /// <summary>The part with the largest exterior ring, or -1.</summary>
    public static int LargestPart(FeatureShape shape)
    {
        var (best, bestArea) = (-1, -1.0);
        for (var part = 0; part < shape.PartCount; part++)
        {
            var area = Math.Abs(RingArea(shape.Path.Vertices(shape.Part(part).First)));
            if (area > bestArea)
                (best, bestArea) = (part, area);
        }

        return best;
    }

    public static double RingArea(ReadOnlySpan<Vertex> ring)
    {
        var area = 0.0;
        for (int i = 0, before = ring.Length - 1; i < ring.Length; before = i++)
            area += Vertex.Cross(ring[before] - ring[0], ring[i] - ring[0]) / 2;
        return area;
    }

    /// <summary>Of the exterior ring: holes seldom move it to where a reader would not look.</summary>
    public static Vertex Centroid(ReadOnlySpan<Vertex> ring)
    {
        var (area, sum) = (0.0, new Vertex(0, 0));
        for (int i = 0, before = ring.Length - 1; i < ring.Length; before = i++)
        {
            var (a, b) = (ring[before] - ring[0], ring[i] - ring[0]);
            var cross = Vertex.Cross(a, b);
            area += cross;
            sum += (a + b) * cross;
        }

        return Math.Abs(area) < 1e-9 ? ring[0] : ring[0] + sum * (1 / (3 * area));
    }

    /// <summary>The centroid if inside, else the middle of a level chord, wide and away from the polygon's top and bottom.</summary>
    public static Vertex Inside(FeatureShape shape, int part, List<double> scratch)
    {
        var ring = shape.Path.Vertices(shape.Part(part).First);
        var centroid = Centroid(ring);
        var chord = WidestAt(shape, part, centroid.Y, scratch, centroid.X);
        if (chord.From <= centroid.X && centroid.X <= chord.To)
            return centroid;
        var (top, bottom) = VerticalRange(ring);
        var (best, bestWorth) = (centroid, 0.0);
        foreach (var y in Levels(shape, part))
        {
            chord = WidestAt(shape, part, y, scratch, centroid.X);
            var worth = (chord.To - chord.From) * Math.Min(y - top, bottom - y);
            if (worth > bestWorth)
                (best, bestWorth) = (new((chord.From + chord.To) / 2, y), worth);
        }

        return best;
    }

    /// <summary>Adds places where a label of this width and height fits, then, unless <paramref name="fitOnly"/>, the best it can
    /// have.</summary>
    public static void Add(FeatureShape shape, int part, LabelText text, bool fitOnly, List<double> scratch, List<LabelPlace> places)
    {
        var inside = Inside(shape, part, scratch);
        AddIfFits(shape, part, inside, text, scratch, places);
        foreach (var y in Levels(shape, part))
        {
            var chord = WidestAt(shape, part, y, scratch, inside.X);
            var (least, most) = (chord.From + text.Width / 2, chord.To - text.Width / 2);
            if (least <= most)
                AddIfFits(shape, part, new((chord.From + chord.To + 2 * Math.Clamp(inside.X, least, most)) / 4, y), text, scratch, places);
        }

        if (fitOnly)
            return;
        places.Add(new(inside, 0));
        AddLoose(shape, part, text, inside, scratch, places);
    }

    private static void AddIfFits(FeatureShape shape, int part, Vertex middle, LabelText text, List<double> scratch,
        List<LabelPlace> places)
    {
        if (Fits(shape, part, middle, text, scratch))
            places.Add(new(middle, 0));
    }

    /// <summary>A small polygon's label overflows it: at least its middle stays well inside.</summary>
    private static void AddLoose(FeatureShape shape, int part, LabelText text, Vertex inside, List<double> scratch, List<LabelPlace> places)
    {
        const double leastShare = 0.3;
        foreach (var y in Levels(shape, part))
        {
            var chord = WidestAt(shape, part, y, scratch, inside.X);
            var middle = (chord.From + chord.To) / 2;
            if (chord.To - chord.From < text.Width * leastShare)
                continue;
            places.Add(new(new(middle, y), 0));
            places.Add(new(new((middle + chord.From) / 2, y), 0));
            places.Add(new(new((middle + chord.To) / 2, y), 0));
        }
    }

    private static bool Fits(FeatureShape shape, int part, Vertex middle, LabelText text, List<double> scratch)
    {
        foreach (var side in (ReadOnlySpan<double>)[-0.5, 0, 0.5])
        {
            var chord = WidestAt(shape, part, middle.Y + side * text.Height, scratch, middle.X);
            if (chord.From > middle.X - text.Width / 2 || chord.To < middle.X + text.Width / 2)
                return false;
        }

        return true;
    }

    /// <summary>Levels of the part's box, the middle first.</summary>
    private static IEnumerable<double> Levels(FeatureShape shape, int part)
    {
        var (top, bottom) = VerticalRange(shape.Path.Vertices(shape.Part(part).First));
        for (var i = 0; i < Chords; i++)
            yield return (top + bottom) / 2 + (bottom - top) * ((i + 1) / 2 * (i % 2 == 0 ? 1 : -1)) / (Chords + 1);
    }

    private static (double Top, double Bottom) VerticalRange(ReadOnlySpan<Vertex> ring)
    {
        var (top, bottom) = (double.MaxValue, double.MinValue);
        foreach (var vertex in ring)
            (top, bottom) = (Math.Min(top, vertex.Y), Math.Max(bottom, vertex.Y));
        return (top, bottom);
    }

    /// <summary>The chord at this level that holds <paramref name="x"/>, else the widest one; holes cut chords.</summary>
    private static (double From, double To) WidestAt(FeatureShape shape, int part, double y, List<double> crossings, double x)
    {
        crossings.Clear();
        var (first, end) = shape.Part(part);
        for (var figure = first; figure < end; figure++)
            AddCrossings(shape.Path.Vertices(figure), y, crossings);
        crossings.Sort();
        var best = (From: 0.0, To: 0.0);
        for (var i = 0; i + 1 < crossings.Count; i += 2)
        {
            if (crossings[i] <= x && x <= crossings[i + 1])
                return (crossings[i], crossings[i + 1]);
            if (crossings[i + 1] - crossings[i] > best.To - best.From)
                best = (crossings[i], crossings[i + 1]);
        }

        return best;
    }

    private static void AddCrossings(ReadOnlySpan<Vertex> ring, double y, List<double> crossings)
    {
        for (int i = 0, before = ring.Length - 1; i < ring.Length; before = i++)
        {
            var (a, b) = (ring[before], ring[i]);
            if (a.Y > y != b.Y > y)
                crossings.Add(a.X + (b.X - a.X) * (y - a.Y) / (b.Y - a.Y));
        }
    }
}
