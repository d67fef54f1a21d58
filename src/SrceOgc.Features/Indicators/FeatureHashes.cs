using System.IO.Hashing;
using SrceOgc.Features.Aggregations;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.LayerFiles.Reading;
using SrceOgc.Features.Layers;

namespace SrceOgc.Features.Indicators;

/// <summary>
/// A layer as hashes of its features and where each lies: enough to know, when the layer has another version, on which ground anything
/// changed.
/// </summary>
public sealed class FeatureHashes
{
    private readonly (ulong Hash, Envelope Bounds)[] _all;

    private FeatureHashes((ulong Hash, Envelope Bounds)[] all) => _all = all;

    public static FeatureHashes Of(IFeatureSource layer, RequestBudget budget)
    {
        var all = new (ulong, Envelope)[layer.Type.Count];
        var values = new byte[512];
        using var cursor = layer.Open(new FeatureQuery { Budget = budget });
        for (var i = 0; cursor.MoveNext(); i++)
        {
            budget.Look();
            var length = 0;
            for (var field = 0; field < layer.Type.Fields.Count; field++)
                length = KeptValue.Write(cursor[field], ref values, length);
            all[i] = (XxHash3.HashToUInt64(cursor.Geometry, (long)XxHash3.HashToUInt64(values.AsSpan(0, length))), cursor.Bounds);
        }

        Array.Sort(all, static (a, b) => a.Item1.CompareTo(b.Item1));
        return new(all);
    }

    /// <summary>Bounds of every feature that only one of the two has.</summary>
    public IEnumerable<Envelope> ChangesTo(FeatureHashes later)
    {
        int a = 0, b = 0;
        while (a < _all.Length || b < later._all.Length)
            if (b == later._all.Length || (a < _all.Length && _all[a].Hash < later._all[b].Hash))
                yield return _all[a++].Bounds;
            else if (a == _all.Length || later._all[b].Hash < _all[a].Hash)
                yield return later._all[b++].Bounds;
            else
                (a, b) = (a + 1, b + 1);
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(_all.Length);
        foreach (var (hash, bounds) in _all)
        {
            writer.Write(hash);
            writer.Write(bounds.MinX);
            writer.Write(bounds.MinY);
            writer.Write(bounds.MaxX);
            writer.Write(bounds.MaxY);
        }
    }

    public static FeatureHashes Read(BinaryReader reader)
    {
        var all = new (ulong, Envelope)[reader.ReadInt32()];
        for (var i = 0; i < all.Length; i++)
            all[i] = (reader.ReadUInt64(), new(reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble()));
        return new(all);
    }
}
