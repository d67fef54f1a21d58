using SrceOgc.Rendering.StyleFormats.Libraries;

namespace SrceOgc.Publishing.Checks;

/// <summary>What deliveries are checked with. <paramref name="IsComplete"/>: the validity of every geometry, however long it
/// takes.</summary>
public sealed record CheckOptions(ProfileLibrary Profiles, StyleLibrary Styles, bool IsComplete = false)
{
    public const double UsualLossThreshold = 0.2;

    /// <summary>The share of a layer's objects, area or length that may disappear without anybody's agreement, 0 to 1.</summary>
    public double LossThreshold { get; init; } = UsualLossThreshold;
}
