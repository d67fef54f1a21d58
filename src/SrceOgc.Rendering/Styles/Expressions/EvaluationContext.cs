using SrceOgc.Features.Layers;
using SrceOgc.Features.Queries;

namespace SrceOgc.Rendering.Styles.Expressions;

/// <summary>What expressions see: one per drawing, used by one thread; <see cref="Feature"/> moves on under it.</summary>
/// <param name="budget">What evaluating may spend; null for no bound.</param>
internal sealed class EvaluationContext(FeatureCursor feature, MapScale scale, RequestBudget? budget = null)
{
    /// <summary>Looked at by functions whose work grows with their texts.</summary>
    public RequestBudget Budget { get; } = budget ?? RequestBudget.Unlimited;

    /// <summary>Of patterns that were given up, as they took too long.</summary>
    public int PatternsGivenUp { get; set; }

    public FeatureCursor Feature { get; } = feature;

    public MapScale Scale { get; } = scale;

    /// <summary>Reset it (<see cref="TextScratch.Reset"/>) when the feature moves on.</summary>
    public TextScratch Scratch { get; } = new();

    public DateTime Now { get; } = DateTime.UtcNow;
}
