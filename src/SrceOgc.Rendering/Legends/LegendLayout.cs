using SrceOgc.Rendering.Fonts;
using SrceOgc.Rendering.Styles;
using SrceOgc.Rendering.Styles.Expressions;
using SrceOgc.Rendering.Styles.Symbolizers;

namespace SrceOgc.Rendering.Legends;

/// <summary>A row of a legend: a heading, or a symbol and its title. Positions in pixels.</summary>
internal readonly record struct LegendRow(double Left, double Top, double Height, LegendEntry? Entry, LegendLayer? Layer, string[] Lines,
    Font? Font, double Size);

/// <summary>Where everything of a legend goes. Sizes are set in millimetres and points, so that a legend printed at 300 dpi looks as on
/// screen.</summary>
internal sealed class LegendLayout
{
    private const int LongestLine = 56;
    private readonly LegendOptions _options;
    private readonly FontLibrary _fonts;
    private readonly List<LegendRow> _rows = [];
    private readonly double _margin, _gap, _indent;
    private double _top;
    private double _right;

    private LegendLayout(LegendOptions options, FontLibrary fonts)
    {
        var millimetre = options.Scale.PixelsPerMillimetre;
        (_options, _fonts) = (options, fonts);
        (_margin, _gap, _indent) = (1.6 * millimetre, 0.9 * millimetre, 3.2 * millimetre);
        SymbolWidth = options.SymbolWidth > 0 ? options.SymbolWidth : Math.Round(7 * millimetre);
        SymbolHeight = options.SymbolHeight > 0 ? options.SymbolHeight : Math.Round(4.2 * millimetre);
        TextSize = options.FontPoints * options.Scale.PixelsPerPoint;
        _top = _margin;
        _right = _margin;
    }

    public IReadOnlyList<LegendRow> Rows => _rows;

    public double SymbolWidth { get; }

    public double SymbolHeight { get; }

    public double TextSize { get; }

    public double TextGap => 2 * _gap;

    public int Width => (int)Math.Ceiling(_right + _margin);

    public int Height => (int)Math.Ceiling(_top + _margin - _gap);

    public static LegendLayout Of(IReadOnlyList<LegendLayer> layers, LegendOptions options, FontLibrary fonts)
    {
        var layout = new LegendLayout(options, fonts);
        var group = "";
        foreach (var layer in layers)
        {
            if (layer.Group != group && layer.Group.Length > 0)
                layout.AddText(layer.Group, 0, true, 1.15);
            group = layer.Group;
            layout.AddLayer(layer);
        }

        return layout;
    }

    private void AddLayer(LegendLayer layer)
    {
        if (layer.IsSingle)
        {
            AddEntry(layer, layer.Entries[0] with { Title = _options.ShowLayerTitles ? layer.Title : "" }, 0);
            return;
        }

        if (_rows is [.., { Layer.IsSingle: true }])
            _top += _gap;
        if (_options.ShowLayerTitles && _options.Rule.Length == 0)
            AddText(layer.Title, 0, true, 1);
        if (layer.Entries.Count == 0)
            AddText(_options.NothingShown, 0, false, 0.9);
        var open = new List<string>();
        foreach (var entry in layer.Entries)
        {
            OpenGroups(entry.Rule.Groups, open);
            AddEntry(layer, entry, open.Count * _indent);
        }

        _top += _gap;
    }

    /// <summary>Headings of nested rules, each written when its first rule comes.</summary>
    private void OpenGroups(IReadOnlyList<string> groups, List<string> open)
    {
        var shared = 0;
        while (shared < groups.Count && shared < open.Count && groups[shared] == open[shared])
            shared++;
        open.RemoveRange(shared, open.Count - shared);
        for (; shared < groups.Count; shared++)
        {
            AddText(groups[shared], shared * _indent, false, 1);
            open.Add(groups[shared]);
        }
    }

    private void AddText(string text, double indent, bool bold, double scale)
    {
        var size = TextSize * scale;
        Add(new LegendRow(_margin + indent, _top, 0, null, null, Lines(text), _fonts.Find(bold), size), 0);
    }

    private void AddEntry(LegendLayer layer, LegendEntry entry, double indent)
    {
        var title = _options.ShowRuleTitles ? entry.Title : "";
        if (entry.Count is { } count)
            title = $"{title} ({count})".TrimStart();
        var height = _options.SymbolHeight > 0 ? SymbolHeight : LegendSymbol.HeightOf(entry.Rule, _options.Scale, SymbolHeight);
        Add(new LegendRow(_margin + indent, _top, height, entry, layer, Lines(title), _fonts.Find(), TextSize), SymbolWidth + TextGap);
    }

    private void Add(LegendRow row, double textLeft)
    {
        var height = Math.Max(row.Height, row.Lines.Length * row.Size * 1.25);
        _rows.Add(row with { Height = height });
        var widest = row.Font is { } font ? row.Lines.Select(line => TextLine.Measure(font, row.Size, line)).DefaultIfEmpty().Max() : 0;
        _right = Math.Max(_right, row.Left + textLeft + widest - (row.Lines.Length == 0 && textLeft > 0 ? TextGap : 0));
        _top += height + _gap;
    }

    private static string[] Lines(string text) => text.Length == 0 ? [] : TextWrapping.Wrap(text, LongestLine).Split('\n');
}
