using SrceOgc.Features.Layers;
using Envelope = SrceOgc.Features.Geometries.Envelope;

namespace SrceOgc.Tests.Features.Expressions;

/// <summary>A cursor whose client leaves as soon as the geometry of a feature is read.</summary>
internal sealed class LeavingCursor(IReadOnlyList<MemoryFeature> features, CancellationTokenSource left) : FeatureCursor
{
    private readonly MemoryCursor _inner = new(features);

    public override long Id => _inner.Id;

    public override int Ordinal => _inner.Ordinal;

    public override ReadOnlySpan<byte> Geometry
    {
        get
        {
            left.Cancel();
            return _inner.Geometry;
        }
    }

    public override Envelope Bounds
    {
        get
        {
            left.Cancel();
            return _inner.Bounds;
        }
    }

    public override FieldValue this[int field] => _inner[field];

    public override bool MoveNext() => _inner.MoveNext();

    public override void Dispose() => _inner.Dispose();
}
