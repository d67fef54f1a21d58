using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SrceOgc.Features.Layers;
using SrceOgc.Rendering.Styles.Symbolizers;

namespace SrceOgc.Rendering.Styles.Expressions;

/// <summary>
/// Functions of texts. Those that classifications use work on the UTF-8 as it lies; the others go through a string, which
/// allocates: they serve labels, a few hundred a map. A regular expression that takes too long counts as not found. No text
/// becomes longer than <see cref="TextScratch.MaxTextLength"/>: it is cut while it is built.
/// </summary>
internal static class TextFunctions
{
    private static readonly TimeSpan PatternTimeout = TimeSpan.FromMilliseconds(50);

    /// <summary>Of one drawing of a layer: afterwards patterns are not tried again.</summary>
    private const int MostPatternsGivenUp = 20;

    public static IEnumerable<FunctionDefinition> All =>
    [
        new("concat", 1, 64, Concat), new("to_string", 1, 1, ToText),
        new("length", 1, 1, Length), new("char_length", 1, 1, Length),
        new("upper", 1, 1, (arguments, context) => Cased(arguments[0], context, true)),
        new("lower", 1, 1, (arguments, context) => Cased(arguments[0], context, false)),
        new("title", 1, 1, (arguments, context) =>
            OfText(arguments, context, text => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(text.ToLowerInvariant()))),
        new("trim", 1, 1, (arguments, context) => OfText(arguments, context, text => text.Trim())),
        new("ltrim", 1, 1, (arguments, context) => OfText(arguments, context, text => text.TrimStart())),
        new("rtrim", 1, 1, (arguments, context) => OfText(arguments, context, text => text.TrimEnd())),
        new("left", 2, 2, Left), new("right", 2, 2, Right), new("substr", 2, 3, Substring),
        new("replace", 3, 3, Replace), new("strpos", 2, 2, Position), new("char", 1, 1, Character),
        new("lpad", 3, 3, (arguments, context) => Pad(arguments, context, true)),
        new("rpad", 3, 3, (arguments, context) => Pad(arguments, context, false)),
        new("wordwrap", 2, 3, WordWrap), new("format_number", 1, 3, FormatNumber),
        new("regexp_match", 2, 2, RegexMatch), new("regexp_replace", 3, 3, RegexReplace), new("regexp_substr", 2, 2, RegexSubstring),
    ];

    private static FieldValue Concat(IReadOnlyList<StyleExpression> arguments, EvaluationContext context)
    {
        var result = ReadOnlySpan<byte>.Empty;
        for (var i = 0; i < arguments.Count; i++)
        {
            if (result.Length >= TextScratch.MaxTextLength)
                break;
            result = context.Joined(result, context.Scratch.TextOf(arguments[i].Evaluate(context)));
        }
        return FieldValue.Of(result);
    }

    private static FieldValue ToText(IReadOnlyList<StyleExpression> arguments, EvaluationContext context)
    {
        var value = arguments[0].Evaluate(context);
        return value.IsNull ? FieldValue.Null : FieldValue.Of(context.Scratch.TextOf(value));
    }

    private static FieldValue Length(IReadOnlyList<StyleExpression> arguments, EvaluationContext context)
    {
        var value = arguments[0].Evaluate(context);
        return value.IsNull ? FieldValue.Null : FieldValue.Of((long)Encoding.UTF8.GetCharCount(context.Scratch.TextOf(value)));
    }

    private static FieldValue OfText(IReadOnlyList<StyleExpression> arguments, EvaluationContext context, Func<string, string> change) =>
        TryText(arguments[0], context, out var text) ? Text(change(text), context) : FieldValue.Null;

    private static bool TryText(StyleExpression argument, EvaluationContext context, out string text)
    {
        var value = argument.Evaluate(context);
        text = value.IsNull ? "" : Encoding.UTF8.GetString(context.Scratch.TextOf(value));
        context.LookIfLong(text.Length);
        return !value.IsNull;
    }

    private static bool TryWhole(StyleExpression argument, EvaluationContext context, out int whole)
    {
        var known = Conversion.TryNumber(argument.Evaluate(context), out var number);
        whole = (int)Math.Clamp(number, -1_000_000, 1_000_000);
        return known;
    }

    private static FieldValue Text(string text, EvaluationContext context)
    {
        var room = context.Scratch.Take(Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetBytes(text, room);
        return FieldValue.Of(room);
    }

    private static bool TryBytes(StyleExpression argument, EvaluationContext context, out ReadOnlySpan<byte> utf8)
    {
        var value = argument.Evaluate(context);
        utf8 = context.Scratch.TextOf(value);
        return !value.IsNull;
    }

    /// <summary>In the scratch, letter by letter; no letter grows by more than half when its case changes.</summary>
    private static FieldValue Cased(StyleExpression argument, EvaluationContext context, bool upper)
    {
        if (!TryBytes(argument, context, out var utf8))
            return FieldValue.Null;
        var room = context.Scratch.Take(utf8.Length * 3 / 2 + 4);
        var written = 0;
        while (utf8.Length > 0 && written + 4 <= room.Length)
        {
            Rune.DecodeFromUtf8(utf8, out var rune, out var length);
            utf8 = utf8[length..];
            written += (upper ? Rune.ToUpperInvariant(rune) : Rune.ToLowerInvariant(rune)).EncodeToUtf8(room[written..]);
        }

        return FieldValue.Of(context.Scratch.Shrink(room, written));
    }

    /// <summary>Where a character starts in UTF-8, by its number from 0.</summary>
    private static int ByteOf(ReadOnlySpan<byte> utf8, int character)
    {
        const int continuationMask = 0xC0, continuation = 0x80;
        var at = 0;
        for (; at < utf8.Length; at++)
            if ((utf8[at] & continuationMask) != continuation && character-- <= 0)
                return at;
        return at;
    }

    private static FieldValue Slice(ReadOnlySpan<byte> utf8, int from, int to) =>
        FieldValue.Of(to <= from ? default : utf8[ByteOf(utf8, from)..ByteOf(utf8, to)]);

    /// <summary>The whole text for a length below zero (QString::left).</summary>
    private static FieldValue Left(IReadOnlyList<StyleExpression> arguments, EvaluationContext context)
    {
        if (!TryBytes(arguments[0], context, out var utf8) || !TryWhole(arguments[1], context, out var count))
            return FieldValue.Null;
        return Slice(utf8, 0, count < 0 ? utf8.Length : count);
    }

    private static FieldValue Right(IReadOnlyList<StyleExpression> arguments, EvaluationContext context)
    {
        if (!TryBytes(arguments[0], context, out var utf8) || !TryWhole(arguments[1], context, out var count))
            return FieldValue.Null;
        var length = Encoding.UTF8.GetCharCount(utf8);
        return Slice(utf8, count < 0 ? 0 : Math.Max(length - count, 0), length);
    }

    /// <summary>Counts from 1; a negative start counts from the end, a negative length stops before it.</summary>
    private static FieldValue Substring(IReadOnlyList<StyleExpression> arguments, EvaluationContext context)
    {
        if (!TryBytes(arguments[0], context, out var utf8) || !TryWhole(arguments[1], context, out var start))
            return FieldValue.Null;
        var whole = Encoding.UTF8.GetCharCount(utf8);
        var length = whole;
        if (arguments.Count == 3 && !TryWhole(arguments[2], context, out length))
            return FieldValue.Null;
        var from = Math.Clamp(start < 0 ? whole + start : start - 1, 0, whole);
        return Slice(utf8, from, Math.Min(length < 0 ? whole + length : from + length, whole));
    }

    private static FieldValue Replace(IReadOnlyList<StyleExpression> arguments, EvaluationContext context) =>
        TryText(arguments[0], context, out var text) && TryText(arguments[1], context, out var before)
            && TryText(arguments[2], context, out var after)
            ? Text(before.Length == 0 ? text : Replaced(text, before, after), context)
            : FieldValue.Null;

    /// <summary>Every occurrence replaced, and the text cut where it would become too long.</summary>
    public static string Replaced(string text, string before, string after)
    {
        var most = (long)text.Length / before.Length * Math.Max(0, after.Length - before.Length) + text.Length;
        if (most <= Math.Max(text.Length, TextScratch.MaxTextLength))
            return text.Replace(before, after, StringComparison.Ordinal);
        var result = new StringBuilder();
        var rest = 0;
        while (result.Length < TextScratch.MaxTextLength && text.IndexOf(before, rest, StringComparison.Ordinal) is >= 0 and var found)
        {
            result.Append(text, rest, found - rest).Append(after);
            rest = found + before.Length;
        }
        return Cut(result.Append(text, rest, text.Length - rest));
    }

    private static string Cut(StringBuilder text) => text.ToString(0, Math.Min(text.Length, TextScratch.MaxTextLength));

    private static FieldValue Position(IReadOnlyList<StyleExpression> arguments, EvaluationContext context) =>
        TryText(arguments[0], context, out var text) && TryText(arguments[1], context, out var part)
            ? FieldValue.Of((long)text.IndexOf(part, StringComparison.Ordinal) + 1)
            : FieldValue.Null;

    private static FieldValue Character(IReadOnlyList<StyleExpression> arguments, EvaluationContext context) =>
        TryWhole(arguments[0], context, out var code) && Rune.IsValid(code) ? Text(new Rune(code).ToString(), context) : FieldValue.Null;

    private static FieldValue Pad(IReadOnlyList<StyleExpression> arguments, EvaluationContext context, bool before)
    {
        if (!TryText(arguments[0], context, out var text) || !TryWhole(arguments[1], context, out var width)
            || !TryText(arguments[2], context, out var fill))
            return FieldValue.Null;
        var missing = Math.Clamp(width, 0, 1000) - text.Length;
        if (missing <= 0 || fill.Length == 0)
            return Text(missing < 0 ? text[..Math.Max(width, 0)] : text, context);
        return Text(before ? new string(fill[0], missing) + text : text + new string(fill[0], missing), context);
    }

    private static FieldValue WordWrap(IReadOnlyList<StyleExpression> arguments, EvaluationContext context) =>
        TryText(arguments[0], context, out var text) && TryWhole(arguments[1], context, out var width)
            ? Text(width == 0 ? text : TextWrapping.Wrap(text, Math.Abs(width)), context)
            : FieldValue.Null;

    /// <summary>As French reads numbers unless the language asked for is English.</summary>
    private static FieldValue FormatNumber(IReadOnlyList<StyleExpression> arguments, EvaluationContext context)
    {
        if (!Conversion.TryNumber(arguments[0].Evaluate(context), out var number))
            return FieldValue.Null;
        var places = 0;
        if (arguments.Count > 1 && !TryWhole(arguments[1], context, out places))
            return FieldValue.Null;
        var isEnglish = arguments.Count > 2 && TryText(arguments[2], context, out var language)
            && language.StartsWith("en", StringComparison.OrdinalIgnoreCase);
        return Text(number.ToString($"N{Math.Clamp(places, 0, 15)}", isEnglish ? CultureInfo.InvariantCulture.NumberFormat
            : FrenchNumbers), context);
    }

    public static readonly NumberFormatInfo FrenchNumbers = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "\u202F" };

    private static FieldValue RegexMatch(IReadOnlyList<StyleExpression> arguments, EvaluationContext context) =>
        TryPattern(arguments, context, out var text, out var pattern)
            ? FieldValue.Of((long)(TryRun(text, pattern, context, out var match) ? match.Index + 1 : 0))
            : FieldValue.Null;

    private static FieldValue RegexSubstring(IReadOnlyList<StyleExpression> arguments, EvaluationContext context) =>
        TryPattern(arguments, context, out var text, out var pattern)
            ? Text(TryRun(text, pattern, context, out var match) ? match.Groups[match.Groups.Count > 1 ? 1 : 0].Value : "", context)
            : FieldValue.Null;

    private static FieldValue RegexReplace(IReadOnlyList<StyleExpression> arguments, EvaluationContext context)
    {
        if (!TryPattern(arguments, context, out var text, out var pattern) || !TryText(arguments[2], context, out var after))
            return FieldValue.Null;
        var isFound = TryRun(text, pattern, context, out var match);
        return Text(isFound ? Replaced(text, match, after.Replace("\\", "$", StringComparison.Ordinal), context) : text, context);
    }

    /// <summary>All matches from the first on; the text as it was when they take too long, or would become too much.</summary>
    private static string Replaced(string text, Match match, string after, EvaluationContext context)
    {
        if (after.Length + (long)after.Count(c => c == '$') * text.Length > TextScratch.MaxTextLength)
            return text;
        var result = new StringBuilder();
        var rest = 0;
        try
        {
            for (; match.Success && result.Length < TextScratch.MaxTextLength; match = match.NextMatch())
            {
                context.Budget.Look();
                result.Append(text, rest, match.Index - rest).Append(match.Result(after));
                rest = match.Index + match.Length;
            }
        }
        catch (Exception failure) when (failure is RegexMatchTimeoutException or ArgumentException)
        {
            context.PatternsGivenUp++;
            return text;
        }
        return Cut(result.Append(text, rest, text.Length - rest));
    }

    private static bool TryPattern(IReadOnlyList<StyleExpression> arguments, EvaluationContext context, out string text, out string pattern)
    {
        pattern = "";
        return TryText(arguments[0], context, out text) && TryText(arguments[1], context, out pattern);
    }

    private static bool TryRun(string text, string pattern, EvaluationContext context, out Match match)
    {
        context.Budget.Look();
        match = Match.Empty;
        if (context.PatternsGivenUp >= MostPatternsGivenUp)
            return false;
        try
        {
            match = Regex.Match(text, pattern, RegexOptions.CultureInvariant, PatternTimeout);
            return match.Success;
        }
        catch (Exception failure) when (failure is RegexMatchTimeoutException or ArgumentException)
        {
            if (failure is RegexMatchTimeoutException)
                context.PatternsGivenUp++;
            return false;
        }
    }
}
