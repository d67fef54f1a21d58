using System.Globalization;
using SrceOgc.Features.Texts;

namespace SrceOgc.Features.Expressions.Model;

/// <summary>Splits the coordinates of GML: gml:pos, gml:posList, and gml:coordinates with its own separators (GML 2.1.2, 4.3.1).</summary>
internal static class CoordinateText
{
    public static List<double> ReadNumbers(ReadOnlySpan<char> text)
    {
        var numbers = new List<double>();
        while (NextToken(ref text, char.IsWhiteSpace, out var token))
            numbers.Add(Number(token, '.'));
        return numbers;
    }

    /// <summary>Tuples flattened; <paramref name="dimension"/> is that of the first, and all must agree.</summary>
    public static List<double> ReadTuples(ReadOnlySpan<char> text, char decimalMark, char coordinateSeparator, char tupleSeparator,
        out int dimension)
    {
        var numbers = new List<double>();
        dimension = 0;
        while (NextToken(ref text, c => c == tupleSeparator || char.IsWhiteSpace(c), out var tuple))
        {
            var before = numbers.Count;
            while (NextToken(ref tuple, c => c == coordinateSeparator, out var token))
                numbers.Add(Number(token, decimalMark));
            dimension = dimension == 0 ? numbers.Count - before : dimension;
            if (numbers.Count - before != dimension)
                throw new FilterException("Coordonnées de dimensions différentes dans une même géométrie.",
                    "Coordinates of different dimensions in one geometry.");
        }
        return numbers;
    }

    private static bool NextToken(ref ReadOnlySpan<char> text, Func<char, bool> isSeparator, out ReadOnlySpan<char> token)
    {
        var start = 0;
        while (start < text.Length && isSeparator(text[start]))
            start++;
        var end = start;
        while (end < text.Length && !isSeparator(text[end]))
            end++;
        token = text[start..end];
        text = text[end..];
        return !token.IsEmpty;
    }

    private static double Number(ReadOnlySpan<char> token, char decimalMark)
    {
        Span<char> copy = stackalloc char[64];
        if (token.Length <= copy.Length)
        {
            token.Replace(copy, decimalMark, '.');
            if (double.TryParse(copy[..token.Length], NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && double.IsFinite(number))
                return number;
        }
        throw new FilterException(
            $"Coordonnée illisible : « {GivenText.Shortened(token.ToString())} ».",
            $"Unreadable coordinate: '{GivenText.Shortened(token.ToString())}'.");
    }
}
