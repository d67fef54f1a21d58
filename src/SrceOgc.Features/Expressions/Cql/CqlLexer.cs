using System.Globalization;
using System.Text;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Layers;
using SrceOgc.Features.Texts;

namespace SrceOgc.Features.Expressions.Cql;

public enum CqlTokenKind : byte
{
    End,
    Name,
    QuotedName,
    Text,
    Number,
    Time,
    Symbol,
}

/// <summary>A token of CQL: <paramref name="Text"/> is its value, without quotes.</summary>
public readonly record struct CqlToken(CqlTokenKind Kind, string Text, int Position)
{
    public bool Is(string keyword) =>
        Kind is CqlTokenKind.Name or CqlTokenKind.Symbol && Text.Equals(keyword, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Cuts ECQL, CQL2 text and WKT into tokens, one ahead.</summary>
public sealed class CqlLexer
{
    private readonly string _text;
    private int _position;

    public CqlLexer(string text)
    {
        if (text.Length > RequestLimits.FilterCharacters)
            throw new FilterException(
                $"Filtre trop long : au plus {RequestLimits.FilterCharacters} caractères.",
                $"Filter too long: at most {RequestLimits.FilterCharacters} characters.");
        _text = text;
        Current = Read();
    }

    public CqlToken Current { get; private set; }

    public CqlToken Next()
    {
        var token = Current;
        Current = Read();
        return token;
    }

    /// <summary>Steps over this keyword or symbol if it is there.</summary>
    public bool Skip(string keyword)
    {
        if (!Current.Is(keyword))
            return false;
        Next();
        return true;
    }

    public void Expect(string keyword)
    {
        if (!Skip(keyword))
            throw Unexpected($"« {keyword} » attendu", $"'{keyword}' expected");
    }

    public double ReadNumber()
    {
        var sign = Skip("-") ? -1 : 1;
        if (sign > 0)
            Skip("+");
        if (Current.Kind != CqlTokenKind.Number)
            throw Unexpected("nombre attendu", "number expected");
        return sign * double.Parse(Next().Text, CultureInfo.InvariantCulture);
    }

    public FilterException Unexpected(string french, string english) => Current.Kind == CqlTokenKind.End
        ? new($"Filtre CQL incomplet : {french} à la fin.", $"Incomplete CQL filter: {english} at the end.")
        : new(
            $"Filtre CQL incorrect au caractère {Current.Position + 1} : {french}, « {GivenText.Shortened(Current.Text)} » lu.",
            $"Incorrect CQL filter at character {Current.Position + 1}: {english}, '{GivenText.Shortened(Current.Text)}' read.");

    private static bool IsNameStart(char c) => char.IsLetter(c) || c == '_';

    private static bool IsNamePart(char c) => char.IsLetterOrDigit(c) || c is '_' or '.' or ':';

    private CqlToken Read()
    {
        while (_position < _text.Length && char.IsWhiteSpace(_text[_position]))
            _position++;
        var start = _position;
        if (start == _text.Length)
            return new(CqlTokenKind.End, "", start);
        var first = _text[start];
        if (first is '\'' or '"')
            return ReadQuoted(first);
        if (IsNameStart(first))
            return Take(CqlTokenKind.Name, ScanWhile(IsNamePart));
        if (char.IsAsciiDigit(first) || first == '.' && start + 1 < _text.Length && char.IsAsciiDigit(_text[start + 1]))
            return IsTime(start) ? Take(CqlTokenKind.Time, ScanWhile(c => char.IsAsciiLetterOrDigit(c) || c is '-' or ':' or '.' or '+'))
                : Take(CqlTokenKind.Number, ScanNumber());
        return Take(CqlTokenKind.Symbol, start + 2 <= _text.Length && _text.AsSpan(start, 2) is "<>" or "<=" or ">=" or "!=" ? 2 : 1);
    }

    private CqlToken Take(CqlTokenKind kind, int length)
    {
        var start = _position;
        _position += length;
        return new(kind, _text.Substring(start, length), start);
    }

    private int ScanWhile(Func<char, bool> accept)
    {
        var end = _position + 1;
        while (end < _text.Length && accept(_text[end]))
            end++;
        return end - _position;
    }

    /// <summary>Four digits, a hyphen and two digits begin a date: 2019-05-01, 2019-05-01T10:00:00Z.</summary>
    private bool IsTime(int start) =>
        start + 8 <= _text.Length && _text[start + 4] == '-' && _text[start + 7] == '-'
        && _text.AsSpan(start, 4).IndexOfAnyExceptInRange('0', '9') < 0 && _text.AsSpan(start + 5, 2).IndexOfAnyExceptInRange('0', '9') < 0;

    private int ScanNumber()
    {
        var end = _position;
        end = SkipDigits(end);
        if (end < _text.Length && _text[end] == '.')
            end = SkipDigits(end + 1);
        if (end < _text.Length && _text[end] is 'e' or 'E')
        {
            var exponent = end + 1 < _text.Length && _text[end + 1] is '+' or '-' ? end + 2 : end + 1;
            var after = SkipDigits(exponent);
            end = after > exponent ? after : end;
        }
        return end - _position;
    }

    private int SkipDigits(int at)
    {
        while (at < _text.Length && char.IsAsciiDigit(_text[at]))
            at++;
        return at;
    }

    /// <summary>A doubled quote stands for itself.</summary>
    private CqlToken ReadQuoted(char quote)
    {
        var start = _position++;
        var content = new StringBuilder();
        while (_position < _text.Length)
        {
            var c = _text[_position++];
            if (c != quote)
                content.Append(c);
            else if (_position < _text.Length && _text[_position] == quote)
                content.Append(_text[_position++]);
            else
                return new(quote == '"' ? CqlTokenKind.QuotedName : CqlTokenKind.Text, content.ToString(), start);
        }
        throw new FilterException($"Guillemet {quote} non fermé, ouvert au caractère {start + 1}.",
            $"Quote {quote} opened at character {start + 1} is not closed.");
    }
}
