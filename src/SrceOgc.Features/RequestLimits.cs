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

    /// <summary>Layers of a map or a legend, groups counted by their layers; the capabilities announce it (LayerLimit).</summary>
    public const int MapLayers = 200;

    /// <summary>Rules of all styles a request sends.</summary>
    public const int StyleRules = 5_000;

    /// <summary>FeatureTypeStyles of all styles a request sends: each reads the layer's features again.</summary>
    public const int StylePasses = 200;

    /// <summary>Symbolizers of all styles a request sends.</summary>
    public const int StyleSymbolizers = 10_000;

    /// <summary>XML elements of the styles a request sends, counted again for each layer they are bound to.</summary>
    public const int StyleElements = 200_000;

    /// <summary>Widths, sizes and offsets in a style a request sends, in pixels of 1/96 inch; on the ground they are free.</summary>
    public const double SymbolPixels = 1_000;

    /// <summary>Radius of a label's halo, likewise.</summary>
    public const double HaloPixels = 100;
}
