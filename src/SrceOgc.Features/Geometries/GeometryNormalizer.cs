using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using SrceOgc.Features.Texts;

namespace SrceOgc.Features.Geometries;

/// <summary>Why a geometry cannot be published; the message is French, for the steward's report.</summary>
public sealed class GeometryException(Text text) : Exception(text.French)
{
    public Text Text => text;
}

/// <summary>
/// Turns any WKB a GeoPackage may hold (either byte order, ISO or EWKB, Z, M, curves, surfaces, empty parts) into
/// the one form this product stores: ISO WKB, little-endian, x y [z], curves as chords, M dropped, empty parts
/// dropped, rings closed. Hostile input: every count is held against the bytes left before it is believed,
/// and nesting is bounded.
/// </summary>
public ref struct GeometryNormalizer
{
    private const int DeepestNesting = 16;

    private readonly ReadOnlySpan<byte> _input;
    private readonly ByteBuffer _output;
    private int _position;
    private bool _bigEndian;
    private double _minX = double.PositiveInfinity, _minY = double.PositiveInfinity, _maxX = double.NegativeInfinity, _maxY =
        double.NegativeInfinity;

    private GeometryNormalizer(ReadOnlySpan<byte> input, ByteBuffer output)
    {
        _input = input;
        _output = output;
    }

    /// <summary>What came out: an empty result (no bytes written) has <see cref="GeometryFamily.None"/>.</summary>
    public readonly record struct Result(GeometryFamily Family, bool IsMulti, bool HasZ, Envelope Bounds);

    /// <summary>Appends the normal form of <paramref name="wkb"/> to <paramref name="output"/>.</summary>
    /// <exception cref="GeometryException">The bytes are not a geometry, or hold a coordinate that is not a number.</exception>
    public static Result Normalize(ReadOnlySpan<byte> wkb, ByteBuffer output)
    {
        var start = output.Length;
        var normalizer = new GeometryNormalizer(wkb, output);
        if (!normalizer.Geometry(0, out var hasZ))
        {
            output.Truncate(start);
            return new Result(GeometryFamily.None, false, hasZ, Envelope.Empty);
        }

        var type = Wkb.BaseType(BinaryPrimitives.ReadUInt32LittleEndian(output.Written[(start + 1)..]));
        return new Result(FamilyOf(type), type > Wkb.Polygon, hasZ,
            new(normalizer._minX, normalizer._minY, normalizer._maxX, normalizer._maxY));
    }

    private static GeometryFamily FamilyOf(uint type) => type switch
    {
        Wkb.Point or Wkb.MultiPoint => GeometryFamily.Point,
        Wkb.LineString or Wkb.MultiLineString => GeometryFamily.Line,
        Wkb.Polygon or Wkb.MultiPolygon => GeometryFamily.Polygon,
        _ => GeometryFamily.Mixed,
    };

    /// <summary>Reads one geometry; false (and nothing written) when it is empty.</summary>
    private bool Geometry(int depth, out bool hasZ)
    {
        if (depth > DeepestNesting)
            throw new GeometryException(new(
                $"géométrie imbriquée sur plus de {DeepestNesting} niveaux",
                $"geometry nested more than {DeepestNesting} levels deep"));
        var (type, dimension) = Header();
        hasZ = dimension.HasZ;
        var start = _output.Length;
        if (Body(type, dimension, depth))
            return true;
        _output.Truncate(start);
        return false;
    }

    private bool Body(uint type, Dimension dimension, int depth) => type switch
    {
        Wkb.Point => PointBody(dimension),
        Wkb.LineString => LineBody(dimension, curved: false),
        Wkb.CircularString => LineBody(dimension, curved: true),
        Wkb.CompoundCurve => CompoundBody(dimension),
        Wkb.Polygon or Wkb.Triangle => PolygonBody(dimension, curved: false),
        Wkb.CurvePolygon => PolygonBody(dimension, curved: true),
        Wkb.MultiPoint => Parts(Wkb.MultiPoint, dimension, depth),
        Wkb.MultiLineString or Wkb.MultiCurve => Parts(Wkb.MultiLineString, dimension, depth),
        Wkb.MultiPolygon or Wkb.MultiSurface or Wkb.PolyhedralSurface or Wkb.Tin => Parts(Wkb.MultiPolygon, dimension, depth),
        Wkb.GeometryCollection => Parts(Wkb.GeometryCollection, dimension, depth),
        _ => throw new GeometryException(new($"type de géométrie inconnu ({type})", $"unknown type of geometry ({type})")),
    };

    private (uint Type, Dimension Dimension) Header()
    {
        var order = Byte();
        if (order > 1)
            throw new GeometryException(new("ordre des octets inconnu", "unknown byte order"));
        _bigEndian = order == 0;
        var code = UInt32();
        var dimension = new Dimension((code & 0x8000_0000) != 0, (code & 0x4000_0000) != 0);
        if ((code & 0x2000_0000) != 0)
            UInt32();
        code &= 0x0FFF_FFFF;
        dimension = (code / Wkb.ZOffset) switch { 1 => new(true, false), 2 => new(false, true), 3 => new(true, true), _ => dimension };
        return (code % Wkb.ZOffset, dimension);
    }

    private bool PointBody(Dimension dimension)
    {
        Need(dimension.Size);
        if (double.IsNaN(Peek(0)) || double.IsNaN(Peek(1)))
        {
            _position += dimension.Size;
            return false;
        }

        StartGeometry(Wkb.Point, dimension);
        Position(dimension);
        return true;
    }

    private bool LineBody(Dimension dimension, bool curved)
    {
        StartGeometry(Wkb.LineString, dimension);
        return Sequence(dimension, curved) >= 2;
    }

    /// <summary>A compound curve becomes one line: the first point of a segment repeats the last of the one before.</summary>
    private bool CompoundBody(Dimension dimension)
    {
        StartGeometry(Wkb.LineString, dimension);
        return CompoundSequence(dimension) >= 2;
    }

    private uint CompoundSequence(Dimension dimension)
    {
        var segments = Count(Wkb.HeaderSize);
        var countAt = Placeholder();
        uint written = 0;
        for (var i = 0u; i < segments; i++)
        {
            var (type, own) = PieceHeader(dimension);
            if (type is not (Wkb.LineString or Wkb.CircularString))
                throw new GeometryException(new("segment de courbe inconnu", "unknown segment of a curve"));
            if (written > 0)
            {
                written--;
                _output.Truncate(_output.Length - dimension.OutputSize);
            }

            written += Positions(own, type == Wkb.CircularString);
        }

        _output.Patch(countAt, written);
        return written;
    }

    private bool PolygonBody(Dimension dimension, bool curved)
    {
        StartGeometry(Wkb.Polygon, dimension);
        var rings = Count(Wkb.CountSize);
        var countAt = Placeholder();
        uint written = 0;
        for (var i = 0u; i < rings; i++)
        {
            var start = _output.Length;
            var count = curved ? CurvedRing(dimension) : Sequence(dimension, false);
            count = Closed(start, count, dimension);
            if (count >= 4)
                written++;
            else if (i == 0 && count > 0)
                throw new GeometryException(new(
                    "contour de polygone de moins de quatre points",
                    "polygon ring of fewer than four points"));
            else
                _output.Truncate(start);
            if (i == 0 && written == 0)
                return SkipRings(rings - 1, dimension, curved);
        }

        _output.Patch(countAt, written);
        return written > 0;
    }

    private bool SkipRings(uint rings, Dimension dimension, bool curved)
    {
        for (var i = 0u; i < rings; i++)
            _ = curved ? CurvedRing(dimension) : Sequence(dimension, false);
        return false;
    }

    /// <summary>Of what becomes a part of the same vertices: it has an altitude or none as the whole has.</summary>
    private (uint Type, Dimension Dimension) PieceHeader(Dimension whole)
    {
        var head = Header();
        return head.Dimension.HasZ == whole.HasZ ? head : throw Mixed();
    }

    private static GeometryException Mixed() => new(new Text("parties avec et sans altitude mêlées", "parts with and without heights"));

    private uint CurvedRing(Dimension whole)
    {
        var (type, dimension) = PieceHeader(whole);
        return type switch
        {
            Wkb.LineString => Sequence(dimension, false),
            Wkb.CircularString => Sequence(dimension, true),
            Wkb.CompoundCurve => CompoundSequence(dimension),
            _ => throw new GeometryException(new("contour de polygone inconnu", "unknown polygon ring")),
        };
    }

    /// <summary>Repeats the first point when the ring does not end on it, as files in the wild forget to.</summary>
    private readonly uint Closed(int start, uint count, Dimension dimension)
    {
        if (count < 3)
            return count;
        var size = dimension.OutputSize;
        var first = start + Wkb.CountSize;
        if (_output.Written.Slice(first, 16).SequenceEqual(_output.Written[^size..][..16]))
            return count;
        var copy = _output.Reserve(size);
        _output.Written.Slice(first, size).CopyTo(copy);
        _output.Patch(start, count + 1);
        return count + 1;
    }

    private bool Parts(uint type, Dimension dimension, int depth)
    {
        StartGeometry(type, dimension);
        var parts = Count(Wkb.HeaderSize);
        var countAt = Placeholder();
        uint written = 0;
        for (var i = 0u; i < parts; i++)
        {
            var start = _output.Length;
            if (!Geometry(depth + 1, out var partHasZ))
                continue;
            if (partHasZ != dimension.HasZ)
                throw Mixed();
            if (type != Wkb.GeometryCollection
                && Wkb.BaseType(BinaryPrimitives.ReadUInt32LittleEndian(_output.Written[(start + 1)..])) != Wkb.PartType(type))
                throw new GeometryException(new("partie d'un autre type que l'ensemble", "part of another type than the whole"));
            written++;
        }

        _output.Patch(countAt, written);
        return written > 0;
    }

    private readonly void StartGeometry(uint type, Dimension dimension)
    {
        _output.Write(Wkb.LittleEndian);
        _output.Write(dimension.HasZ ? type + Wkb.ZOffset : type);
    }

    private readonly int Placeholder()
    {
        _output.Write(0u);
        return _output.Length - Wkb.CountSize;
    }

    private uint Sequence(Dimension dimension, bool curved)
    {
        var countAt = Placeholder();
        var written = Positions(dimension, curved);
        _output.Patch(countAt, written);
        return written;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private uint Positions(Dimension dimension, bool curved)
    {
        var count = Count(dimension.Size);
        if (curved)
            return Arcs(count, dimension);
        for (var i = 0u; i < count; i++)
            Position(dimension);
        return count;
    }

    private uint Arcs(uint count, Dimension dimension)
    {
        if (count == 0)
            return 0;
        if (count < 3 || count % 2 == 0)
            throw new GeometryException(new("arc de cercle incomplet", "incomplete arc of a circle"));
        var arc = new ArcChords(_output, dimension.HasZ);
        var from = Read(dimension);
        arc.Point(from);
        Include(from.X, from.Y);
        for (var i = 1u; i < count; i += 2)
        {
            var through = Read(dimension);
            var to = Read(dimension);
            var bounds = arc.To(from, through, to);
            Include(bounds.MinX, bounds.MinY);
            Include(bounds.MaxX, bounds.MaxY);
            from = to;
        }

        return arc.Count;
    }

    private void Position(Dimension dimension)
    {
        var point = Read(dimension);
        _output.Write(point.X);
        _output.Write(point.Y);
        if (dimension.HasZ)
            _output.Write(point.Z);
        Include(point.X, point.Y);
    }

    private (double X, double Y, double Z) Read(Dimension dimension)
    {
        Need(dimension.Size);
        var point = (X: Peek(0), Y: Peek(1), Z: dimension.HasZ ? Peek(2) : 0);
        if (!double.IsFinite(point.X) || !double.IsFinite(point.Y))
            throw new GeometryException(new("coordonnée qui n'est pas un nombre", "coordinate that is no number"));
        _position += dimension.Size;
        return point;
    }

    private void Include(double x, double y)
    {
        _minX = Math.Min(_minX, x);
        _minY = Math.Min(_minY, y);
        _maxX = Math.Max(_maxX, x);
        _maxY = Math.Max(_maxY, y);
    }

    private readonly double Peek(int index)
    {
        var bytes = _input[(_position + index * 8)..];
        return _bigEndian ? BinaryPrimitives.ReadDoubleBigEndian(bytes) : BinaryPrimitives.ReadDoubleLittleEndian(bytes);
    }

    private uint Count(int itemSize)
    {
        var count = UInt32();
        if (count > (uint)(_input.Length - _position) / itemSize)
            throw new GeometryException(new("géométrie tronquée", "truncated geometry"));
        return count;
    }

    private uint UInt32()
    {
        Need(4);
        var bytes = _input[_position..];
        _position += 4;
        return _bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
    }

    private byte Byte()
    {
        Need(1);
        return _input[_position++];
    }

    private readonly void Need(int bytes)
    {
        if (_input.Length - _position < bytes)
            throw new GeometryException(new("géométrie tronquée", "truncated geometry"));
    }

    private readonly record struct Dimension(bool HasZ, bool HasM)
    {
        public int Size => 16 + (HasZ ? 8 : 0) + (HasM ? 8 : 0);

        public int OutputSize => HasZ ? 24 : 16;
    }
}
