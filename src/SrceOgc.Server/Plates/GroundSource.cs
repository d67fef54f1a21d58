using System.IO.Hashing;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;
using Envelope = SrceOgc.Features.Geometries.Envelope;

namespace SrceOgc.Server.Plates;

/// <summary>One area as a layer: what lies around the territory, or its contour.</summary>
internal sealed class GroundSource : IFeatureSource
{
    private static readonly WKBWriter Wkb = new(ByteOrder.LittleEndian, handleSRID: false, emitZ: false, emitM: false);

    private readonly byte[] _wkb;
    private readonly Envelope _bounds;

    public GroundSource(Geometry geometry, int srid)
    {
        _wkb = Wkb.Write(geometry);
        var box = geometry.EnvelopeInternal;
        _bounds = new(box.MinX, box.MinY, box.MaxX, box.MaxY);
        Type = new("territoire", "geom", GeometryFamily.Polygon, IsMulti: true, HasZ: false, srid, _bounds, 1, []);
    }

    public FeatureType Type { get; }

    public string Stamp => Convert.ToHexStringLower(XxHash3.Hash(_wkb));

    public FeatureCursor Open(FeatureQuery query) => new Cursor(this);

    public long Count(FeatureQuery query) => 1;

    private sealed class Cursor(GroundSource ground) : FeatureCursor
    {
        private int _at = -1;

        public override long Id => 1;

        public override int Ordinal => 0;

        public override ReadOnlySpan<byte> Geometry => ground._wkb;

        public override Envelope Bounds => ground._bounds;

        public override FieldValue this[int field] => FieldValue.Null;

        public override bool MoveNext() => ++_at == 0;

        public override void Dispose()
        {
        }
    }
}
