using System.Text;
using NetTopologySuite.IO;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;

namespace SrceOgc.Tests.Rendering;

/// <summary>Features written as WKT in Lambert-93, with a name and perhaps a class and a number.</summary>
internal sealed class WktSource : IFeatureSource
{
    public string Stamp => "essai";

    private readonly List<Feature> _features = [];

    public WktSource(GeometryFamily family, params (string Wkt, string? Text)[] features)
        : this(family, features.Select(feature => (feature.Wkt, feature.Text, "", 0L)))
    {
    }

    public WktSource(GeometryFamily family, IEnumerable<(string Wkt, string? Name, string Class, long Value)> features)
    {
        foreach (var (wkt, name, @class, value) in features)
        {
            var geometry = new WKTReader().Read(wkt);
            var box = geometry.EnvelopeInternal;
            _features.Add(new(geometry.AsBinary(), new(box.MinX, box.MinY, box.MaxX, box.MaxY), name is null
                ? null : Encoding.UTF8.GetBytes(name), Encoding.UTF8.GetBytes(@class), value));
        }

        Type = new("memoire", "geom", family, false, false, 2154,
            _features.Aggregate(Envelope.Empty, (all, feature) => all.Union(feature.Bounds)), _features.Count,
            [FieldOf("nom", FieldKind.Text), FieldOf("classe", FieldKind.Text), FieldOf("valeur", FieldKind.Integer)]);
    }

    private sealed record Feature(byte[] Wkb, Envelope Bounds, byte[]? Name, byte[] Class, long Value);

    private static Field FieldOf(string name, FieldKind kind) => new(name, name, name, kind, true, 0);

    public FeatureType Type { get; }

    public FeatureCursor Open(FeatureQuery query) => new Cursor(this, query.Window);

    public long Count(FeatureQuery query) => _features.Count;

    private sealed class Cursor(WktSource source, Envelope? window) : FeatureCursor
    {
        private int _at = -1;

        public override long Id => _at + 1;

        public override int Ordinal => _at;

        public override ReadOnlySpan<byte> Geometry => source._features[_at].Wkb;

        public override Envelope Bounds => source._features[_at].Bounds;

        public override FieldValue this[int field] => (field, source._features[_at]) switch
        {
            (0, { Name: { } name }) => FieldValue.Of(name),
            (1, var feature) => FieldValue.Of(feature.Class),
            (2, var feature) => FieldValue.Of(feature.Value),
            _ => FieldValue.Null,
        };

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
