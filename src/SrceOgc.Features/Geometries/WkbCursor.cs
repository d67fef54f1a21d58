using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace SrceOgc.Features.Geometries;

public enum WkbType : byte
{
    Point = 1,
    LineString,
    Polygon,
    MultiPoint,
    MultiLineString,
    MultiPolygon,
    GeometryCollection,
}

/// <summary>Walks the little-endian ISO WKB of a publication, which is known to be whole and well formed.</summary>
internal ref struct WkbCursor(ReadOnlySpan<byte> wkb)
{
    private ReadOnlySpan<byte> _rest = wkb;

    public readonly bool AtEnd => _rest.IsEmpty;

    /// <summary>Reads the head of a geometry: its type and how many doubles a vertex has.</summary>
    public WkbType ReadHead(out int dimension)
    {
        var code = BinaryPrimitives.ReadUInt32LittleEndian(_rest[1..]);
        _rest = _rest[5..];
        var variant = code / 1000;
        dimension = variant == 0 ? 2 : variant == 3 ? 4 : 3;
        return (WkbType)(code % 1000);
    }

    public int ReadCount()
    {
        var count = BinaryPrimitives.ReadInt32LittleEndian(_rest);
        _rest = _rest[4..];
        return count;
    }

    /// <summary>The bytes of this many vertices.</summary>
    public VertexSpan ReadVertices(int count, int dimension)
    {
        var length = count * dimension * sizeof(double);
        var vertices = new VertexSpan(_rest[..length], dimension * sizeof(double));
        _rest = _rest[length..];
        return vertices;
    }
}

/// <summary>Vertices where they lie in WKB; Z and M are stepped over.</summary>
internal readonly ref struct VertexSpan(ReadOnlySpan<byte> bytes, int stride)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public int Count => _bytes.Length / stride;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double X(int index) => BinaryPrimitives.ReadDoubleLittleEndian(_bytes[(index * stride)..]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Y(int index) => BinaryPrimitives.ReadDoubleLittleEndian(_bytes[(index * stride + 8)..]);

    /// <summary>Z or M, by its place after x and y.</summary>
    public double Ordinate(int index, int ordinate) => BinaryPrimitives.ReadDoubleLittleEndian(_bytes[(index * stride + 8 * ordinate)..]);
}
