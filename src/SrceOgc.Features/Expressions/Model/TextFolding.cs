using System.Text;

namespace SrceOgc.Features.Expressions.Model;

[Flags]
public enum TextFolding : byte
{
    None = 0,
    Lower = 1,
    Upper = 2,
    Accents = 4,
}

/// <summary>
/// Folds UTF-8 without the culture data that this server runs without: simple Unicode case mapping, and a table that
/// takes the accents off the Latin letters U+00C0 to U+017F; combining marks are dropped. Ligatures (æ, œ, ß) stay.
/// </summary>
public static class Utf8Folding
{
    private const string Latin1 =
        "AAAAAA\u00c6CEEEEIIII\u00d0NOOOOO\u00d7\u00d8UUUUY\u00de\u00dfaaaaaa\u00e6ceeeeiiii\u00f0nooooo\u00f7\u00f8uuuuy\u00fey";

    private const string ExtendedA =
        "AaAaAaCcCcCcCcDd\u0110\u0111EeEeEeEeEeGgGgGgGgHh\u0126\u0127IiIiIiIiI"
        + "\u0131\u0132\u0133JjKk\u0138LlLlLl\u013f\u0140\u0141\u0142NnNnNn\u0149\u014a\u014bOoOoOo"
        + "\u0152\u0153RrRrRrSsSsSsSsTtTt\u0166\u0167UuUuUuUuUuUuWwYyYZzZzZz\u017f";

    /// <summary>Bytes that the folded text may take at most.</summary>
    public static int MaximumLength(int length) => checked(length * 3);

    public static int Fold(ReadOnlySpan<byte> source, Span<byte> target, TextFolding folding)
    {
        var written = 0;
        while (!source.IsEmpty)
        {
            Rune.DecodeFromUtf8(source, out var rune, out var consumed);
            source = source[consumed..];
            if (TryFold(ref rune, folding))
                written += rune.EncodeToUtf8(target[written..]);
        }
        return written;
    }

    public static byte[] Fold(ReadOnlySpan<byte> source, TextFolding folding)
    {
        var buffer = new byte[MaximumLength(source.Length)];
        return buffer[..Fold(source, buffer, folding)];
    }

    /// <summary>False when the character disappears.</summary>
    private static bool TryFold(ref Rune rune, TextFolding folding)
    {
        if ((folding & TextFolding.Lower) != 0)
            rune = Rune.ToLowerInvariant(rune);
        else if ((folding & TextFolding.Upper) != 0)
            rune = Rune.ToUpperInvariant(rune);
        if ((folding & TextFolding.Accents) == 0 || rune.IsAscii)
            return true;
        if (rune.Value is >= 0x0300 and <= 0x036F)
            return false;
        rune = new Rune(rune.Value switch
        {
            >= 0xC0 and <= 0xFF => Latin1[rune.Value - 0xC0],
            >= 0x100 and <= 0x17F => ExtendedA[rune.Value - 0x100],
            _ => rune.Value,
        });
        return true;
    }
}
