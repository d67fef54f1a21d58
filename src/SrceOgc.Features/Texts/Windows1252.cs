using System.Text;

namespace SrceOgc.Features.Texts;

/// <summary>Latin-1 but for 0x80–0x9F, of which French uses a handful.</summary>
internal static class Windows1252
{
    private const string Upper = "€\uFFFD‚ƒ„…†‡ˆ‰Š‹Œ\uFFFDŽ\uFFFD\uFFFD‘’“”•–—˜™š›œ\uFFFDžŸ";

    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        foreach (var b in bytes)
            text.Append(b is >= 0x80 and <= 0x9F ? Upper[b - 0x80] : (char)b);
        return text.ToString();
    }
}
