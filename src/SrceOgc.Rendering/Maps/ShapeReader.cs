using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;
using SrceOgc.Rendering.Rasterization;
using SrceOgc.Rendering.Symbols;

namespace SrceOgc.Rendering.Maps;

/// <summary>
/// Reads WKB into a shape in pixels:
/// 1. Of generalised geometry, vertices too fine for the map are left out; what is below a pixel becomes a dot.
/// 2. Each run of vertices is walked where it lies; of those outside the window, all that turn on one side of it
///    are left out, which changes nothing inside.
/// 3. What is left goes to pixels in one batch.
/// 4. Of exact geometry, vertices that move the line by a fraction of a pixel are dropped: see <see cref="Thinning"/>.
/// </summary>
internal sealed class ShapeReader(PixelTransform transform, GeometryFamily family)
{
    /// <summary>As deep as the publication lets them be, and the parts of the last.</summary>
    private const int MaximumDepth = 20;

    private const int PointType = 1, LineType = 2, PolygonType = 3;

    private readonly Envelope _window = transform.Window;
    private double[] _kept = new double[512];
    private int _leastWeight;
    private int _member;

    /// <summary>A ring that lost its area: if nothing else is left of the feature, a dot says it is there.</summary>
    private Vertex? _collapsed;

    /// <summary>The types of single geometries that a collection holds, as bits (1 &lt;&lt; type); 0 for anything but a collection.</summary>
    public static int MembersOf(ReadOnlySpan<byte> wkb)
    {
        const int CollectionType = 7;
        return wkb.Length >= 9 && BinaryPrimitives.ReadUInt32LittleEndian(wkb[1..]) % 1000 == CollectionType ? Members(ref wkb, 0) : 0;
    }

    private static int Members(ref ReadOnlySpan<byte> wkb, int depth)
    {
        var code = BinaryPrimitives.ReadUInt32LittleEndian(wkb[1..]);
        int type = (int)(code % 1000), stride = (code / 1000) switch { 0 => 2, 3 => 4, _ => 3 };
        wkb = wkb[5..];
        if (type > PolygonType)
        {
            var found = 0;
            for (var count = ReadCount(ref wkb); count > 0 && depth < MaximumDepth; count--)
                found |= Members(ref wkb, depth + 1);
            return found;
        }

        for (var runs = type == PolygonType ? ReadCount(ref wkb) : 1; runs > 0; runs--)
            TakeVertices(ref wkb, type == PointType ? 1 : ReadCount(ref wkb), stride);
        return 1 << type;
    }

    /// <param name="feature">Whose geometry is read.</param>
    /// <param name="whole">Leave nothing out, though it lies outside the window.</param>
    /// <param name="shape">What is filled.</param>
    /// <param name="member">Of a collection: the type of the members that are read, as a shape is of one kind; 0 for all.</param>
    public void Read(FeatureCursor feature, bool whole, FeatureShape shape, int member = 0)
    {
        _member = member;
        var wkb = feature.Geometry;
        var bounds = feature.Bounds;
        _leastWeight = feature.LeastWeight;
        shape.Begin(ShapeKind.Empty);
        _collapsed = null;
        if (_leastWeight >= 0 && Math.Max(bounds.Width, bounds.Height) < transform.Resolution)
            SetDot(bounds.CenterX, bounds.CenterY, shape);
        else if (wkb.Length >= 9)
            ReadGeometry(ref wkb, shape, whole || _window.Contains(bounds), 0);
        shape.End();
        if (shape.Kind == ShapeKind.Empty && _collapsed is { } trace)
            shape.SetPoint(ShapeKind.Dot, trace);
    }

    private void SetDot(double x, double y, FeatureShape shape)
    {
        Vertex at = default;
        transform.Apply([x, y], 2, new Span<Vertex>(ref at));
        shape.SetPoint(ShapeKind.Dot, at);
    }

    private void ReadGeometry(ref ReadOnlySpan<byte> wkb, FeatureShape shape, bool inside, int depth)
    {
        if (wkb[0] != 1 || depth > MaximumDepth)
            throw new InvalidDataException("Géométrie illisible.");
        var code = BinaryPrimitives.ReadUInt32LittleEndian(wkb[1..]);
        // ISO 13249-3: thousands tell Z (1), M (2) or both (3).
        int type = (int)(code % 1000), stride = (code / 1000) switch { 0 => 2, 3 => 4, _ => 3 };
        wkb = wkb[5..];
        if (type > PolygonType)
        {
            for (var count = ReadCount(ref wkb); count > 0; count--)
                ReadGeometry(ref wkb, shape, inside, depth + 1);
            return;
        }
        if (_member != 0 && type != _member)
        {
            for (var runs = type == PolygonType ? ReadCount(ref wkb) : 1; runs > 0; runs--)
                TakeVertices(ref wkb, type == PointType ? 1 : ReadCount(ref wkb), stride);
            return;
        }

        if (shape.Kind == ShapeKind.Empty)
            shape.Begin(KindOf(type));
        shape.BeginPart();
        if (type == PointType)
            AddVertices(TakeVertices(ref wkb, 1, stride), stride, shape.Path, isClosed: false, inside: true);
        else if (type == LineType)
            AddVertices(TakeVertices(ref wkb, ReadCount(ref wkb), stride), stride, shape.Path, isClosed: false, inside);
        else
            for (var rings = ReadCount(ref wkb); rings > 0; rings--)
                AddVertices(TakeVertices(ref wkb, ReadCount(ref wkb), stride), stride, shape.Path, isClosed: true, inside);
    }

    private ShapeKind KindOf(int type) => type switch
    {
        PointType => family is GeometryFamily.Line or GeometryFamily.Polygon ? ShapeKind.Dot : ShapeKind.Point,
        LineType => ShapeKind.Line,
        _ => ShapeKind.Polygon,
    };

    private static int ReadCount(ref ReadOnlySpan<byte> wkb)
    {
        var count = BinaryPrimitives.ReadInt32LittleEndian(wkb);
        wkb = wkb[4..];
        return count >= 0 ? count : throw new InvalidDataException("Géométrie illisible.");
    }

    private static ReadOnlySpan<double> TakeVertices(ref ReadOnlySpan<byte> wkb, int count, int stride)
    {
        var bytes = wkb[..checked(count * stride * sizeof(double))];
        wkb = wkb[bytes.Length..];
        return MemoryMarshal.Cast<byte, double>(bytes);
    }

    private void AddVertices(ReadOnlySpan<double> coordinates, int stride, PathBuffer path, bool isClosed, bool inside)
    {
        if (_leastWeight > 0)
        {
            coordinates = Sift(coordinates, stride);
            stride = 2;
        }
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
        count = _leastWeight < 0 ? Thinning.Thin(vertices, isClosed) : isClosed && vertices[0] == vertices[^1] ? count - 1 : count;
        if (!isClosed || count > 2)
        {
            path.Advance(count);
            path.EndFigure(isClosed);
        }
        else
            _collapsed = vertices[0];
    }

    /// <summary>The vertices that are coarse enough.</summary>
    private ReadOnlySpan<double> Sift(ReadOnlySpan<double> coordinates, int stride)
    {
        ref var kept = ref MemoryMarshal.GetReference(RoomFor(coordinates.Length / stride));
        ref var first = ref MemoryMarshal.GetReference(coordinates);
        var next = 0;
        for (var i = 0; i < coordinates.Length; i += stride)
        {
            var vertex = Vector128.LoadUnsafe(ref first, (nuint)i);
            vertex.StoreUnsafe(ref kept, (nuint)next);
            next += VertexWeight.On(vertex[0]) >= _leastWeight ? 2 : 0;
        }
        return _kept.AsSpan(0, next);
    }

    private Span<double> RoomFor(int count)
    {
        if (_kept.Length < 2 * count)
            _kept = new double[Math.Max(2 * count, 2 * _kept.Length)];
        return _kept;
    }

    /// <summary>Leaves out vertices that lie with both neighbours beyond one side of the window; all of them when the whole line does.</summary>
    private ReadOnlySpan<double> Clip(ReadOnlySpan<double> coordinates, int stride)
    {
        // In place when they were sifted: what is kept never overtakes what is read.
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
