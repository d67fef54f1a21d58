using Microsoft.OData.UriParser;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Texts;

namespace SrceOgc.Server.OData;

/// <summary>Lists within expressions: cut at commas that lie outside quotes and parentheses.</summary>
internal static class ODataList
{
    /// <summary>Values in parentheses, as the parser leaves the right side of "in".</summary>
    public static IEnumerable<QueryToken> Read(string text)
    {
        var trimmed = text.Trim();
        return trimmed is ['(', .. var inside, ')']
            ? Split(inside, ',').Select(ODataExpressionReader.Parse)
            : throw new FilterException("L'opérateur in attend une liste de valeurs entre parenthèses.",
                "Operator in takes a list of values in parentheses.");
    }

    public static List<string> Split(string text, char separator)
    {
        var parts = new List<string>();
        var (start, depth, quoted) = (0, 0, false);
        for (var i = 0; i < text.Length; i++)
        {
            quoted ^= text[i] == '\'';
            depth += quoted ? 0 : text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
            if (quoted || depth > 0 || text[i] != separator)
                continue;
            parts.Add(text[start..i].Trim());
            start = i + 1;
        }

        parts.Add(text[start..].Trim());
        return parts.Count <= RequestLimits.FilterNodes ? parts : throw new FilterException(
            $"Liste trop longue : au plus {RequestLimits.FilterNodes} éléments.",
            $"List too long: at most {RequestLimits.FilterNodes} items.");
    }
}
