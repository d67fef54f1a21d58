using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;

namespace SrceOgc.Rendering.Symbols;

/// <summary>A feature without values or geometry: what a legend's symbols are evaluated for, so that they show their constants.</summary>
internal sealed class NoFeature : FeatureCursor
{
    public override long Id => 0;

    public override int Ordinal => 0;

    public override ReadOnlySpan<byte> Geometry => [];

    public override Envelope Bounds => Envelope.Empty;

    public override FieldValue this[int field] => FieldValue.Null;

    public override bool MoveNext() => false;

    public override void Dispose()
    {
    }
}
