using System.Buffers.Binary;
using SrceOgc.Features.Formats.Writing;
using SrceOgc.Features.Geometries;

namespace SrceOgc.Features.Formats.Shapefiles;

/// <summary>
/// The .shp and .shx of one family (ESRI Shapefile Technical Description, 1998): records as they come, the header with its
/// bounds and lengths last. Points are multipoints, so that one kind holds both. Lengths count 16-bit words, some
/// numbers are big-endian: the format is like that.
/// </summary>
internal sealed class ShapeWriter : IDisposable
{
    private const int HeaderSize = 100;
    private const int Version = 1000;
    private const int FileCode = 9994;

    private readonly ShapeFamily _family;
    private readonly FileStream _shapes;
    private readonly FileStream _index;
    private readonly ByteBuffer _record = new();
    private Envelope _bounds = Envelope.Empty;
    private int _count;

    public ShapeWriter(ShapeFamily family, string shapes, string index)
    {
        _family = family;
        _shapes = File.Create(shapes, 1 << 16);
        _index = File.Create(index, 1 << 16);
        _shapes.Write(new byte[HeaderSize]);
        _index.Write(new byte[HeaderSize]);
    }

    /// <summary>Writes the parts of the geometry that are of this family, or a null shape.</summary>
    public void Write(GeometryBuffer? geometry)
    {
        _record.Clear();
        if (geometry is null)
            _record.Write(0u);
        else
            WriteParts(geometry);
        WriteRecord();
    }

    public void Finish()
    {
        WriteHeader(_shapes);
        WriteHeader(_index);
    }

    public void Dispose()
    {
        _shapes.Dispose();
        _index.Dispose();
        _record.Dispose();
    }

    private void WriteParts(GeometryBuffer geometry)
    {
        _record.Write((uint)_family.ShapeType);
        var boxAt = _record.Length;
        _record.Reserve(32);
        var rings = 0;
        foreach (var part in geometry.Parts)
            rings += part.Type == _family.PartType ? part.Rings : 0;
        var countsAt = _record.Length;
        _record.Reserve(_family == ShapeFamily.Points ? 4 : 8 + 4 * rings);
        var bounds = Envelope.Empty;
        var (vertices, ring) = (0, 0);
        foreach (var part in geometry.Parts)
            for (var i = 0; i < part.Rings && part.Type == _family.PartType; i++)
            {
                if (_family != ShapeFamily.Points)
                    _record.Patch(countsAt + 8 + 4 * ring++, (uint)vertices);
                vertices += WriteRing(geometry, part.FirstRing + i, isShell: i == 0, ref bounds);
            }
        WriteBox(boxAt, bounds);
        if (_family != ShapeFamily.Points)
            _record.Patch(countsAt, (uint)rings);
        _record.Patch(countsAt + (_family == ShapeFamily.Points ? 0 : 4), (uint)vertices);
        _bounds = _bounds.Union(bounds);
    }

    /// <summary>Shells go clockwise, holes the other way.</summary>
    private int WriteRing(GeometryBuffer geometry, int ring, bool isShell, ref Envelope bounds)
    {
        var (first, count) = geometry.Ring(ring);
        var xy = geometry.Coordinates.Slice(2 * first, 2 * count);
        var isReversed = _family == ShapeFamily.Polygons && IsClockwise(xy) != isShell;
        for (var i = 0; i < count; i++)
        {
            var at = 2 * (isReversed ? count - 1 - i : i);
            _record.Write(xy[at]);
            _record.Write(xy[at + 1]);
            bounds = bounds.Union(new Envelope(xy[at], xy[at + 1], xy[at], xy[at + 1]));
        }
        return count;
    }

    private static bool IsClockwise(ReadOnlySpan<double> xy)
    {
        var area = 0.0;
        for (var i = 2; i + 1 < xy.Length; i += 2)
            area += (xy[i - 2] - xy[0]) * (xy[i + 1] - xy[1]) - (xy[i] - xy[0]) * (xy[i - 1] - xy[1]);
        return area < 0;
    }

    private void WriteBox(int at, in Envelope bounds)
    {
        var box = _record.WrittenSpan(at, 32);
        BinaryPrimitives.WriteDoubleLittleEndian(box, bounds.MinX);
        BinaryPrimitives.WriteDoubleLittleEndian(box[8..], bounds.MinY);
        BinaryPrimitives.WriteDoubleLittleEndian(box[16..], bounds.MaxX);
        BinaryPrimitives.WriteDoubleLittleEndian(box[24..], bounds.MaxY);
    }

    private void WriteRecord()
    {
        Span<byte> head = stackalloc byte[8];
        BinaryPrimitives.WriteInt32BigEndian(head, (int)(_shapes.Position / 2));
        BinaryPrimitives.WriteInt32BigEndian(head[4..], _record.Length / 2);
        _index.Write(head);
        BinaryPrimitives.WriteInt32BigEndian(head, ++_count);
        _shapes.Write(head);
        _shapes.Write(_record.Written);
    }

    private void WriteHeader(FileStream file)
    {
        Span<byte> header = stackalloc byte[HeaderSize];
        header.Clear();
        BinaryPrimitives.WriteInt32BigEndian(header, FileCode);
        BinaryPrimitives.WriteInt32BigEndian(header[24..], (int)(file.Length / 2));
        BinaryPrimitives.WriteInt32LittleEndian(header[28..], Version);
        BinaryPrimitives.WriteInt32LittleEndian(header[32..], _family.ShapeType);
        var bounds = _bounds.IsEmpty ? default : _bounds;
        BinaryPrimitives.WriteDoubleLittleEndian(header[36..], bounds.MinX);
        BinaryPrimitives.WriteDoubleLittleEndian(header[44..], bounds.MinY);
        BinaryPrimitives.WriteDoubleLittleEndian(header[52..], bounds.MaxX);
        BinaryPrimitives.WriteDoubleLittleEndian(header[60..], bounds.MaxY);
        file.Flush();
        file.Position = 0;
        file.Write(header);
        file.Flush();
    }
}
