using System.Globalization;
using System.Text;
using SrceOgc.Rendering.Styles.Symbolizers;

namespace SrceOgc.Rendering.Styles.Expressions;

/// <summary>Texts and numbers: what <see cref="TextFunctions"/> does not do in place.</summary>
internal static class WordFunctions
{
    private const string Spaces = " \t\n\r";

    public static IEnumerable<ObjectFunction> All =>
    [
        new("ascii", "string", (in Arguments a) => a.Text(0) is { Length: > 0 } text ? (long)char.ConvertToUtf32(text, 0) : null),
        new("format", "...", Format, TakesNull: true),
        new("format_number", "number places? language? omit_group_separators? trim_trailing_zeroes?", FormatNumber),
        new("trim", "string", (in Arguments a) => a.Text(0).Trim()),
        new("ltrim", "string characters?", (in Arguments a) => a.Text(0).TrimStart(a.Text(1, Spaces).ToCharArray())),
        new("rtrim", "string characters?", (in Arguments a) => a.Text(0).TrimEnd(a.Text(1, Spaces).ToCharArray())),
        new("wordwrap", "text length delimiter?", Wrap),
        new("title", "string", (in Arguments a) => Title(a.Text(0))),
        new("replace", "...", Replace),
        new("levenshtein", "string1 string2", (in Arguments a) => Distance(a.Text(0), a.Text(1))),
        new("hamming_distance", "string1 string2", (in Arguments a) => Differences(a.Text(0), a.Text(1))),
        new("longest_common_substring", "string1 string2", (in Arguments a) => Common(a.Text(0), a.Text(1))),
        new("soundex", "string", (in Arguments a) => Soundex(a.Text(0))),
        new("scale_polynomial", "value domain_min domain_max range_min range_max exponent", (in Arguments a) => Scaled(a, Polynomial(a))),
        new("scale_exponential", "value domain_min domain_max range_min range_max exponent", (in Arguments a) => Scaled(a, Exponential(a))),
        new("rand", "min max seed?", Random), new("randf", "min? max? seed?", RandomReal),
        new("uuid", "format?", (in Arguments a) =>
            RandomIdentifier(a).ToString(a.Text(0, "WithBraces") switch { "WithoutBraces" => "D", "Id128" => "N", _ => "B" })),
        new("base_file_name", "path", (in Arguments a) => File(a.Text(0)) is var file && file.LastIndexOf('.') is >= 0 and var dot
            ? file[..dot] : file),
        new("file_name", "path", (in Arguments a) => File(a.Text(0))),
        new("file_path", "path", (in Arguments a) => a.Text(0).LastIndexOf('/') is >= 0 and var slash ? a.Text(0)[..slash] : "."),
        new("file_suffix", "path", (in Arguments a) => File(a.Text(0)) is var file
            && file.IndexOf('.', StringComparison.Ordinal) is >= 0 and var dot ? file[(dot + 1)..] : ""),
    ];

    private static Func<double, double> Polynomial(in Arguments arguments)
    {
        var power = arguments.Number(5);
        return power > 0 ? share => Math.Pow(share, power) : throw new EvaluationFailure();
    }

    private static object? Format(in Arguments arguments)
    {
        var text = arguments.Text(0);
        for (var i = 1; i < arguments.Count; i++)
            text = text.Replace($"%{i}", ObjectValues.Text(arguments.Value(i)) ?? "", StringComparison.Ordinal);
        return text;
    }

    private static object? FormatNumber(in Arguments arguments)
    {
        var places = (int)Math.Clamp(arguments.Whole(1), 0, 15);
        // As French reads numbers unless the language asked for is English.
        var isEnglish = arguments.Text(2).StartsWith("en", StringComparison.OrdinalIgnoreCase);
        var format = new NumberFormatInfo
        {
            NumberDecimalSeparator = isEnglish ? "." : ",",
            NumberGroupSeparator = arguments.Flag(3, false) ? "" : isEnglish ? "," : "\u202F",
        };
        var text = Math.Round(arguments.Number(0), places, MidpointRounding.AwayFromZero).ToString($"N{places}", format);
        return arguments.Flag(4, false) && places > 0 ? text.TrimEnd('0').TrimEnd('.', ',') : text;
    }

    private static object? Wrap(in Arguments arguments)
    {
        var (text, width, delimiter) = (arguments.Text(0), (int)Math.Clamp(arguments.Whole(1), -100_000, 100_000), arguments.Text(2, " "));
        if (width == 0 || delimiter.Length == 0)
            return text;
        return string.Join('\n', text.Split('\n').Select(line => WrapLine(line, width, delimiter)));
    }

    /// <summary>Broken at the last delimiter before the width, or after it where the width is below zero.</summary>
    private static string WrapLine(string line, int width, string delimiter)
    {
        var result = new StringBuilder();
        var (rest, least) = (line, Math.Abs(width));
        while (rest.Length > least)
        {
            var at = width > 0 ? rest.LastIndexOf(delimiter, Math.Min(least, rest.Length - 1), StringComparison.Ordinal) : -1;
            at = at > 0 ? at : rest.IndexOf(delimiter, Math.Min(least, rest.Length - 1), StringComparison.Ordinal);
            if (at < 0)
                break;
            result.Append(rest, 0, at).Append('\n');
            rest = rest[(at + delimiter.Length)..];
        }

        return result.Append(rest).ToString();
    }

    /// <summary>A capital after a space or a stop, and small letters elsewhere.</summary>
    private static string Title(string text)
    {
        var result = text.ToLowerInvariant().ToCharArray();
        for (var i = 0; i < result.Length; i++)
            if (i == 0 || !(char.IsLetterOrDigit(result[i - 1]) || result[i - 1] is '\'' or '’' or '_'))
                result[i] = char.ToUpperInvariant(result[i]);
        return new(result);
    }

    private static object? Replace(in Arguments arguments)
    {
        var text = arguments.Text(0);
        if (arguments.Count == 2)
        {
            foreach (var (before, after) in arguments.Map(1))
                text = before.Length > 0 ? TextFunctions.Replaced(text, before, ObjectValues.Text(after) ?? "") : text;
            return text;
        }

        if (arguments.Value(1) is not List<object?> befores)
            return arguments.Text(1) is { Length: > 0 } one ? TextFunctions.Replaced(text, one, arguments.Text(2)) : text;
        var afters = arguments.Value(2) as List<object?>;
        for (var i = 0; i < befores.Count; i++)
            if (ObjectValues.Text(befores[i]) is { Length: > 0 } before)
                text = TextFunctions.Replaced(text, before, afters is null ? arguments.Text(2) : i < afters.Count
                    ? ObjectValues.Text(afters[i]) ?? ""
                    : before);
        return text;
    }

    private static (string, string) Compared(string a, string b) =>
        (long)a.Length * b.Length > 1_000_000 ? throw new EvaluationFailure() : (a, b);

    private static object? Distance(string first, string second)
    {
        var (a, b) = Compared(first, second);
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var corner = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
                (corner, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, corner + (a[i - 1] == b[j - 1] ? 0 : 1)));
        }

        return (long)row[^1];
    }

    private static object? Differences(string a, string b) =>
        a.Length == 0 && b.Length == 0 ? 0L : a.Length != b.Length ? null : a.Zip(b).LongCount(pair => pair.First != pair.Second);

    private static object? Common(string first, string second)
    {
        var (a, b) = Compared(first, second);
        var (best, end) = (0, 0);
        var before = new int[b.Length + 1];
        for (var i = 1; i <= a.Length; i++)
        {
            var row = new int[b.Length + 1];
            for (var j = 1; j <= b.Length; j++)
                if (a[i - 1] == b[j - 1] && (row[j] = before[j - 1] + 1) > best)
                    (best, end) = (row[j], i);
            before = row;
        }

        return a.Substring(end - best, best);
    }

    private static object? Soundex(string text)
    {
        const string codes = "01230120022455012623010202";
        if (text.Length == 0)
            return "";
        var upper = text.ToUpperInvariant();
        var result = new StringBuilder(upper[..1]);
        var last = Code(upper[0]);
        for (var i = 1; i < upper.Length && result.Length < 4; i++)
        {
            var code = Code(upper[i]);
            if (code is not ('0' or '-') && code != last)
                result.Append(code);
            if (upper[i] is not ('H' or 'W'))
                last = code;
        }

        return result.ToString().PadRight(4, '0');

        static char Code(char c) => c is >= 'A' and <= 'Z' ? codes[c - 'A'] : '-';
    }

    private static object? Scaled(in Arguments arguments, Func<double, double> curve)
    {
        var (low, high, from, to) = (arguments.Number(1), arguments.Number(2), arguments.Number(3), arguments.Number(4));
        if (low >= high)
            throw new EvaluationFailure();
        var share = Math.Clamp((arguments.Number(0) - low) / (high - low), 0, 1);
        return share <= 0 ? from : share >= 1 ? to : from + (to - from) * curve(share);
    }

    private static Func<double, double> Exponential(in Arguments arguments)
    {
        var (power, range) = (arguments.Number(5), arguments.Number(2) - arguments.Number(1));
        if (power <= 0)
            throw new EvaluationFailure();
        return share => power == 1 ? share : (Math.Pow(power, share * range) - 1) / (Math.Pow(power, range) - 1);
    }

    /// <summary>RFC 9562, 5.4 (version 4).</summary>
    private static Guid RandomIdentifier(in Arguments arguments)
    {
        Span<byte> bytes = stackalloc byte[16];
        arguments.Chance().NextBytes(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    private static Random Source(in Arguments arguments, int seed) =>
        arguments.Has(seed) ? new Random((int)(arguments.Whole(seed) & int.MaxValue)) : arguments.Chance();

    private static object? Random(in Arguments arguments)
    {
        var (least, most) = (arguments.Whole(0), arguments.Whole(1));
        return most < least ? null : Source(arguments, 2).NextInt64(least, most + 1);
    }

    private static object? RandomReal(in Arguments arguments)
    {
        var (least, most) = (arguments.Number(0), arguments.Number(1, 1));
        return most < least ? null : least + (most - least) * Source(arguments, 2).NextDouble();
    }

    private static string File(string path) => path[(path.LastIndexOf('/') + 1)..];
}
