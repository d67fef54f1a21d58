using Microsoft.Extensions.Primitives;
using SrceOgc.Features.Texts;

namespace SrceOgc.Server.Http;

/// <summary>French unless the LANGUAGE parameter (INSPIRE: three letters) or the Accept-Language header prefers English.</summary>
internal static class LanguageNegotiation
{
    public static Language Choose(Parameters parameters, StringValues acceptLanguage)
    {
        if (parameters.All.TryGetValue("LANGUAGE", out var asked) || parameters.All.TryGetValue("ACCEPTLANGUAGES", out asked))
            return IsEnglish(asked) ? Language.English : Language.French;
        foreach (var range in acceptLanguage.ToString().Split(','))
        {
            if (IsEnglish(range))
                return Language.English;
            if (range.AsSpan().TrimStart().StartsWith("fr", StringComparison.OrdinalIgnoreCase))
                return Language.French;
        }

        return Language.French;
    }

    private static bool IsEnglish(string range) => range.AsSpan().TrimStart().StartsWith("en", StringComparison.OrdinalIgnoreCase);
}
