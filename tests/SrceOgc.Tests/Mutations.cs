using System.Text;

namespace SrceOgc.Tests;

/// <summary>Damages texts and files as typing, transport and malice do. A seed makes the same damage come back.</summary>
internal sealed class Mutations(int seed)
{
    private static readonly string[] Pieces =
    [
        "", " ", "'", "''", "\"", "(", ")", "((((((((", "{", "}", "[", "]", "<", "/>", "&", "&#0;", "%", "\\", "/", "..", ",", ";", ":",
            "=", "*", "$", "@", "#", "\0", "\u0001", "\uD800", "\uFFFE", "\u202E", "\\ud800", "é", "𝔘",
        "1e999", "-1", "-0", "NaN", "Infinity", "0x1", "9223372036854775808", "-9223372036854775809", "1e-400", "0001-01-01",
            "9999-12-31T23:59:60Z", "2019-02-30", "null", "true", "NOT ", " AND ", " OR ",
        "POINT EMPTY", "POLYGON((0 0,0 0,0 0,0 0))", "EPSG:0", "EPSG:4326", "geom",
    ];

    private readonly Random _random = new(seed);

    public T Pick<T>(IReadOnlyList<T> all) => all[_random.Next(all.Count)];

    public string Of(string text, IReadOnlyList<string> others)
    {
        for (var times = _random.Next(1, 4); times > 0; times--)
            text = Once(text, others);
        return text;
    }

    /// <summary>A few bytes changed, or a piece cut out, doubled or zeroed.</summary>
    public byte[] Of(byte[] bytes)
    {
        var (from, to) = Slice(bytes.Length, 4096);
        switch (_random.Next(5))
        {
            case 0:
                return [.. bytes[..from], .. bytes[to..]];
            case 1:
                return [.. bytes[..to], .. bytes[from..]];
            case 2:
                return bytes[..from];
            case 3:
                var zeroed = (byte[])bytes.Clone();
                zeroed.AsSpan(from, to - from).Clear();
                return zeroed;
            default:
                var changed = (byte[])bytes.Clone();
                for (var times = _random.Next(1, 200); times > 0; times--)
                    changed[_random.Next(changed.Length)] = (byte)_random.Next(256);
                return changed;
        }
    }

    private string Once(string text, IReadOnlyList<string> others)
    {
        var (from, to) = Slice(text.Length, 24);
        var (before, cut, after) = (text[..from], text[from..to], text[to..]);
        return _random.Next(7) switch
        {
            0 => before + after,
            1 => before + cut + cut + after,
            2 => before + Pick(Pieces) + after,
            3 => before + Pick(Pieces) + cut + after,
            4 => before,
            5 => before + Part(Pick(others)) + after,
            _ => before + new StringBuilder().Insert(0, cut, _random.Next(2, 40)) + after,
        };
    }

    private string Part(string text)
    {
        var (from, to) = Slice(text.Length, 40);
        return text[from..to];
    }

    private (int From, int To) Slice(int length, int longest)
    {
        var from = _random.Next(length + 1);
        return (from, Math.Min(length, from + _random.Next(longest + 1)));
    }
}
