using SrceOgc.Rendering.Styles.Symbolizers;

namespace SrceOgc.Rendering.Styles.Expressions;

internal static class TextWrapping
{
    /// <summary>Breaks lines at the last space before <paramref name="width"/> characters, or at the first one after.</summary>
    public static string Wrap(string text, int width)
    {
        var result = text.ToCharArray();
        int lineStart = 0, lastSpace = -1;
        for (var i = 0; i < result.Length; i++)
        {
            if (result[i] == '\n')
                (lineStart, lastSpace) = (i + 1, -1);
            else if (result[i] == ' ')
                lastSpace = i;
            if (lastSpace < 0 || i - lineStart < width)
                continue;
            result[lastSpace] = '\n';
            (lineStart, lastSpace) = (lastSpace + 1, -1);
        }

        return new string(result);
    }
}
