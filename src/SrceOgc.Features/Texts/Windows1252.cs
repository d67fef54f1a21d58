using System.Text;

namespace SrceOgc.Features.Texts;

/// <summary>What French files of the nineties are written in.</summary>
public static class Windows1252
{
    private static readonly Encoding CodePage = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    public static string Decode(ReadOnlySpan<byte> bytes) => CodePage.GetString(bytes);
}
