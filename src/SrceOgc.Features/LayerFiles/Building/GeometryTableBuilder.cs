using System.Runtime.InteropServices;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.LayerFiles.Format;

namespace SrceOgc.Features.LayerFiles.Building;

/// <summary>Collects the geometries of one table in order, their bytes in a temporary file, and writes its sections.</summary>
internal sealed class GeometryTableBuilder : IDisposable
{
    private readonly FileStream _wkb;
    private readonly List<long> _offsets = [0];
    private readonly List<uint> _ordinals = [];
    private readonly List<TreeBox> _boxes = [];

    public GeometryTableBuilder(string temporaryPath) =>
        _wkb = new FileStream(temporaryPath, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 17, FileOptions.DeleteOnClose);

    public int Count => _ordinals.Count;

    public void Append(uint ordinal, in Envelope bounds, ReadOnlySpan<byte> wkb)
    {
        _ordinals.Add(ordinal);
        _boxes.Add(TreeBox.Of(bounds));
        _wkb.Write(wkb);
        _offsets.Add(_wkb.Position);
    }

    /// <param name="writer">Where to.</param>
    /// <param name="prefix">Of the sections' names.</param>
    /// <param name="sourceRank">The place of each ordinal in the source table, the order of drawing.</param>
    /// <param name="isExact">The exact table holds every feature, so that a place is the ordinal itself.</param>
    public void WriteTo(LayerFileWriter writer, string prefix, ReadOnlySpan<int> sourceRank, bool isExact)
    {
        var ordinals = CollectionsMarshal.AsSpan(_ordinals);
        writer.Section<long>(prefix + "offsets", CollectionsMarshal.AsSpan(_offsets));
        writer.Begin(prefix + "wkb");
        _wkb.Position = 0;
        writer.Append(_wkb);
        writer.End();
        writer.Section<TreeBox>(prefix + "tree", PackedTree.Build(CollectionsMarshal.AsSpan(_boxes)));
        if (!isExact)
            writer.Section<uint>(prefix + "ordinals", ordinals);
        WriteRanks(writer, prefix, sourceRank, ordinals);
    }

    private static void WriteRanks(LayerFileWriter writer, string prefix, ReadOnlySpan<int> sourceRank, ReadOnlySpan<uint> ordinals)
    {
        var keys = new int[ordinals.Length];
        var byRank = new uint[ordinals.Length];
        for (var place = 0; place < ordinals.Length; place++)
        {
            keys[place] = sourceRank[(int)ordinals[place]];
            byRank[place] = (uint)place;
        }

        Array.Sort(keys, byRank);
        var rank = new uint[ordinals.Length];
        for (var i = 0; i < byRank.Length; i++)
            rank[byRank[i]] = (uint)i;
        writer.Section<uint>(prefix + "rank", rank);
        writer.Section<uint>(prefix + "byrank", byRank);
    }

    public void Dispose() => _wkb.Dispose();
}
