using System.Text;
using SrceOgc.Rendering.Fonts;
using SrceOgc.Rendering.Rasterization;
using SrceOgc.Rendering.Styles.Expressions;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Symbols;

namespace SrceOgc.Rendering.Labels;

/// <summary>
/// Makes a label of each feature that passes by. Places are found from the whole geometry, never from what the window shows, so
/// that neighbouring tiles find the same ones. Labels are few and allocate; features whose places lie off the map are dropped at once.
/// </summary>
internal sealed class LabelCollector(TextSymbolizer symbolizer, SymbolContext context, MapLabels labels, int layer) : SymbolPainter
{
    private const double DefaultRepeat = 250;

    /// <summary>Bytes of a text that are looked at: a label shows far less.</summary>
    private const int LongestText = 1 << 16;

    /// <summary>Of a label and of each of its places and letters, counted before they are kept.</summary>
    private const int BytesOfLabel = 512, BytesOfPlace = 64, BytesOfLetter = 24;

    private readonly Font? _font = context.Fonts.Find(symbolizer.Font.Bold, symbolizer.Font.Italic);
    private readonly List<double> _scratch = [];

    private EvaluationContext Evaluation => context.Evaluation;

    public override bool NeedsWholeShape => true;

    public override void Draw(FeatureShape shape)
    {
        if (_font is not { } font || shape.Kind == ShapeKind.Empty || labels.IsFull || !symbolizer.Show.Evaluate(Evaluation))
            return;
        var value = symbolizer.Label.Evaluate(Evaluation);
        var size = symbolizer.Size.ToPixels(Evaluation);
        if (value.IsNull || size is not (> 1 and < 500) || IsTooSmall(shape))
            return;
        var utf8 = Evaluation.Scratch.TextOf(value);
        var content = Encoding.UTF8.GetString(utf8[..Math.Min(utf8.Length, LongestText)]).Trim();
        if (content.Length > 0)
            Add(shape, new LabelText(content, font, size, symbolizer));
    }

    private bool IsTooSmall(FeatureShape shape)
    {
        if (symbolizer.MinFeatureSize.IsZero || shape.Kind is ShapeKind.Point)
            return false;
        var (topLeft, bottomRight) = shape.Path.Bounds();
        return (bottomRight - topLeft).Length < symbolizer.MinFeatureSize.ToPixels(Evaluation);
    }

    private void Add(FeatureShape shape, LabelText text)
    {
        var geometry = Geometry();
        if (shape.Kind == ShapeKind.Line && symbolizer.Placement is LabelPlacement.Parallel or LabelPlacement.Curved)
            AddAlongLines(shape, text, geometry);
        else if (shape.Kind == ShapeKind.Polygon)
            AddInPolygons(shape, text, geometry);
        else
            AddAtPoints(shape, text, geometry);
    }

    private LabelGeometry Geometry() => new(
        symbolizer.AnchorX.Evaluate(Evaluation),
        symbolizer.AnchorY.Evaluate(Evaluation),
        symbolizer.OffsetX.ToPixels(Evaluation),
        symbolizer.OffsetY.ToPixels(Evaluation),
        symbolizer.Distance.ToPixels(Evaluation),
        symbolizer.Rotation.Evaluate(Evaluation) * Math.PI / 180,
        symbolizer.RepeatDistance.ToPixels(Evaluation),
        symbolizer.Sides);

    private void AddAtPoints(FeatureShape shape, LabelText text, in LabelGeometry geometry)
    {
        var figures = symbolizer.LabelEveryPart ? shape.Path.FigureCount : 1;
        for (var figure = 0; figure < figures; figure++)
            Keep(text, At(Middle(shape.Path.Vertices(figure)), text, geometry, geometry.Distance == 0 && shape.Kind != ShapeKind.Point),
                geometry);
    }

    private static Vertex Middle(ReadOnlySpan<Vertex> figure)
    {
        if (figure.Length == 1)
            return figure[0];
        var walk = new LineWalk(figure, false);
        return walk.At(walk.Length / 2);
    }

    private List<LabelPlace> At(Vertex point, LabelText text, in LabelGeometry geometry, bool overFirst)
    {
        if (symbolizer.Placement != LabelPlacement.AroundPoint)
            return [PointPlaces.Fixed(point, text, geometry)];
        var places = new List<LabelPlace>(9);
        PointPlaces.Around(point, text, geometry, overFirst, places);
        return places;
    }

    private void AddInPolygons(FeatureShape shape, LabelText text, in LabelGeometry geometry)
    {
        var largest = PolygonPlaces.LargestPart(shape);
        for (var part = 0; part < shape.PartCount; part++)
            if (part == largest || symbolizer.LabelEveryPart)
                Keep(text, Inside(shape, part, text, geometry), geometry);
    }

    private List<LabelPlace> Inside(FeatureShape shape, int part, LabelText text, in LabelGeometry geometry)
    {
        if (symbolizer.Placement is LabelPlacement.OverPoint && !symbolizer.FitInsideOnly)
            return [PointPlaces.Fixed(PolygonPlaces.Inside(shape, part, _scratch), text, geometry)];
        var places = new List<LabelPlace>();
        PolygonPlaces.Add(shape, part, text, symbolizer.FitInsideOnly, _scratch, places);
        if (symbolizer.Placement == LabelPlacement.AroundPoint && !symbolizer.FitInsideOnly)
            PointPlaces.Around(PolygonPlaces.Inside(shape, part, _scratch), text, geometry, false, places);
        return places;
    }

    private void AddAlongLines(FeatureShape shape, LabelText text, in LabelGeometry geometry)
    {
        var longest = Longest(shape);
        for (var figure = 0; figure < shape.Path.FigureCount; figure++)
            if (figure == longest || symbolizer.LabelEveryPart || geometry.Repeat > 0)
                AddAlong(shape.Path.Vertices(figure), shape.Path.IsClosed(figure), text, geometry);
    }

    private static int Longest(FeatureShape shape)
    {
        var (best, bestLength) = (0, -1.0);
        for (var figure = 0; figure < shape.Path.FigureCount; figure++)
        {
            var length = new LineWalk(shape.Path.Vertices(figure), shape.Path.IsClosed(figure)).Length;
            if (length > bestLength)
                (best, bestLength) = (figure, length);
        }

        return best;
    }

    /// <summary>One label about the middle, or one for each stretch of the repeat distance counted from the line's own start.</summary>
    private void AddAlong(ReadOnlySpan<Vertex> line, bool isClosed, LabelText text, in LabelGeometry geometry)
    {
        var length = new LineWalk(line, isClosed).Length;
        var stretch = geometry.Repeat > 0 ? Math.Max(geometry.Repeat, text.Width * 1.5) : length;
        var copies = Math.Clamp((int)Math.Round(length / stretch), 1, 100);
        for (var i = 0; i < copies; i++)
        {
            context.Canvas.Limits.Look();
            var places = new List<LabelPlace>();
            LinePlaces.Add(line, isClosed, length * (i + 0.5) / copies, (length / copies - text.Width) / 2, text, geometry,
                symbolizer.Placement == LabelPlacement.Curved, places);
            Keep(text, places, geometry);
        }
    }

    private void Keep(LabelText text, List<LabelPlace> places, in LabelGeometry geometry)
    {
        if (places.Count == 0 || labels.IsFull || !labels.MaySee(places[0].Middle))
            return;
        context.Canvas.Limits.Take(BytesOf(places));
        var isAlongLine = symbolizer.Placement is LabelPlacement.Parallel or LabelPlacement.Curved;
        labels.Add(new Label(text, Look(), symbolizer.Priority.Evaluate(Evaluation), layer, Evaluation.Feature.Ordinal, places)
        {
            AllowOverlap = symbolizer.AllowOverlap,
            SameTextDistance = isAlongLine ? (geometry.Repeat > 0 ? geometry.Repeat * 0.6 : DefaultRepeat) : 0,
        });
    }

    private static long BytesOf(List<LabelPlace> places)
    {
        long bytes = BytesOfLabel;
        foreach (var place in places)
            bytes += BytesOfPlace + (place.Glyphs?.Length ?? 0) * BytesOfLetter;
        return bytes;
    }

    private LabelLook Look()
    {
        var frame = symbolizer.Frame;
        return new(
            symbolizer.Fill.Evaluate(Evaluation).ToColor(),
            symbolizer.Halo?.Paint.Evaluate(Evaluation).ToColor() ?? Color.Transparent,
            Math.Min(symbolizer.Halo?.Radius.ToPixels(Evaluation) ?? 0, SymbolBounds.Halo),
            frame?.Fill.Evaluate(Evaluation).ToColor() ?? Color.Transparent,
            frame?.Stroke?.Paint.Evaluate(Evaluation).ToColor() ?? Color.Transparent,
            Math.Min(frame?.Stroke?.Width.ToPixels(Evaluation) ?? 0, SymbolBounds.Length),
            frame?.MarginX.ToPixels(Evaluation) ?? 0,
            frame?.MarginY.ToPixels(Evaluation) ?? 0);
    }
}
