using SrceOgc.Features.Queries;

namespace SrceOgc.Rendering.Styles.Expressions;

/// <summary>What expressions see: one per drawing, used by one thread; <see cref="Feature"/> moves on under it.</summary>
internal sealed class EvaluationContext(FeatureCursor feature, MapScale scale)
{
    public FeatureCursor Feature { get; } = feature;

    public MapScale Scale { get; } = scale;

    /// <summary>Reset it (<see cref="TextScratch.Reset"/>) when the feature moves on.</summary>
    public TextScratch Scratch { get; } = new();

    public DateTime Now { get; } = DateTime.UtcNow;
}
