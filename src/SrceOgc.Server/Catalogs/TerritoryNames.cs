using SrceOgc.Rendering.StyleFormats.Libraries;

namespace SrceOgc.Server.Catalogs;

/// <summary>Territories found by what somebody types.</summary>
internal static class TerritoryNames
{
    /// <summary>How well a territory answers what was typed: 0 is best, -1 does not.</summary>
    /// <param name="code">Its code.</param>
    /// <param name="name">Its name as <see cref="StyleNames.Plain"/> gives it.</param>
    /// <param name="text">What was typed.</param>
    /// <param name="plain">The same as <see cref="StyleNames.Plain"/> gives it.</param>
    public static int RankOf(string code, string name, string text, string plain) =>
        code.Equals(text, StringComparison.OrdinalIgnoreCase) ? 0
        : name.StartsWith(plain, StringComparison.Ordinal) ? 1
        : name.Contains('_' + plain, StringComparison.Ordinal) ? 2
        : name.Contains(plain, StringComparison.Ordinal) ? 3 : -1;
}
