using System.IO.Enumeration;

namespace SrceOgc.Features.Texts;

/// <summary>Patterns of names a steward writes: <c>*</c> for anything, <c>?</c> for one character, case ignored.</summary>
public static class Glob
{
    public static bool Matches(string pattern, string name) => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: true);
}
