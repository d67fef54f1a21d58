using System.Text;
using NetTopologySuite.IO;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;
using SrceOgc.Features.Queries;

namespace SrceOgc.Tests.Rendering;

/// <summary>Features written as WKT with one text each, "nom", in Lambert-93.</summary>
internal sealed class MemorySource : IFeatureSource
{
    private readonly List<(byte[] Wkb, Envelope Bounds, byte[]? Text)> _features = [];

    public MemorySource(GeometryFamily family, params (string Wkt, string? Text)[] features)
    {
        foreach (var (wkt, text) in features)
        {
            var geometry = new WKTReader().Read(wkt);
            var box = geometry.EnvelopeInternal;
            _features.Add((geometry.AsBinary(), new(box.MinX, box.MinY, box.MaxX, box.MaxY), text is null ? null : Encoding.UTF8.GetBytes(text)));
        }

        Type = new("memoire", "geom", family, false, false, 2154, _features.Aggregate(Envelope.Empty, (all, feature) => all.Union(feature.Bounds)), _features.Count,
            [new Field("nom", "nom", "nom", FieldKind.Text, true, 0)]);
    }

    public FeatureType Type { get; }

    public FeatureCursor Open(FeatureQuery query) => new Cursor(this, query.Window);

    public long Count(FeatureQuery query) => _features.Count;

    private sealed class Cursor(MemorySource source, Envelope? window) : FeatureCursor
    {
        private int _at = -1;

        public override long Id => _at + 1;

        public override int Ordinal => _at;

        public override ReadOnlySpan<byte> Geometry => source._features[_at].Wkb;

        public override Envelope Bounds => source._features[_at].Bounds;

        public override FieldValue this[int field] =>
            source._features[_at].Text is { } text ? FieldValue.Of(text) : FieldValue.Null;

        public override bool MoveNext()
        {
            while (++_at < source._features.Count)
                if (window is not { } box || box.Intersects(Bounds))
                    return true;
            return false;
        }

        public override void Dispose()
        {
        }
    }
}
