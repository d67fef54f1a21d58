namespace SrceOgc.Features;

/// <summary>
/// What a request may hold, counted while it is read, before anything is bound, copied or opened. Hostile requests must fail in
/// milliseconds, real ones never. The page that announces them is ogc/securite.md; a test holds the two together. What a request may
/// spend while it works is another matter: <see cref="Layers.RequestBudget"/>.
/// </summary>
internal static class RequestLimits
{
    /// <summary>Characters of filter text: a perimeter of 50 000 vertices written with millimetres fits.</summary>
    public const int FilterCharacters = 4 * 1024 * 1024;

    /// <summary>Operators, property names and literals of all filters of a request together.</summary>
    public const int FilterNodes = 8_000;

    public const int FilterIdentifiers = 20_000;

    /// <summary>Conditions or geometries inside one another.</summary>
    public const int FilterDepth = 60;

    public const int FilterVertices = 100_000;

    public const int PatternLength = 1_000;
}
