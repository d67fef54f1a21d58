using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SrceOgc.Features.Geometries;

public enum WkbType : byte
{
    None,
    Point,
    LineString,
    Polygon,
    MultiPoint,
    MultiLineString,
    MultiPolygon,
    GeometryCollection,
}

/// <summary>
/// The one walk over little-endian ISO WKB in the normal form (<see cref="GeometryNormalizer"/>): whole, and nothing after it. It knows no
/// depth, as what a collection holds simply follows its head: whatever was accepted is read, however deep it lies.
/// <code>
/// while (cursor.MoveToPart())
///     for (var runs = cursor.Runs; runs > 0; runs--)
///         Use(cursor.Type, cursor.ReadRun());
/// </code>
/// </summary>
public ref struct WkbCursor(ReadOnlySpan<byte> wkb)
{
    private ReadOnlySpan<byte> _rest = wkb;

    /// <summary>Of the part it stands on: point, line or polygon.</summary>
    public WkbType Type { get; private set; }

    /// <summary>How many numbers a vertex of the part has.</summary>
    public int Dimension { get; private set; }

    /// <summary>Runs of vertices of the part: the rings of a polygon, one of anything else. Read them all before moving on.</summary>
    public int Runs { get; private set; }

    public readonly bool AtEnd => _rest.IsEmpty;

    /// <summary>Bytes that were not read yet.</summary>
    public readonly int Left => _rest.Length;

    /// <summary>The type of the geometry itself; none of nothing.</summary>
    public static WkbType TypeOf(ReadOnlySpan<byte> wkb) =>
        wkb.Length < Wkb.HeaderSize ? WkbType.None : (WkbType)Wkb.BaseType(BinaryPrimitives.ReadUInt32LittleEndian(wkb[1..]));

    /// <summary>Moves to the next point, line or polygon; false when there is no more.</summary>
    /// <exception cref="InvalidDataException">This is no WKB in the normal form.</exception>
    public bool MoveToPart()
    {
        while (!_rest.IsEmpty)
        {
            if (ReadHead() <= WkbType.Polygon)
            {
                Runs = Type == WkbType.Polygon ? ReadCount() : 1;
                return true;
            }

            ReadCount();
        }

        return false;
    }

    /// <summary>The vertices of the part's next run.</summary>
    public VertexSpan ReadRun() => ReadVertices(Type == WkbType.Point ? 1 : ReadCount());

    /// <summary>Steps over the runs of the part.</summary>
    public void SkipRuns()
    {
        for (; Runs > 0; Runs--)
            ReadRun();
    }

    /// <summary>Reads the head of a geometry, for those who want to know which holds which: its type and dimension.</summary>
    public WkbType ReadHead()
    {
        var code = BinaryPrimitives.ReadUInt32LittleEndian(_rest[1..]);
        var (variant, type) = (code / Wkb.ZOffset, Wkb.BaseType(code));
        if (_rest[0] != Wkb.LittleEndian || type is 0 or > Wkb.GeometryCollection)
            throw Unreadable();
        _rest = _rest[Wkb.HeaderSize..];
        Dimension = variant == 0 ? 2 : variant == 3 ? 4 : 3;
        return Type = (WkbType)type;
    }

    public int ReadCount()
    {
        var count = BinaryPrimitives.ReadInt32LittleEndian(_rest);
        _rest = _rest[Wkb.CountSize..];
        return count >= 0 ? count : throw Unreadable();
    }

    private VertexSpan ReadVertices(int count)
    {
        var length = checked(count * Dimension * sizeof(double));
        var vertices = new VertexSpan(_rest[..length], Dimension * sizeof(double));
        _rest = _rest[length..];
        return vertices;
    }

    private static InvalidDataException Unreadable() => new("Géométrie illisible.");
}

/// <summary>Vertices where they lie in WKB; Z and M are stepped over.</summary>
public readonly ref struct VertexSpan(ReadOnlySpan<byte> bytes, int stride)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public int Count => _bytes.Length / stride;

    /// <summary>All their numbers: x, y, and what else there is.</summary>
    public ReadOnlySpan<double> Numbers => MemoryMarshal.Cast<byte, double>(_bytes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double X(int index) => BinaryPrimitives.ReadDoubleLittleEndian(_bytes[(index * stride)..]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Y(int index) => BinaryPrimitives.ReadDoubleLittleEndian(_bytes[(index * stride + 8)..]);

    /// <summary>Z or M, by its place after x and y.</summary>
    public double Ordinate(int index, int ordinate) => BinaryPrimitives.ReadDoubleLittleEndian(_bytes[(index * stride + 8 * ordinate)..]);
}
