using SrceOgc.Features.Layers;

namespace SrceOgc.Server.Maps;

/// <summary>What a request asks of one layer of its map beside a style.</summary>
internal sealed record LayerChoice
{
    /// <summary>The layer as it is.</summary>
    public static readonly LayerChoice Whole = new();

    /// <summary>Which of its features are there at all.</summary>
    public Filter Filter { get; init; } = Filter.All;

    /// <summary>In which order they are drawn, the last on top; empty for the layer's own.</summary>
    public IReadOnlyList<SortKey> Sort { get; init; } = [];

    /// <summary>From 0, nothing, to 1.</summary>
    public double Opacity { get; init; } = 1;

    /// <summary>Features drawn once more in the colour of a selection.</summary>
    public IReadOnlyList<long> Selected { get; init; } = [];
}
