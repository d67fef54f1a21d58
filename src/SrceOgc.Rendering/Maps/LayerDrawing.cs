using SrceOgc.Features.Budgets;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;
using SrceOgc.Rendering.Canvases;
using SrceOgc.Rendering.Fonts;
using SrceOgc.Rendering.Rasterization;
using SrceOgc.Rendering.Styles;
using SrceOgc.Rendering.Styles.Expressions;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;
using SrceOgc.Rendering.Symbols;

namespace SrceOgc.Rendering.Maps;

/// <summary>Draws one layer of one map.</summary>
internal sealed class LayerDrawing(
    MapScene scene, MapLayer layer, Canvas canvas, DrawingTools tools, FontLibrary fonts, RequestBudget budget)
{
    private readonly MapScale _scale = scene.Scale;

    /// <summary>In pixels, how far symbols reach out of their features.</summary>
    private readonly double _reach = SymbolMargin.Of(layer.Style.Passes, scene.Scale);
    private readonly Dictionary<object, object?> _kept = [];
    private double _coarsening = 1;
    private (int First, int End)? _marks;

    private Vertex GroundOrigin => new(-scene.Extent.MinX / scene.ResolutionX, scene.Extent.MaxY / scene.ResolutionY);

    /// <summary>
    /// Draws everything but labels; a translucent layer as a group, so that its own features do not show through each other.
    /// </summary>
    public void Draw()
    {
        if (_marks is { } marks)
        {
            tools.Marks.Draw(marks.First, marks.End, tools.Canvas.Target);
            return;
        }
        if (Opacity <= 0 || !IsVisible(layer.Style.Passes) || PixelTransform.Between(scene, layer.Crs, _reach) is not { } transform)
            return;
        if (Opacity < 1)
            canvas.BeginGroup(Opacity);
        foreach (var pass in layer.Style.Passes)
            if (pass.IsVisibleAt(_scale.Denominator))
                DrawPass(pass, transform);
        if (Opacity < 1)
            canvas.EndGroup();
    }

    private double Opacity => Math.Min(1, layer.Opacity * layer.Style.Opacity);

    /// <summary>
    /// Places the marks of a layer that draws nothing else, leaves out those hidden under later ones or under layers
    /// above, and hides what is under them; false for other layers.
    /// </summary>
    public bool TryCollectMarks()
    {
        if (!IsVisible(layer.Style.Passes))
            return true;
        if (Opacity < 1 || layer.Source.Type.Family != GeometryFamily.Point || SmallestMark() is not { } side
            || PixelTransform.Between(scene, layer.Crs, _reach) is not { } transform)
            return false;
        // Of marks closer to each other than a quarter of their size one is enough, the topmost.
        if (layer.Query.Filter == Filter.All)
            _coarsening = Math.Max(1, side / 4.0 / FeatureQuery.PointSpacing);
        var first = tools.Marks.Count;
        tools.Canvas.BeginCollecting(tools.Marks);
        foreach (var pass in layer.Style.Passes)
            if (pass.IsVisibleAt(_scale.Denominator))
                Walk(pass, transform, SymbolPainter.Of);
        tools.Canvas.EndCollecting();
        _marks = (tools.Marks.DropHidden(first, tools.Hidden), tools.Marks.Count);
        return true;
    }

    /// <summary>
    /// What the smallest mark hides, in pixels each way, of a layer that draws nothing but sprites; null for other layers.
    /// </summary>
    private int? SmallestMark()
    {
        var context = ContextOf(new NoFeature());
        var smallest = int.MaxValue;
        foreach (var pass in layer.Style.Passes)
            foreach (var rule in pass.Rules)
                foreach (var painter in SymbolPainter.Of(rule.Symbolizers, context))
                    if (!pass.Inverted && painter is PointPainter { HiddenSide: { } side })
                        smallest = Math.Min(smallest, side);
                    else
                        return null;
        return smallest < int.MaxValue ? smallest : null;
    }

    public void Collect(LabelSink labels)
    {
        if (!IsVisible(layer.Style.Labels) || PixelTransform.Between(scene, layer.Crs, labels.Margin) is not { } transform)
            return;
        foreach (var pass in layer.Style.Labels)
            if (pass.IsVisibleAt(_scale.Denominator))
                Walk(pass, transform, (symbolizers, context) =>
                    [.. symbolizers.OfType<TextSymbolizer>().Select(text => labels.CollectorOf(text, context))], isSeenWhole: true);
    }

    private bool IsVisible(IReadOnlyList<StylePass> passes) =>
        passes.Count > 0 && layer.Source.Type.HasGeometry && layer.Style.Scales.Contains(_scale.Denominator);

    private void DrawPass(StylePass pass, PixelTransform transform)
    {
        if (pass.Inverted)
            DrawInverted(pass, transform);
        else
            Walk(pass, transform, SymbolPainter.Of);
    }

    /// <summary>
    /// Every feature in sight, in order, to the painters of the rules it meets. Labels are seen above the marks that hide other things.
    /// </summary>
    private void Walk(StylePass pass, PixelTransform transform, Func<IReadOnlyList<Symbolizer>, SymbolContext,
        SymbolPainter[]> paintersOf, bool isSeenWhole = false)
    {
        using var cursor = Open(transform, isSeenWhole);
        var context = ContextOf(cursor, transform);
        var reader = new ShapeReader(transform, layer.Source.Type.Family);
        var finder = new RuleFinder(pass, layer.Rules, context.Evaluation);
        var painters = new RulePainters(pass, context, paintersOf);
        var feature = new DrawnFeature(cursor, context.Evaluation, reader, finder, painters);
        while (cursor.MoveNext())
        {
            budget.Look();
            var members = layer.Source.Type.Family == GeometryFamily.Mixed ? ShapeReader.MembersOf(cursor.Geometry) : 0;
            if (members == 0)
                Draw(feature, WkbType.None);
            // Surfaces under lines under points; a label belongs to the first alone.
            for (var type = WkbType.Polygon; type >= WkbType.Point && members != 0; type--)
                if ((members & 1 << (int)type) != 0)
                {
                    Draw(feature, type);
                    members = isSeenWhole ? 0 : members;
                }
        }
    }

    private readonly record struct DrawnFeature(
        FeatureCursor Cursor, EvaluationContext Evaluation, ShapeReader Reader, RuleFinder Finder, RulePainters Painters);

    /// <summary>The feature the cursor stands on, or of a collection its members of one type.</summary>
    private void Draw(in DrawnFeature feature, WkbType member)
    {
        feature.Evaluation.Scratch.Reset();
        feature.Evaluation.Member = member;
        var rules = feature.Finder.Find(feature.Cursor);
        if (rules.IsEmpty)
            return;
        feature.Reader.Read(feature.Cursor, feature.Painters.NeedWholeShape(rules), tools.Shape, member);
        foreach (var rule in rules)
            foreach (var painter in feature.Painters.Of(rule))
                painter.Draw(tools.Shape);
    }

    /// <summary>Fills cover the map, features are cut out of them; outlines are drawn as ever.</summary>
    private void DrawInverted(StylePass pass, PixelTransform transform)
    {
        canvas.BeginGroup(1);
        CoverMap(pass);
        Walk(pass, transform, (_, context) => [new EraserPainter(context)]);
        canvas.EndGroup();
        Walk(pass, transform, (symbolizers, context) =>
            SymbolPainter.Of(symbolizers.Where(symbolizer => symbolizer is not PolygonSymbolizer), context));
    }

    private void CoverMap(StylePass pass)
    {
        var context = ContextOf(new NoFeature());
        var map = tools.Shape;
        map.Begin(ShapeKind.Polygon);
        map.BeginPart();
        map.Path.AddRectangle(0, 0, scene.Width, scene.Height);
        foreach (var rule in pass.Rules)
            if (rule.Scales.Contains(_scale.Denominator))
                foreach (var painter in SymbolPainter.Of(rule.Symbolizers.Where(symbolizer => symbolizer is PolygonSymbolizer), context))
                    painter.Draw(map);
    }

    private FeatureCursor Open(PixelTransform transform, bool isSeenWhole) => layer.Source.Open(layer.Query with
    {
        Budget = budget,
        Window = transform.Window,
        Resolution = transform.Resolution * _coarsening,
        IsHidden = isSeenWhole || tools.Hidden.IsEmpty || transform.PixelsOf(Envelope.Empty) is null ? null : bounds =>
            IsHidden(transform, bounds),
    });

    /// <summary>Whether nothing that lies in these bounds can be seen, as far as symbols reach out of them.</summary>
    private bool IsHidden(PixelTransform transform, in Envelope bounds)
    {
        if (transform.PixelsOf(bounds) is not var (topLeft, bottomRight))
            return false;
        return tools.Hidden.Covers(Pixel(topLeft.X - _reach), Pixel(topLeft.Y - _reach), Pixel(bottomRight.X + _reach) + 1,
            Pixel(bottomRight.Y + _reach) + 1);
    }

    private static int Pixel(double place) => (int)Math.Clamp(Math.Floor(place), -1, 1 << 20);

    private EvaluationContext Evaluation(FeatureCursor cursor) =>
        new(cursor, _scale, budget) { Source = layer.Source, Form = layer.Style.Form, Kept = _kept, Moment = scene.Moment };

    private SymbolContext ContextOf(FeatureCursor cursor, PixelTransform? transform = null) =>
        new(canvas, tools.Textures, Evaluation(cursor), fonts, GroundOrigin)
        {
            Place = transform is null ? null : Placing(transform),
        };

    private static GeometryPlacing Placing(PixelTransform transform)
    {
        var reader = new ShapeReader(transform, GeometryFamily.Mixed);
        return reader.Read;
    }
}
