namespace SrceOgc.Features.Filters;

/// <summary>What a filter may cost before it is refused. Hostile filters must fail in milliseconds, real ones never.</summary>
internal static class FilterLimits
{
    /// <summary>Characters of filter text: a perimeter of 50 000 vertices written with millimetres fits.</summary>
    public const int Characters = 4 * 1024 * 1024;

    /// <summary>Operators, property names and literals together.</summary>
    public const int Nodes = 8_000;

    public const int Identifiers = 20_000;

    /// <summary>Conditions or geometries inside one another.</summary>
    public const int Depth = 60;

    public const int Vertices = 100_000;

    public const int PatternLength = 1_000;
}
