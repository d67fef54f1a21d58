using SrceOgc.Features.Layers;
using Envelope = SrceOgc.Features.Geometries.Envelope;

namespace SrceOgc.Tests.Rendering.Maps;

/// <summary>The same feature over and over, read without allocating: what is measured is the reader's reader.</summary>
internal sealed class RepeatingSource(FeatureType type, byte[] wkb, int count) : IFeatureSource
{
    public string Stamp => "essai";

    public FeatureType Type => type;

    public FeatureCursor Open(FeatureQuery query) => new Cursor(wkb, count);

    public long Count(FeatureQuery query) => count;

    private sealed class Cursor(byte[] wkb, int count) : FeatureCursor
    {
        private int _at = -1;

        public override long Id => _at;

        public override int Ordinal => _at;

        public override ReadOnlySpan<byte> Geometry => wkb;

        public override Envelope Bounds => new(0, 0, 50, 50);

        public override FieldValue this[int field] => FieldValue.Of("classe"u8);

        public override bool MoveNext() => ++_at < count;

        public override void Dispose()
        {
        }
    }
}
