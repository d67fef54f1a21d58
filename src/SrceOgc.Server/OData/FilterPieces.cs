using SrceOgc.Features.Budgets;
using SrceOgc.Features.Texts;

namespace SrceOgc.Server.OData;

/// <summary>
/// A long chain of conditions cut into shorter ones: the library binds each link inside the one before it and gives up at 800 of them,
/// while lists of some thousand identifiers, joined by "or", are what tools send.
/// </summary>
internal static class FilterPieces
{
    private const int LongText = 4096;

    private const int Links = 200;

    public static (IReadOnlyList<string> Pieces, bool IsEither) Of(string text)
    {
        if (text.Length < LongText)
            return ([text], true);
        var either = Cut(text, " or ");
        return either.Count > 1 ? (Joined(either, " or "), true) : (Joined(Cut(text, " and "), " and "), false);
    }

    private static List<string> Joined(List<string> links, string word) =>
        [.. links.Chunk(Links).Select(chunk => string.Join(word, chunk))];

    /// <summary>Cut where the word stands outside quotes and parentheses.</summary>
    private static List<string> Cut(string text, string word)
    {
        var links = new List<string>();
        var (start, depth, quoted) = (0, 0, false);
        for (var i = 0; i < text.Length; i++)
        {
            quoted ^= text[i] == '\'';
            depth += quoted ? 0 : text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
            if (quoted || depth > 0 || text[i] != ' ' || string.CompareOrdinal(text, i, word, 0, word.Length) != 0)
                continue;
            links.Add(text[start..i]);
            start = i + word.Length;
            i = start - 1;
        }

        links.Add(text[start..]);
        return links.Count <= RequestLimits.FilterNodes ? links : throw new FilterException(
            $"Filtre trop long : au plus {RequestLimits.FilterNodes} conditions.",
            $"Filter too long: at most {RequestLimits.FilterNodes} conditions.");
    }
}
