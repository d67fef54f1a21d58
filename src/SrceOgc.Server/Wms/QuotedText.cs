namespace SrceOgc.Server.Wms;

/// <summary>Cuts expressions at separators that are not within quotes ('text', "name"); a doubled quote closes and opens again.</summary>
internal static class QuotedText
{
    public static List<string> Split(string text, char separator)
    {
        var parts = new List<string>();
        var start = 0;
        for (var end = IndexOf(text, separator, start); end >= 0; end = IndexOf(text, separator, start))
        {
            parts.Add(text[start..end]);
            start = end + 1;
        }

        parts.Add(text[start..]);
        return parts;
    }

    /// <summary>The first one outside quotes, or -1.</summary>
    public static int IndexOf(string text, char sought, int start = 0)
    {
        var quote = '\0';
        for (var i = start; i < text.Length; i++)
            if (quote != '\0')
                quote = text[i] == quote ? '\0' : quote;
            else if (text[i] == sought)
                return i;
            else if (text[i] is '\'' or '"')
                quote = text[i];
        return -1;
    }
}
