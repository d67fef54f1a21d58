using SrceOgc.Features.Geometries;

namespace SrceOgc.Features.Layers;

/// <summary>
/// A forward reader of features. Nothing it hands out is allocated: spans stay valid until the next
/// <see cref="MoveNext"/>. One thread at a time.
/// </summary>
public abstract class FeatureCursor : IDisposable
{
    public abstract bool MoveNext();

    /// <summary>The feature's identifier in its source table; unique and stable within a dataset.</summary>
    public abstract long Id { get; }

    /// <summary>
    /// A key for what is kept by feature: from 0, below <see cref="FeatureType.Count"/>, the same feature's for as long as
    /// <see cref="IFeatureSource.Stamp"/> is. -1 throughout in a source that has no such numbers: then nothing is kept of its features.
    /// </summary>
    public abstract int Ordinal { get; }

    /// <summary>
    /// ISO WKB, little-endian throughout, x then y; empty when the geometry is null or empty.
    /// Generalised when the query names a resolution.
    /// </summary>
    public abstract ReadOnlySpan<byte> Geometry { get; }

    /// <summary>What a map of <see cref="FeatureQuery.Resolution"/> shows of the geometry; the geometry itself where there is no
    /// generalised one.</summary>
    public virtual ReadOnlySpan<byte> DrawnGeometry => Geometry;

    /// <summary>Nothing in <see cref="DrawnGeometry"/> is finer than the resolution asked for.</summary>
    public virtual bool IsGeneralized => false;

    /// <summary>The bounds of the exact geometry; empty when there is none.</summary>
    public abstract Envelope Bounds { get; }

    /// <summary>The value of the field at this index of <see cref="FeatureType.Fields"/>.</summary>
    public abstract FieldValue this[int field] { get; }

    /// <summary>How many features the query matches in all, whatever its offset and limit; -1 when this cursor does not know.</summary>
    public virtual long Matched => -1;

    public abstract void Dispose();
}
