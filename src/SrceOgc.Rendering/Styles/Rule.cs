using SrceOgc.Rendering.Styles.Expressions;
using SrceOgc.Rendering.Styles.Symbolizers;

namespace SrceOgc.Rendering.Styles;

/// <summary>Some features, and the symbolizers that draw them in order; the rule's title is its legend entry.</summary>
public sealed record Rule
{
    public string Name { get; init; } = "";

    public string Title { get; init; } = "";

    /// <summary>The titles of the rules this one was nested in, outermost first: the legend's headings.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>Null accepts every feature.</summary>
    public StyleExpression? Filter { get; init; }

    /// <summary>Applies to the features no other rule of its pass accepts (SE 1.1, 10.1.5).</summary>
    public bool IsElse { get; init; }

    public ScaleRange Scales { get; init; } = ScaleRange.All;

    public IReadOnlyList<Symbolizer> Symbolizers { get; init; } = [];
}
