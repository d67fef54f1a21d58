using System.Globalization;
using System.Text;
using SrceOgc.Features.Expressions.Model;

namespace SrceOgc.Server.Http;

/// <summary>RFC 6266: a file name in ASCII for old clients, and in UTF-8 as RFC 5987 writes it.</summary>
internal static class ContentDisposition
{
    public static string Write(string fileName, bool isAttachment) =>
        $"{(isAttachment ? "attachment" : "inline")}; filename=\"{Ascii(fileName)}\"; filename*=UTF-8''{Encode(fileName)}";

    /// <summary>Accents fall; what else is not ASCII becomes an underscore.</summary>
    private static string Ascii(string name)
    {
        var spelled = name.Replace("œ", "oe").Replace("Œ", "Oe").Replace("æ", "ae").Replace("Æ", "Ae").Replace('’', ' ').Replace('\'', ' ');
        var folded = Encoding.UTF8.GetString(Utf8Folding.Fold(Encoding.UTF8.GetBytes(spelled), TextFolding.Accents));
        return string.Concat(folded.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or ' ' ? c : '_'));
    }

    private static string Encode(string name)
    {
        var encoded = new StringBuilder();
        foreach (var value in Encoding.UTF8.GetBytes(name))
            if (char.IsAsciiLetterOrDigit((char)value) || value is (byte)'.' or (byte)'-' or (byte)'_' or (byte)'~')
                encoded.Append((char)value);
            else
                encoded.Append('%').Append(value.ToString("X2", CultureInfo.InvariantCulture));
        return encoded.ToString();
    }
}
