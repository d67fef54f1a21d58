using System.Runtime.CompilerServices;
using SrceOgc.Features.Geometries;

namespace SrceOgc.Features.LayerFiles.Building;

/// <summary>
/// Writes one feature as maps of a given resolution need it; see README.md beside this file. One per thread, reused. Here and in what it
/// uses, the innermost loops are compiled once for good: a publication would be half over before the runtime had learnt which they are.
/// </summary>
internal sealed class Generalizer(Junctions junctions)
{
    /// <summary>A line of a pixel shows where it strays sooner than the border of a fill.</summary>
    private const double LineTolerance = 0.4, PolygonTolerance = 0.6;

    private const double SmallestPartInPixels = 0.5;

    private readonly GeometryParts _parts = new();
    private readonly VertexSignificance _vertices = new();
    private float[] _significance = new float[2048];

    /// <summary>Takes a line or polygon; false when the geometry is of another kind and goes to every level as it is.</summary>
    public bool TryLoad(ReadOnlySpan<byte> wkb)
    {
        if (!_parts.TryLoad(wkb))
            return false;
        if (_significance.Length < _parts.VertexCount)
            _significance = new float[_parts.VertexCount * 2];
        foreach (var path in _parts.Paths)
        {
            var significance = _significance.AsSpan(path.Start, path.Count);
            if (_parts.IsPolygon)
                _vertices.OfRing(_parts.Coordinates(path), junctions, significance);
            else
                _vertices.OfLine(_parts.Coordinates(path), significance);
        }

        return true;
    }

    /// <summary>How many vertices a level of this resolution keeps of the loaded feature, about.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public long CountAt(double resolution)
    {
        var tolerance = Tolerance(resolution);
        long kept = 0;
        foreach (var value in _significance.AsSpan(0, _parts.VertexCount))
            kept += value >= tolerance ? 1 : 0;
        return kept;
    }

    /// <summary>
    /// Appends the loaded feature in 2D. What is too small in all its parts is written as the points in their middles.
    /// </summary>
    public void Write(double resolution, ByteBuffer output)
    {
        var smallest = (float)(resolution * SmallestPartInPixels);
        var drawn = 0;
        foreach (var path in _parts.Paths)
            drawn += path.IsOuter && path.Size >= smallest ? 1 : 0;
        if (drawn == 0)
            WriteDots(output);
        else if (_parts.IsPolygon)
            WritePolygons(drawn, Tolerance(resolution), smallest, output);
        else
            WriteLines(drawn, Tolerance(resolution), smallest, output);
    }

    private float Tolerance(double resolution) => (float)(resolution * (_parts.IsPolygon ? PolygonTolerance : LineTolerance));

    public static void WriteDot(double x, double y, ByteBuffer output)
    {
        Header(Wkb.Point, output);
        output.Write(x);
        output.Write(y);
    }

    private void WriteDots(ByteBuffer output)
    {
        Header(Wkb.MultiPoint, output);
        output.Write((uint)_parts.PartCount);
        foreach (var path in _parts.Paths)
            if (path.IsOuter)
                WriteDot(path.CenterX, path.CenterY, output);
    }

    private void WriteLines(int drawn, float tolerance, float smallest, ByteBuffer output)
    {
        if (_parts.IsMulti)
            MultiHeader(Wkb.MultiLineString, drawn, output);
        foreach (var path in _parts.Paths)
        {
            if (path.Size < smallest)
                continue;
            Header(Wkb.LineString, output);
            WritePath(path, tolerance, output);
        }
    }

    private void WritePolygons(int drawn, float tolerance, float smallest, ByteBuffer output)
    {
        if (_parts.IsMulti)
            MultiHeader(Wkb.MultiPolygon, drawn, output);
        var countAt = 0;
        uint rings = 0;
        var part = -1;
        foreach (var path in _parts.Paths)
        {
            if (path.IsOuter && path.Size >= smallest)
            {
                part = path.Part;
                Header(Wkb.Polygon, output);
                countAt = output.Length;
                output.Write(rings = 0);
            }

            if (path.Part != part || path.Size < smallest)
                continue;
            WritePath(path, tolerance, output);
            output.Patch(countAt, ++rings);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void WritePath(PartPath path, float tolerance, ByteBuffer output)
    {
        var countAt = output.Length;
        output.Write(0u);
        var xy = _parts.Coordinates(path);
        var significance = _significance.AsSpan(path.Start, path.Count);
        uint kept = 0;
        for (var i = 0; i < significance.Length; i++)
        {
            if (significance[i] < tolerance)
                continue;
            output.Write(VertexWeight.Tag(xy[2 * i], VertexWeight.Of(significance[i] / tolerance)));
            output.Write(xy[2 * i + 1]);
            kept++;
        }

        output.Patch(countAt, Close(countAt + Wkb.CountSize, kept, output));
    }

    /// <summary>A ring's first kept vertex need not be its first vertex: the ring then has to be closed anew.</summary>
    private uint Close(int start, uint kept, ByteBuffer output)
    {
        if (!_parts.IsPolygon || kept < 2 || output.Written.Slice(start, 16).SequenceEqual(output.Written[^16..]))
            return kept;
        var copy = output.Reserve(16);
        output.Written.Slice(start, 16).CopyTo(copy);
        return kept + 1;
    }

    private static void MultiHeader(uint type, int parts, ByteBuffer output)
    {
        Header(type, output);
        output.Write((uint)parts);
    }

    private static void Header(uint type, ByteBuffer output)
    {
        output.Write(Wkb.LittleEndian);
        output.Write(type);
    }
}
