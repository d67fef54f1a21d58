namespace SrceOgc.Features.Texts;

/// <summary>What a client sent, as errors repeat it: not all of it, and without characters that XML forbids.</summary>
public static class GivenText
{
    private const int MostCharacters = 120;

    public static string Shortened(string given)
    {
        var shortened = given.Length > MostCharacters ? given[..MostCharacters] + "…" : given;
        return string.Create(shortened.Length, shortened, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = char.IsControl(source[i]) || char.IsSurrogate(source[i]) || source[i] >= '\uFFFE' ? '\uFFFD' : source[i];
        });
    }
}
