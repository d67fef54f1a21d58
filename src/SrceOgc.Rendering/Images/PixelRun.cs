using System.Numerics;
using System.Runtime.Intrinsics;

namespace SrceOgc.Rendering.Images;

/// <summary>How many pixels at the front of a row are the same. Most runs of a drawn map are short: eight are looked at before a search is
/// called.</summary>
internal static class PixelRun
{
    public static int Length(ReadOnlySpan<uint> row)
    {
        if (row.Length < Vector256<uint>.Count)
            return Search(row);
        var equal = Vector256.Equals(Vector256.Create(row), Vector256.Create(row[0])).ExtractMostSignificantBits();
        return equal == byte.MaxValue ? Search(row) : BitOperations.TrailingZeroCount(~equal);
    }

    private static int Search(ReadOnlySpan<uint> row)
    {
        var run = row.IndexOfAnyExcept(row[0]);
        return run < 0 ? row.Length : run;
    }
}
