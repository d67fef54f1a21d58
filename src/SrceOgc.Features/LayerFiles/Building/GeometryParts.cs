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
        var type = WkbCursor.TypeOf(wkb);
        IsPolygon = type is WkbType.Polygon or WkbType.MultiPolygon;
        IsMulti = type is WkbType.MultiPolygon or WkbType.MultiLineString;
        if (!IsPolygon && type is not (WkbType.LineString or WkbType.MultiLineString))
            return false;
        var cursor = new WkbCursor(wkb);
        for (; cursor.MoveToPart(); PartCount++)
            for (var run = 0; run < cursor.Runs; run++)
                LoadPath(cursor.ReadRun().Numbers, cursor.Dimension, run == 0);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void LoadPath(ReadOnlySpan<double> numbers, int dimension, bool isOuter)
    {
        var count = numbers.Length / dimension;
        if (2 * (_count + count) > _coordinates.Length)
            Array.Resize(ref _coordinates, Math.Max(_coordinates.Length * 2, 2 * (_count + count)));
        var target = _coordinates.AsSpan(2 * _count, 2 * count);
        if (dimension == 2)
            numbers.CopyTo(target);
        else
            for (var i = 0; i < count; i++)
                numbers.Slice(i * dimension, 2).CopyTo(target[(2 * i)..]);
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
}
