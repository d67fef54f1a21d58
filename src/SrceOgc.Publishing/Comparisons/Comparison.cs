using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;
using SrceOgc.Publishing.Store;

namespace SrceOgc.Publishing.Comparisons;

/// <summary>A feature of both versions that is not the same in both.</summary>
public sealed record ChangedFeature(long Before, long After, bool HasOtherGeometry);

/// <summary>Features by their identifiers: added ones in the later version, removed ones in the earlier. <paramref name="Renumbered"/> ones
/// are the same but for theirs.</summary>
public sealed record Differences(IReadOnlyList<long> Added, IReadOnlyList<long> Removed, IReadOnlyList<ChangedFeature> Changed,
    int Renumbered, bool IsRenumbered)
{
    public static readonly Differences None = new([], [], [], 0, false);

    public bool Any => Added.Count + Removed.Count + Changed.Count > 0;
}

/// <summary>A field that is not the same in both versions; a null kind where it is not there.</summary>
public sealed record FieldChange(string Name, FieldKind? Before, FieldKind? After);

/// <summary>How much there is of a layer; no measure when its coordinates are degrees.</summary>
public sealed record LayerExtent(long Count, WkbMeasure? Measure);

/// <summary>One layer of two versions. Differences are null when there are too many to tell.</summary>
public sealed record LayerComparison(string Name, string Title, LayerExtent? Before, LayerExtent? After, IReadOnlyList<FieldChange> Fields,
    bool HasOtherCrs, Differences? Differences);

/// <summary>What became of a dataset from one kept version to another.</summary>
public sealed record Comparison(KeptVersion Before, KeptVersion After, IReadOnlyList<LayerComparison> Layers)
{
    public string Dataset => After.Manifest.Dataset;

    /// <summary>The name its catalogue is served by.</summary>
    public string Name => $"{Dataset}-{Before.Manifest.Version}..{After.Manifest.Version}";
}
