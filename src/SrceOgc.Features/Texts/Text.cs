namespace SrceOgc.Features.Texts;

internal enum Language
{
    French,
    English,
}

/// <summary>A text a user reads, in both languages.</summary>
internal readonly record struct Text(string French, string English)
{
    public string In(Language language) => language == Language.English ? English : French;

    public static Text Same(string text) => new(text, text);
}
