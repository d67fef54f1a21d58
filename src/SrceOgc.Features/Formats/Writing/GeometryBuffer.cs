using System.Buffers;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.ReferenceSystems;

namespace SrceOgc.Features.Formats.Writing;

/// <summary>
/// One geometry taken out of WKB and carried into the system of the answer: flat arrays that are used again for the next
/// feature. A part is a point, a line or a polygon; its rings are runs of vertices.
/// </summary>
public sealed class GeometryBuffer : IDisposable
{
    private double[] _xy = ArrayPool<double>.Shared.Rent(4096);
    private double[] _z = ArrayPool<double>.Shared.Rent(2048);
    private Part[] _parts = new Part[64];
    private int[] _ringEnds = new int[64];

    /// <summary><see cref="FirstRing"/> and <see cref="Rings"/> index the rings (a point or a line has one).</summary>
    public readonly record struct Part(WkbType Type, int FirstRing, int Rings);

    public WkbType Type { get; private set; }

    public bool HasZ { get; private set; }

    public int Vertices { get; private set; }

    private int PartCount { get; set; }

    private int RingCount { get; set; }

    public ReadOnlySpan<Part> Parts => _parts.AsSpan(0, PartCount);

    /// <summary>x, y, x, y, … of all vertices.</summary>
    public ReadOnlySpan<double> Coordinates => _xy.AsSpan(0, 2 * Vertices);

    public ReadOnlySpan<double> Heights => _z.AsSpan(0, HasZ ? Vertices : 0);

    /// <summary>The vertices of a ring: the first, and how many.</summary>
    public (int First, int Count) Ring(int ring)
    {
        var first = ring == 0 ? 0 : _ringEnds[ring - 1];
        return (first, _ringEnds[ring] - first);
    }

    /// <summary>False when there is no geometry, or it has no place in the target system.</summary>
    public bool Load(ReadOnlySpan<byte> wkb, CrsTransform transform)
    {
        PartCount = RingCount = Vertices = 0;
        HasZ = false;
        if (wkb.IsEmpty)
            return false;
        var cursor = new WkbCursor(wkb);
        Type = WkbCursor.TypeOf(wkb);
        while (cursor.MoveToPart())
            AddPart(ref cursor);
        if (transform.IsIdentity)
            return Vertices > 0;
        transform.Transform(_xy.AsSpan(0, 2 * Vertices));
        return Vertices > 0 && AreFinite(Coordinates);
    }

    public void Dispose()
    {
        ArrayPool<double>.Shared.Return(_xy);
        ArrayPool<double>.Shared.Return(_z);
        (_xy, _z) = ([], []);
    }

    private static bool AreFinite(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
            if (!double.IsFinite(value))
                return false;
        return true;
    }

    private void AddPart(ref WkbCursor cursor)
    {
        HasZ |= cursor.Dimension > 2;
        if (PartCount == _parts.Length)
            Array.Resize(ref _parts, 2 * PartCount);
        _parts[PartCount++] = new Part(cursor.Type, RingCount, cursor.Runs);
        for (var runs = cursor.Runs; runs > 0; runs--)
            AddRing(cursor.ReadRun(), cursor.Dimension);
    }

    private void AddRing(VertexSpan vertices, int dimension)
    {
        Reserve(vertices.Count);
        for (var i = 0; i < vertices.Count; i++)
        {
            _xy[2 * (Vertices + i)] = vertices.X(i);
            _xy[2 * (Vertices + i) + 1] = vertices.Y(i);
        }
        for (var i = 0; i < vertices.Count && dimension > 2; i++)
            _z[Vertices + i] = vertices.Ordinate(i, 2);
        Vertices += vertices.Count;
        if (RingCount == _ringEnds.Length)
            Array.Resize(ref _ringEnds, 2 * RingCount);
        _ringEnds[RingCount++] = Vertices;
    }

    private void Reserve(int vertices)
    {
        Grow(ref _xy, 2 * (Vertices + vertices));
        Grow(ref _z, Vertices + vertices);
    }

    private static void Grow(ref double[] array, int needed)
    {
        if (array.Length >= needed)
            return;
        var larger = ArrayPool<double>.Shared.Rent(Math.Max(needed, 2 * array.Length));
        array.CopyTo(larger, 0);
        ArrayPool<double>.Shared.Return(array);
        array = larger;
    }
}
