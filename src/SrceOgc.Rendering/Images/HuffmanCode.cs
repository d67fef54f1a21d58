using System.Numerics;

namespace SrceOgc.Rendering.Images;

/// <summary>Length-limited canonical Huffman codes from frequencies (RFC 1951, 3.2.2).</summary>
internal static class HuffmanCode
{
    public const int MaximumSymbols = 288;

    /// <summary>
    /// Fills <paramref name="lengths"/> with code lengths of at most <paramref name="limit"/>; symbols that never occur get 0.
    /// 1. Sort the symbols that occur by frequency.
    /// 2. Merge the two lightest nodes until one is left: leaves and merged nodes both come in order, so two queues do.
    /// 3. Walk down from the root to get depths, counting how many leaves each depth has.
    /// 4. Where a depth passes the limit, move leaves up by splitting shallower ones (the Kraft sum stays 1).
    /// 5. Give the longest codes to the rarest symbols.
    /// </summary>
    public static void Lengths(ReadOnlySpan<uint> frequencies, Span<byte> lengths, int limit)
    {
        lengths.Clear();
        Span<ulong> leaves = stackalloc ulong[MaximumSymbols];
        var count = 0;
        for (var symbol = 0; symbol < frequencies.Length; symbol++)
            if (frequencies[symbol] > 0)
                leaves[count++] = (ulong)frequencies[symbol] << 16 | (uint)symbol;
        leaves = leaves[..count];
        leaves.Sort();
        if (count == 1)
            lengths[(int)(leaves[0] & 0xFFFF)] = 1;
        if (count < 2)
            return;
        Span<int> leavesOfDepth = stackalloc int[MaximumSymbols];
        leavesOfDepth.Clear();
        CountDepths(leaves, leavesOfDepth);
        Limit(leavesOfDepth, limit);
        var next = 0;
        for (var depth = limit; depth > 0; depth--)
            for (var i = leavesOfDepth[depth]; i > 0; i--)
                lengths[(int)(leaves[next++] & 0xFFFF)] = (byte)depth;
    }

    private static void CountDepths(ReadOnlySpan<ulong> leaves, Span<int> leavesOfDepth)
    {
        var count = leaves.Length;
        Span<ulong> weights = stackalloc ulong[count];
        Span<int> parents = stackalloc int[2 * count];
        int leaf = 0, node = 0;
        for (var made = 0; made < count - 1; made++)
        {
            weights[made] = 0;
            for (var child = 0; child < 2; child++)
                if (node == made || leaf < count && leaves[leaf] >> 16 <= weights[node])
                {
                    weights[made] += leaves[leaf] >> 16;
                    parents[leaf++] = made;
                }
                else
                {
                    weights[made] += weights[node];
                    parents[count + node++] = made;
                }
        }
        Span<int> depths = stackalloc int[count];
        depths[count - 2] = 0;
        for (var made = count - 3; made >= 0; made--)
            depths[made] = depths[parents[count + made]] + 1;
        for (var i = 0; i < count; i++)
            leavesOfDepth[depths[parents[i]] + 1]++;
    }

    private static void Limit(Span<int> leavesOfDepth, int limit)
    {
        var excess = 0L;
        for (var depth = leavesOfDepth.Length - 1; depth > limit; depth--)
        {
            leavesOfDepth[limit] += leavesOfDepth[depth];
            leavesOfDepth[depth] = 0;
        }
        for (var depth = 1; depth <= limit; depth++)
            excess += (long)leavesOfDepth[depth] << (limit - depth);
        for (excess -= 1L << limit; excess > 0; excess--)
        {
            var depth = limit - 1;
            while (leavesOfDepth[depth] == 0)
                depth--;
            leavesOfDepth[limit]--;
            leavesOfDepth[depth]--;
            leavesOfDepth[depth + 1] += 2;
        }
    }

    /// <summary>The code of each symbol, its bits reversed as Deflate sends them.</summary>
    public static void Codes(ReadOnlySpan<byte> lengths, Span<ushort> codes)
    {
        Span<int> next = stackalloc int[17];
        next.Clear();
        foreach (var length in lengths)
            next[length == 0 ? 0 : length + 1]++;
        next[0] = 0;
        for (var (length, code) = (1, 0); length <= 15; length++)
        {
            code = (code + next[length]) << 1;
            next[length] = code;
        }
        for (var symbol = 0; symbol < lengths.Length; symbol++)
            if (lengths[symbol] > 0)
                codes[symbol] = Reverse(next[lengths[symbol]]++, lengths[symbol]);
    }

    private static ushort Reverse(int code, int length)
    {
        var reversed = 0;
        for (; length > 0; length--, code >>= 1)
            reversed = reversed << 1 | code & 1;
        return (ushort)reversed;
    }
}
