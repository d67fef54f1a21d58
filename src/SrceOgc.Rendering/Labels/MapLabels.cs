using SrceOgc.Rendering.Canvases;
using SrceOgc.Rendering.Maps;
using SrceOgc.Rendering.Rasterization;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Symbols;

namespace SrceOgc.Rendering.Labels;

/// <summary>
/// The labels of one map. Placement is greedy: by priority, then layer from the top, then the feature's place in the publication,
/// each label takes the first of its places that is free. Nothing of this depends on where the map's edges are, as long as
/// the features within reach of them are collected too (<see cref="Margin"/>): a label that crosses the edge of a tile is
/// drawn half by each neighbour, and both agree.
/// </summary>
/// <param name="width">Of the map in pixels.</param>
/// <param name="height">Of the map in pixels.</param>
/// <param name="areWhole">No label crosses the map's edge: it is a sheet of its own, and nothing goes on beyond.</param>
public sealed class MapLabels(int width, int height, bool areWhole = false) : LabelSink
{
    private const int MostLabels = 20_000;

    /// <summary>Between the boxes of two labels.</summary>
    private const double Breath = 0.5;

    private readonly List<Label> _labels = [];
    private readonly Dictionary<(int Layer, string Text), List<Vertex>> _sameTexts = [];
    private CollisionGrid _grid = new(width, height, MarginPixels, new());
    private int _symbolizers;

    public bool IsFull => _labels.Count >= MostLabels;

    private const double MarginPixels = 300;

    public override double Margin => MarginPixels;

    public override SymbolPainter CollectorOf(TextSymbolizer symbolizer, SymbolContext context) =>
        new LabelCollector(symbolizer, context, this, _symbolizers++);

    public bool MaySee(Vertex middle) =>
        middle.X > -Margin && middle.X < width + Margin && middle.Y > -Margin && middle.Y < height + Margin;

    public void Add(Label label) => _labels.Add(label);

    public override void Draw(Canvas canvas)
    {
        _labels.Sort(Compare);
        _grid = new CollisionGrid(width, height, MarginPixels, canvas.Limits);
        var painter = new LabelPainter(canvas);
        foreach (var label in _labels)
        {
            canvas.Limits.Look();
            if (Place(label) is { } place && IsSeen(label, place))
                painter.Draw(label, place);
        }
    }

    private static int Compare(Label a, Label b)
    {
        var order = b.Priority.CompareTo(a.Priority);
        order = order != 0 ? order : b.Layer.CompareTo(a.Layer);
        order = order != 0 ? order : a.Ordinal.CompareTo(b.Ordinal);
        return order != 0 ? order : a.Places[0].Middle.X.CompareTo(b.Places[0].Middle.X);
    }

    private LabelPlace? Place(Label label)
    {
        foreach (var place in label.Places)
        {
            if (areWhole && !IsWhole(label, place))
                continue;
            if (!label.AllowOverlap && (!IsFarFromSame(label, place) || !IsFree(label, place)))
                continue;
            Take(label, place);
            return place;
        }

        return null;
    }

    private bool IsFarFromSame(Label label, in LabelPlace place)
    {
        if (label.SameTextDistance <= 0 || !_sameTexts.TryGetValue((label.Layer, label.Text.Lines[0]), out var others))
            return true;
        foreach (var other in others)
            if ((other - place.Middle).Length < label.SameTextDistance)
                return false;
        return true;
    }

    private bool IsFree(Label label, in LabelPlace place)
    {
        if (place.Glyphs is not { } glyphs)
            return _grid.IsFree(BoxOf(label, place));
        foreach (var glyph in glyphs)
            if (!_grid.IsFree(BoxOf(label, glyph)))
                return false;
        return true;
    }

    private void Take(Label label, in LabelPlace place)
    {
        if (place.Glyphs is { } glyphs)
            foreach (var glyph in glyphs)
                _grid.Take(BoxOf(label, glyph));
        else
            _grid.Take(BoxOf(label, place));
        if (label.SameTextDistance <= 0)
            return;
        var key = (label.Layer, label.Text.Lines[0]);
        if (!_sameTexts.TryGetValue(key, out var others))
            _sameTexts.Add(key, others = []);
        others.Add(place.Middle);
    }

    private bool IsSeen(Label label, in LabelPlace place)
    {
        if (place.Glyphs is not { } glyphs)
            return BoxOf(label, place).Meets(width, height);
        foreach (var glyph in glyphs)
            if (BoxOf(label, glyph).Meets(width, height))
                return true;
        return false;
    }

    private bool IsWhole(Label label, in LabelPlace place)
    {
        if (place.Glyphs is not { } glyphs)
            return BoxOf(label, place).IsWithin(width, height);
        foreach (var glyph in glyphs)
            if (!BoxOf(label, glyph).IsWithin(width, height))
                return false;
        return true;
    }

    private static OrientedBox BoxOf(Label label, in LabelPlace place)
    {
        var around = 2 * (label.Look.HaloRadius + Breath);
        return OrientedBox.Of(place.Middle, place.Angle, label.Text.Width + around + 2 * label.Look.MarginX, label.Text.Height
            + label.Text.Descent + around + 2 * label.Look.MarginY);
    }

    /// <summary>Letters of one label never collide with each other: they are all tested before any is taken.</summary>
    private static OrientedBox BoxOf(Label label, in GlyphPlace glyph) =>
        OrientedBox.Of(glyph.At, glyph.Angle, label.Text.Size * 0.7 + 2 * Breath, label.Text.Size + 2 * (label.Look.HaloRadius + Breath));
}
