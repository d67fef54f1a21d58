using SrceOgc.Features.Budgets;
using SrceOgc.Features.Layers;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Rendering.Styles.Expressions;

/// <summary>What expressions see: one per drawing, used by one thread; <see cref="Feature"/> moves on under it.</summary>
/// <param name="budget">What evaluating may spend; null for no bound.</param>
public sealed class EvaluationContext(FeatureCursor feature, MapScale scale, RequestBudget? budget = null)
{
    private const int LongText = 1 << 14;

    /// <summary>Looked at by functions whose work grows with their texts.</summary>
    public RequestBudget Budget { get; } = budget ?? RequestBudget.Unlimited;

    /// <summary>Of patterns that were given up, as they took too long.</summary>
    public int PatternsGivenUp { get; set; }

    public FeatureCursor Feature { get; } = feature;

    public MapScale Scale { get; } = scale;

    /// <summary>Of a collection, the type of the members that are being drawn: 1 points, 2 lines, 3 polygons; 0 otherwise.</summary>
    public int Member { get; set; }

    /// <summary>Reset it (<see cref="TextScratch.Reset"/>) when the feature moves on.</summary>
    public TextScratch Scratch { get; } = new();

    /// <summary>Two texts one after the other; who joins long ones is looked after.</summary>
    public ReadOnlySpan<byte> Joined(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        LookIfLong(first.Length + second.Length);
        return Scratch.Concat(first, second);
    }

    /// <summary>With each step that handles a text of this length.</summary>
    public void LookIfLong(int length)
    {
        if (length >= LongText)
            Budget.Look();
    }

    public DateTime Now { get; } = DateTime.UtcNow;
}
