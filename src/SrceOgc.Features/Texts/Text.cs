namespace SrceOgc.Features.Texts;

public enum Language
{
    French,
    English,
}

/// <summary>A text a user reads, in both languages.</summary>
public readonly record struct Text(string French, string English)
{
    public static readonly Text None = new("", "");

    public string In(Language language) => language == Language.English ? English : French;

    public static Text Same(string text) => new(text, text);
}
