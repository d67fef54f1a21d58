using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SrceOgc.Features.LayerFiles.Building;

/// <summary>
/// The vertices of a polygon layer where boundaries meet: those with more than two different neighbours over all
/// rings. Bounded memory: the vertices are dealt by hash into passes, and each pass sees only its share.
/// </summary>
internal sealed class Junctions
{
    private const int MostEntries = 1 << 22;

    private readonly HashSet<ulong> _vertices = [];

    public int Count => _vertices.Count;

    public bool Contains(double x, double y) => _vertices.Count > 0 && _vertices.Contains(Hash(x, y));

    /// <param name="vertexCount">How many vertices <paramref name="rings"/> walks over.</param>
    /// <param name="rings">Calls its argument with every ring (closed, x y interleaved); called once per pass.</param>
    public static Junctions Find(long vertexCount, Action<RingVisitor> rings)
    {
        var junctions = new Junctions();
        var passes = (uint)(vertexCount / (MostEntries / 2) + 1);
        var capacity = (int)Math.Clamp(System.Numerics.BitOperations.RoundUpToPowerOf2((ulong)(vertexCount / passes * 2 + 16)), 16,
            MostEntries);
        using var table = new Table(capacity);
        for (var pass = 0u; pass < passes; pass++)
        {
            table.Entries.Clear();
            var current = pass;
            rings(ring => junctions.Collect(ring, table.Entries, current, passes));
        }

        return junctions;
    }

    public delegate void RingVisitor(ReadOnlySpan<double> ring);

    private struct Entry
    {
        public ulong Vertex, First, Second;
    }

    /// <summary>Outside the managed heap, where a hundred megabytes would stay until the collector found them, layer after layer.</summary>
    private sealed unsafe class Table(int capacity) : IDisposable
    {
        private readonly Entry* _start = (Entry*)NativeMemory.Alloc((nuint)capacity, (nuint)sizeof(Entry));

        public Span<Entry> Entries => new(_start, capacity);

        public void Dispose() => NativeMemory.Free(_start);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Collect(ReadOnlySpan<double> ring, Span<Entry> table, uint pass, uint passes)
    {
        var count = ring.Length / 2 - 1;
        if (count < 3)
            return;
        var previous = Hash(ring[2 * count - 2], ring[2 * count - 1]);
        var vertex = Hash(ring[0], ring[1]);
        for (var i = 0; i < count; i++)
        {
            var next = Hash(ring[2 * i + 2], ring[2 * i + 3]);
            if (passes == 1 || vertex % passes == pass)
                Note(table, vertex, previous, next);
            previous = vertex;
            vertex = next;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Note(Span<Entry> table, ulong vertex, ulong before, ulong after)
    {
        var mask = table.Length - 1;
        var slot = (int)(vertex >> 20) & mask;
        for (var probes = 0; table[slot].Vertex != 0 && table[slot].Vertex != vertex; probes++)
        {
            if (probes == mask)
                return;
            slot = (slot + 1) & mask;
        }

        ref var entry = ref table[slot];
        if (entry.Vertex == 0)
            entry = new() { Vertex = vertex, First = before, Second = after };
        else if (!Knows(entry, before) || !Knows(entry, after))
            _vertices.Add(vertex);
    }

    private static bool Knows(in Entry entry, ulong neighbour) => entry.First == neighbour || entry.Second == neighbour;

    /// <summary>Never 0, which marks a free entry. A collision makes a needless junction, nothing worse.</summary>
    private static ulong Hash(double x, double y)
    {
        var hash = (ulong)BitConverter.DoubleToInt64Bits(x + 0.0) * 0x9E37_79B9_7F4A_7C15 ^ (ulong)BitConverter.DoubleToInt64Bits(y
            + 0.0) * 0xC2B2_AE3D_27D4_EB4F;
        hash = (hash ^ hash >> 29) * 0xBF58_476D_1CE4_E5B9;
        return (hash ^ hash >> 32) | 1;
    }
}
