using System.Text;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Texts;

namespace SrceOgc.Features.Expressions.Model;

/// <summary>
/// A pattern with wildcards, ready to match UTF-8: a list of literal runs, "one character" and "any run". Matching goes
/// back only to the last wildcard, so its cost is at most text times pattern.
/// </summary>
public sealed class LikePattern
{
    private const int LookEach = 4096;

    private readonly List<Piece> _pieces = [];

    private enum PieceKind : byte
    {
        Literal,
        One,
        Any,
    }

    /// <summary>SQL's own wildcards, as ECQL and CQL2 write them.</summary>
    public static LikePattern Sql(string text) => Parse(text, '%', '_', '\\', TextFolding.None);

    /// <summary>A text that begins with, holds or ends with another, which has no wildcards.</summary>
    public static LikePattern Around(string text, bool anyBefore, bool anyAfter)
    {
        if (text.Length > RequestLimits.PatternLength)
            throw new FilterException(
                $"Motif de recherche trop long : {text.Length} caractères, au plus {RequestLimits.PatternLength}.",
                $"Search pattern too long: {text.Length} characters, at most {RequestLimits.PatternLength}.");
        var pattern = new LikePattern();
        if (anyBefore)
            pattern._pieces.Add(new Piece(PieceKind.Any, []));
        pattern.Flush(new StringBuilder(text), TextFolding.None);
        if (anyAfter)
            pattern._pieces.Add(new Piece(PieceKind.Any, []));
        return pattern;
    }

    /// <summary>An escape character stands before a wildcard, or before itself, to mean just that character.</summary>
    public static LikePattern Parse(string text, char? any, char? one, char? escape, TextFolding folding)
    {
        if (text.Length > RequestLimits.PatternLength)
            throw new FilterException(
                $"Motif de recherche trop long : {text.Length} caractères, au plus {RequestLimits.PatternLength}.",
                $"Search pattern too long: {text.Length} characters, at most {RequestLimits.PatternLength}.");
        var pattern = new LikePattern();
        var literal = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
            if (text[i] == escape && i + 1 < text.Length)
                literal.Append(text[++i]);
            else if (text[i] == any)
                pattern.Add(literal, folding, PieceKind.Any);
            else if (text[i] == one)
                pattern.Add(literal, folding, PieceKind.One);
            else
                literal.Append(text[i]);
        pattern.Flush(literal, folding);
        return pattern;
    }

    public LikePattern Fold(TextFolding folding)
    {
        var folded = new LikePattern();
        foreach (var piece in _pieces)
            folded._pieces.Add(piece with { Bytes = Utf8Folding.Fold(piece.Bytes, folding) });
        return folded;
    }

    /// <summary>The text that others must hold to match, where the pattern says nothing else; null of any other pattern.</summary>
    public byte[]? Contained =>
        _pieces is [{ Kind: PieceKind.Any }, { Kind: PieceKind.Literal } sought, { Kind: PieceKind.Any }] ? sought.Bytes : null;

    public bool Matches(ReadOnlySpan<byte> text, RequestBudget budget) =>
        Contained is { } sought ? TextSearch.IndexOf(text, sought, budget) >= 0 : MatchesPieces(text, budget);

    private bool MatchesPieces(ReadOnlySpan<byte> text, RequestBudget budget)
    {
        var (piece, at) = (0, 0);
        var (resumePiece, resumeAt) = (-1, 0);
        for (var step = 1; ; step++)
        {
            if (step % LookEach == 0)
                budget.Look();
            if (piece < _pieces.Count && _pieces[piece].Kind == PieceKind.Any)
            {
                (resumePiece, resumeAt) = (++piece, at);
                continue;
            }
            if (piece == _pieces.Count ? at == text.Length : Step(text, _pieces[piece], ref at))
            {
                if (piece++ == _pieces.Count)
                    return true;
                continue;
            }
            if (resumePiece < 0 || resumeAt >= text.Length)
                return false;
            resumeAt += CharacterLength(text[resumeAt..]);
            (piece, at) = (resumePiece, resumeAt);
        }
    }

    private static bool Step(ReadOnlySpan<byte> text, Piece piece, ref int at)
    {
        var rest = text[at..];
        if (piece.Kind == PieceKind.One)
        {
            at += CharacterLength(rest);
            return !rest.IsEmpty;
        }
        at += piece.Bytes.Length;
        return rest.StartsWith(piece.Bytes);
    }

    private static int CharacterLength(ReadOnlySpan<byte> text)
    {
        Rune.DecodeFromUtf8(text, out _, out var length);
        return length;
    }

    private void Add(StringBuilder literal, TextFolding folding, PieceKind kind)
    {
        Flush(literal, folding);
        if (kind != PieceKind.Any || _pieces.Count == 0 || _pieces[^1].Kind != PieceKind.Any)
            _pieces.Add(new Piece(kind, []));
    }

    private void Flush(StringBuilder literal, TextFolding folding)
    {
        if (literal.Length > 0)
            _pieces.Add(new Piece(PieceKind.Literal, Utf8Folding.Fold(Encoding.UTF8.GetBytes(literal.ToString()), folding)));
        literal.Clear();
    }

    private readonly record struct Piece(PieceKind Kind, byte[] Bytes);
}
