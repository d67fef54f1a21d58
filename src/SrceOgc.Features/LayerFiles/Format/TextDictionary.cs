using System.Runtime.CompilerServices;
using SrceOgc.Features.Geometries;

namespace SrceOgc.Features.LayerFiles.Format;

/// <summary>Interns byte strings while a column is built: equal values share one entry.</summary>
internal sealed class TextDictionary : IDisposable
{
    private readonly ByteBuffer _bytes = new(1 << 16);
    private readonly List<int> _ends = [];
    private int[] _slots = new int[1 << 10];

    public int Count => _ends.Count;

    public ReadOnlySpan<byte> this[int entry] => _bytes.Written[Start(entry).._ends[entry]];

    /// <summary>The entry of this value, added when it is new.</summary>
    public int Intern(ReadOnlySpan<byte> value)
    {
        if (_ends.Count * 2 >= _slots.Length)
            Rehash();
        var slot = SlotOf(value);
        if (_slots[slot] == 0)
        {
            _bytes.Write(value);
            _ends.Add(_bytes.Length);
            _slots[slot] = _ends.Count;
        }

        return _slots[slot] - 1;
    }

    /// <summary>Entries in ascending order of their bytes, which for UTF-8 is the order of code points.</summary>
    public int[] Sorted()
    {
        var entries = new int[Count];
        for (var i = 0; i < entries.Length; i++)
            entries[i] = i;
        Array.Sort(entries, (a, b) => this[a].SequenceCompareTo(this[b]));
        return entries;
    }

    public void Dispose() => _bytes.Dispose();

    private int Start(int entry) => entry == 0 ? 0 : _ends[entry - 1];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int SlotOf(ReadOnlySpan<byte> value)
    {
        var mask = _slots.Length - 1;
        var slot = (int)Hash(value) & mask;
        while (_slots[slot] != 0 && !this[_slots[slot] - 1].SequenceEqual(value))
            slot = (slot + 1) & mask;
        return slot;
    }

    private void Rehash()
    {
        _slots = new int[_slots.Length * 2];
        for (var entry = 0; entry < Count; entry++)
            _slots[SlotOf(this[entry])] = entry + 1;
    }

    /// <summary>Seeded per process, so that a hostile file cannot choose values that collide.</summary>
    private static uint Hash(ReadOnlySpan<byte> value)
    {
        var hash = new HashCode();
        hash.AddBytes(value);
        return (uint)hash.ToHashCode();
    }
}
