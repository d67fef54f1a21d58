using System.Globalization;
using SrceOgc.Features.Texts;

namespace SrceOgc.Publishing.Store;

/// <summary>
/// The version a steward believes to change (RFC 9110, 13.1): nobody overwrites what they have not seen, and a request sent
/// again after its answer was lost does nothing twice.
/// </summary>
public sealed record Precondition(string Match, string NoneMatch)
{
    public static readonly Precondition None = new("", "");

    public static string Tag(int version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <exception cref="ServiceException">412: another version is served.</exception>
    public void Check(int? served)
    {
        if ((Match.Length == 0 || Names(Match, served)) && (NoneMatch.Length == 0 || !Names(NoneMatch, served)))
            return;
        var (header, given) = Match.Length > 0 ? ("If-Match", Match) : ("If-None-Match", NoneMatch);
        var (french, english) = served is { } version
            ? ($"la version servie est la {version}", $"version {version} is served")
            : ("aucune version n'est servie", "no version is served");
        throw new ServiceException("PreconditionFailed", header, new(
            $"{header} : « {ServiceException.Shortened(given)} » ne convient pas, {french} ; quelqu'un a sans doute publié entre-temps.",
            $"{header}: '{ServiceException.Shortened(given)}' does not hold, {english}; somebody probably published meanwhile."), 412);
    }

    /// <summary>A compressed answer, here or in a proxy, makes the tag a weak one ("W/"); the version it names is the same.</summary>
    private static bool Names(string tags, int? served) =>
        served is { } version && tags.Split(',').Select(t => t.Trim())
            .Select(t => t.StartsWith("W/", StringComparison.Ordinal) ? t[2..] : t)
            .Any(t => t == "*" || t.Trim('"') == version.ToString(CultureInfo.InvariantCulture));
}
