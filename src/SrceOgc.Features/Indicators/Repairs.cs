using System.Collections.Concurrent;
using NetTopologySuite.Geometries;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;

namespace SrceOgc.Features.Indicators;

/// <summary>
/// Which areas of a layer are invalid (OGC Simple Features, 6.1.11), found when they are first measured and kept as long as the layer is
/// open; such are repaired
/// (holes and lobes as QGIS's "Fix geometries" makes them), and counted.
/// </summary>
internal sealed class Repairs
{
    private static readonly SourceMemo<Repairs> BySource = new();

    private const byte Unknown = 0, Valid = 1, Invalid = 2;

    private readonly byte[] _states;
    private readonly ConcurrentDictionary<int, Geometry> _repaired = new();

    private Repairs(int count) => _states = new byte[count];

    public int Count => _repaired.Count;

    public static Repairs Of(IFeatureSource source) => BySource.Of(source, () => new((int)source.Type.Count));

    /// <summary>The feature's geometry, in the layer's system; the caller's own.</summary>
    public Geometry Read(int ordinal, ReadOnlySpan<byte> wkb)
    {
        // A source without ordinals: nothing can be kept.
        if (ordinal < 0)
            return Repaired(WkbGeometryReader.Read(wkb));
        var state = Volatile.Read(ref _states[ordinal]);
        if (state == Invalid && _repaired.TryGetValue(ordinal, out var known))
            return known.Copy();
        var geometry = WkbGeometryReader.Read(wkb);
        if (state == Valid || geometry.Dimension < Dimension.Surface)
            return geometry;
        var valid = Repaired(geometry);
        if (ReferenceEquals(valid, geometry))
        {
            Volatile.Write(ref _states[ordinal], Valid);
            return geometry;
        }

        var repaired = _repaired.GetOrAdd(ordinal, valid);
        Volatile.Write(ref _states[ordinal], Invalid);
        return repaired.Copy();
    }

    /// <summary>Nothing where a repair would cost too much: a knot of many thousand crossings measures nothing.</summary>
    private static Geometry Repaired(Geometry geometry) => AreaRepair.Valid(geometry) ?? WkbGeometryReader.Factory.CreatePolygon();
}
