using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace SrceOgc.Server.OgcApi;

/// <summary>Text into a page.</summary>
internal static class HtmlText
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Encode(string text) => Encoder.Encode(text);
}
