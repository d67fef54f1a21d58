using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;
using SrceOgc.Rendering.Rasterization;
using SrceOgc.Rendering.Symbols;

namespace SrceOgc.Rendering.Maps;

/// <summary>
/// Reads WKB into a shape in pixels:
/// 1. What is below a pixel, of generalised geometry, becomes a dot.
/// 2. Each run of vertices is walked where it lies; of those outside the window, all that turn on one side of it
///    are left out, which changes nothing inside.
/// 3. What is left goes to pixels in one batch.
/// 4. Of exact geometry, vertices that move the line by a fraction of a pixel are dropped: see <see cref="Thinning"/>.
/// </summary>
internal sealed class ShapeReader(PixelTransform transform, GeometryFamily family)
{
    private readonly Envelope _window = transform.Window;
    private double[] _kept = new double[512];
    private bool _isGeneralized;
    private WkbType _member;

    /// <summary>A ring that lost its area: if nothing else is left of the feature, a dot says it is there.</summary>
    private Vertex? _collapsed;

    /// <summary>
    /// The types of single geometries that a collection holds, as bits (1 &lt;&lt; type); 0 for anything but a collection.
    /// </summary>
    public static int MembersOf(ReadOnlySpan<byte> wkb)
    {
        var found = 0;
        if (WkbCursor.TypeOf(wkb) != WkbType.GeometryCollection)
            return found;
        var cursor = new WkbCursor(wkb);
        for (; cursor.MoveToPart(); cursor.SkipRuns())
            found |= 1 << (int)cursor.Type;
        return found;
    }

    /// <param name="feature">Whose geometry is read.</param>
    /// <param name="whole">Leave nothing out, though it lies outside the window.</param>
    /// <param name="shape">What is filled.</param>
    /// <param name="member">Of a collection: the type of the members that are read, as a shape is of one kind; 0 for all.</param>
    public void Read(FeatureCursor feature, bool whole, FeatureShape shape, WkbType member = WkbType.None)
    {
        var bounds = feature.Bounds;
        (_member, _isGeneralized, _collapsed) = (member, feature.IsGeneralized, null);
        shape.Begin(ShapeKind.Empty);
        if (_isGeneralized && Math.Max(bounds.Width, bounds.Height) < transform.Resolution)
            SetDot(bounds.CenterX, bounds.CenterY, shape);
        else
            ReadParts(feature.DrawnGeometry, shape, whole || _window.Contains(bounds));
        shape.End();
        if (shape.Kind == ShapeKind.Empty && _collapsed is { } trace)
            shape.SetPoint(ShapeKind.Dot, trace);
    }

    /// <summary>The parts of one type of a geometry that is no feature's, whole.</summary>
    public void Read(ReadOnlySpan<byte> wkb, FeatureShape shape, WkbType type)
    {
        (_member, _isGeneralized, _collapsed) = (type, false, null);
        shape.Begin(ShapeKind.Empty);
        ReadParts(wkb, shape, inside: true);
        shape.End();
    }

    private void SetDot(double x, double y, FeatureShape shape)
    {
        Vertex at = default;
        transform.Apply([x, y], 2, new Span<Vertex>(ref at));
        shape.SetPoint(ShapeKind.Dot, at);
    }

    private void ReadParts(ReadOnlySpan<byte> wkb, FeatureShape shape, bool inside)
    {
        var cursor = new WkbCursor(wkb);
        while (cursor.MoveToPart())
            if (_member != WkbType.None && cursor.Type != _member)
                cursor.SkipRuns();
            else
                ReadPart(ref cursor, shape, inside || cursor.Type == WkbType.Point);
    }

    private void ReadPart(ref WkbCursor cursor, FeatureShape shape, bool inside)
    {
        if (shape.Kind == ShapeKind.Empty)
            shape.Begin(KindOf(cursor.Type));
        shape.BeginPart();
        for (var runs = cursor.Runs; runs > 0; runs--)
            AddVertices(cursor.ReadRun().Numbers, cursor.Dimension, shape.Path, cursor.Type == WkbType.Polygon, inside);
    }

    private ShapeKind KindOf(WkbType type) => type switch
    {
        WkbType.Point => family is GeometryFamily.Line or GeometryFamily.Polygon ? ShapeKind.Dot : ShapeKind.Point,
        WkbType.LineString => ShapeKind.Line,
        _ => ShapeKind.Polygon,
    };

    private void AddVertices(ReadOnlySpan<double> coordinates, int stride, PathBuffer path, bool isClosed, bool inside)
    {
        if (!inside)
        {
            coordinates = Clip(coordinates, stride);
            stride = 2;
        }
        var count = coordinates.Length / stride;
        if (count == 0)
            return;
        var vertices = path.Reserve(count)[..count];
        transform.Apply(coordinates, stride, vertices);
        count = !_isGeneralized ? Thinning.Thin(vertices, isClosed) : isClosed && vertices[0] == vertices[^1] ? count - 1 : count;
        if (!isClosed || count > 2)
        {
            path.Advance(count);
            path.EndFigure(isClosed);
        }
        else
            _collapsed = vertices[0];
    }

    private Span<double> RoomFor(int count)
    {
        if (_kept.Length < 2 * count)
            _kept = new double[Math.Max(2 * count, 2 * _kept.Length)];
        return _kept;
    }

    /// <summary>
    /// Leaves out vertices that lie with both neighbours beyond one side of the window; all of them when the whole line does.
    /// </summary>
    private ReadOnlySpan<double> Clip(ReadOnlySpan<double> coordinates, int stride)
    {
        var kept = RoomFor(coordinates.Length / stride);
        int next = 0, before = 0, last = 0, all = -1;
        for (var i = 0; i < coordinates.Length; i += stride)
        {
            double x = coordinates[i], y = coordinates[i + 1];
            var side = Outside(x, y);
            all &= side;
            if ((before & last & side) != 0)
                next -= 2;
            else
                before = last;
            last = side;
            kept[next] = x;
            kept[next + 1] = y;
            next += 2;
        }
        return all != 0 ? [] : kept[..next];
    }

    private int Outside(double x, double y) =>
        (x < _window.MinX ? 1 : 0) | (x > _window.MaxX ? 2 : 0) | (y < _window.MinY ? 4 : 0) | (y > _window.MaxY ? 8 : 0);
}
