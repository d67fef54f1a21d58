using SrceOgc.Rendering.Styles.Expressions;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Rendering.Styles;

/// <summary>
/// How a layer is drawn, whatever language said it, in the terms of Symbology Encoding 1.1; immutable and bound to
/// one feature type. <see cref="Passes"/> draw, in order; <see cref="Labels"/> hold the rules of text symbolizers
/// only, so that a map without visible labels never reads features twice.
/// </summary>
public sealed record Style
{
    public required string Name { get; init; }

    public required string Title { get; init; }

    public IReadOnlyList<StylePass> Passes { get; init; } = [];

    public IReadOnlyList<StylePass> Labels { get; init; } = [];

    /// <summary>The rules a legend shows, whole: symbol levels spread one rule over several passes.</summary>
    public IReadOnlyList<Rule> Legend { get; init; } = [];

    /// <summary>Of the layer's picture as a whole: overlapping symbols of one layer do not show through each other.</summary>
    public double Opacity { get; init; } = 1;

    /// <summary>Whether it looks otherwise at another moment (now, rand, uuid…): its pictures are not kept.</summary>
    public bool IsVolatile { get; init; }

    /// <summary>What its expressions may ask of the layer's fields.</summary>
    public LayerForm Form { get; init; } = LayerForm.None;

    /// <summary>The scales the layer as a whole is shown at.</summary>
    public ScaleRange Scales { get; init; } = ScaleRange.All;
}

/// <summary>
/// Scale denominators, as <see cref="MapScale.Denominator"/> counts them, from <paramref name="Min"/> up to but not including <paramref
/// name="Max"/>. A denominator as near a limit as the numbers of a request can tell is that limit: QGIS, which compares its own scale with
/// the limit, sends a box rounded to its last digits.
/// </summary>
public readonly record struct ScaleRange(double Min, double Max)
{
    public static readonly ScaleRange All = new(0, double.PositiveInfinity);

    public bool IsAll => this == All;

    private const double Nearness = 1e-6;

    /// <summary>Up to and including the far limit, as labels have it.</summary>
    public static ScaleRange Inclusive(double near, double far) => new(near, far * (1 + 2 * Nearness));

    public bool Contains(double denominator) => denominator >= Min * (1 - Nearness) && denominator < Max * (1 - Nearness);

    public ScaleRange And(ScaleRange other) => new(Math.Max(Min, other.Min), Math.Min(Max, other.Max));
}
