using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Operation.Valid;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.LayerFiles.Reading;

namespace SrceOgc.Features.Indicators;

/// <summary>
/// Which areas of a layer are invalid (OGC Simple Features, 6.1.11), found when they are first measured and kept as long as the layer is
/// open; such are repaired
/// (holes and lobes as QGIS's "Fix geometries" makes them), and counted.
/// </summary>
internal sealed class Repairs
{
    private static readonly ConditionalWeakTable<PublishedLayer, Repairs> ByLayer = [];

    private const byte Unknown = 0, Valid = 1, Invalid = 2;

    private readonly byte[] _states;
    private readonly ConcurrentDictionary<int, Geometry> _repaired = new();

    private Repairs(int count) => _states = new byte[count];

    public int Count => _repaired.Count;

    public static Repairs Of(PublishedLayer layer) => ByLayer.GetValue(layer, static layer => new((int)layer.Type.Count));

    /// <summary>The feature's geometry, in the layer's system; the caller's own.</summary>
    public Geometry Read(int ordinal, ReadOnlySpan<byte> wkb)
    {
        var state = Volatile.Read(ref _states[ordinal]);
        if (state == Invalid && _repaired.TryGetValue(ordinal, out var known))
            return known.Copy();
        var geometry = WkbGeometryReader.Read(wkb);
        if (state == Valid || geometry.Dimension < Dimension.Surface)
            return geometry;
        if (new IsValidOp(geometry).IsValid)
        {
            Volatile.Write(ref _states[ordinal], Valid);
            return geometry;
        }

        var repaired = _repaired.GetOrAdd(ordinal, GeometryFixer.Fix(geometry));
        Volatile.Write(ref _states[ordinal], Invalid);
        return repaired.Copy();
    }
}
