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

    /// <summary>A dense number from 0, stable within one publication: a key for per-feature caches.</summary>
    public abstract int Ordinal { get; }

    /// <summary>
    /// ISO WKB, little-endian throughout, x then y; empty when the geometry is null or empty.
    /// Generalised when the query names a resolution.
    /// </summary>
    public abstract ReadOnlySpan<byte> Geometry { get; }

    /// <summary>Vertices of a smaller <see cref="VertexWeight"/> are finer than the resolution asked for; -1 when the geometry carries no
    /// weights.</summary>
    public virtual int LeastWeight => -1;

    /// <summary>The bounds of the exact geometry; empty when there is none.</summary>
    public abstract Envelope Bounds { get; }

    /// <summary>The value of the field at this index of <see cref="FeatureType.Fields"/>.</summary>
    public abstract FieldValue this[int field] { get; }

    /// <summary>How many features the query matches in all, whatever its offset and limit; -1 when this cursor does not know.</summary>
    public virtual long Matched => -1;

    public abstract void Dispose();
}
