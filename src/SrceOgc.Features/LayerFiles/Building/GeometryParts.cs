using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SrceOgc.Features.Geometries;

namespace SrceOgc.Features.LayerFiles.Building;

/// <summary>A ring or a line inside <see cref="GeometryParts.Coordinates"/>; <paramref name="Part"/> numbers the polygon or line it belongs
/// to.</summary>
internal readonly record struct PartPath(int Start, int Count, int Part, bool IsOuter, float Size, double CenterX, double CenterY);

/// <summary>A line or polygon geometry taken apart into flat arrays, reused from feature to feature.</summary>
internal sealed class GeometryParts
{
    private readonly List<PartPath> _paths = [];
    private double[] _coordinates = new double[4096];
    private int _count;

    public ReadOnlySpan<PartPath> Paths => CollectionsMarshal.AsSpan(_paths);

    public int VertexCount => _count;

    public bool IsPolygon { get; private set; }

    public bool IsMulti { get; private set; }

    public int PartCount { get; private set; }

    public ReadOnlySpan<double> Coordinates(PartPath path) => _coordinates.AsSpan(2 * path.Start, 2 * path.Count);

    /// <summary>Loads a geometry in the normal form; false for points and collections, which have no generalised form.</summary>
    public bool TryLoad(ReadOnlySpan<byte> wkb)
    {
        _paths.Clear();
        _count = 0;
        PartCount = 0;
        if (wkb.IsEmpty)
            return false;
        var type = Wkb.BaseType(UInt32(wkb, 1));
        IsPolygon = type is Wkb.Polygon or Wkb.MultiPolygon;
        IsMulti = type is Wkb.MultiPolygon or Wkb.MultiLineString;
        if (!IsPolygon && type is not (Wkb.LineString or Wkb.MultiLineString))
            return false;
        var position = 0;
        if (!IsMulti)
        {
            LoadPart(wkb, ref position);
            return true;
        }

        var parts = UInt32(wkb, Wkb.HeaderSize);
        position = Wkb.HeaderSize + Wkb.CountSize;
        for (var i = 0u; i < parts; i++)
            LoadPart(wkb, ref position);
        return true;
    }

    private void LoadPart(ReadOnlySpan<byte> wkb, ref int position)
    {
        var size = Wkb.HasZ(UInt32(wkb, position + 1)) ? 24 : 16;
        position += Wkb.HeaderSize;
        var rings = 1u;
        if (IsPolygon)
        {
            rings = UInt32(wkb, position);
            position += Wkb.CountSize;
        }

        for (var i = 0u; i < rings; i++)
            LoadPath(wkb, ref position, size, i == 0);
        PartCount++;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void LoadPath(ReadOnlySpan<byte> wkb, ref int position, int size, bool isOuter)
    {
        var count = (int)UInt32(wkb, position);
        position += Wkb.CountSize;
        if (2 * (_count + count) > _coordinates.Length)
            Array.Resize(ref _coordinates, Math.Max(_coordinates.Length * 2, 2 * (_count + count)));
        var target = _coordinates.AsSpan(2 * _count, 2 * count);
        if (size == 16)
            wkb.Slice(position, 16 * count).CopyTo(MemoryMarshal.AsBytes(target));
        else
            for (var i = 0; i < count; i++)
                wkb.Slice(position + i * size, 16).CopyTo(MemoryMarshal.AsBytes(target.Slice(2 * i, 2)));
        position += size * count;
        _paths.Add(Measured(target, count, isOuter));
        _count += count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private PartPath Measured(ReadOnlySpan<double> xy, int count, bool isOuter)
    {
        double minX = double.PositiveInfinity, minY = minX, maxX = double.NegativeInfinity, maxY = maxX;
        for (var i = 0; i < xy.Length; i += 2)
        {
            minX = Math.Min(minX, xy[i]);
            maxX = Math.Max(maxX, xy[i]);
            minY = Math.Min(minY, xy[i + 1]);
            maxY = Math.Max(maxY, xy[i + 1]);
        }

        return new(_count, count, PartCount, isOuter, (float)Math.Max(maxX - minX, maxY - minY), (minX + maxX) / 2, (minY + maxY) / 2);
    }

    private static uint UInt32(ReadOnlySpan<byte> wkb, int position) => BinaryPrimitives.ReadUInt32LittleEndian(wkb[position..]);
}
