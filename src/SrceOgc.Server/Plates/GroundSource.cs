using System.IO.Hashing;
using System.Text;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;
using Envelope = SrceOgc.Features.Geometries.Envelope;

namespace SrceOgc.Server.Plates;

/// <summary>A few areas with names as a layer: what lies around the territory, its contour, the parts of communes on a map.</summary>
internal sealed class GroundSource : IFeatureSource
{
    /// <summary>Of the one field, the name.</summary>
    public const int NameField = 0;

    public const string NameOfField = "nom";

    private static readonly WKBWriter Wkb = new(ByteOrder.LittleEndian, handleSRID: false, emitZ: false, emitM: false);

    private readonly Area[] _areas;

    public GroundSource(IEnumerable<(Geometry Geometry, string Name)> areas, int srid)
    {
        _areas = [.. areas.Select(area => new Area(Wkb.Write(area.Geometry), BoundsOf(area.Geometry), Encoding.UTF8.GetBytes(area.Name)))];
        var extent = _areas.Aggregate(Envelope.Empty, (all, area) => all.Union(area.Bounds));
        Type = new("territoire", "geom", GeometryFamily.Polygon, IsMulti: true, HasZ: false, srid, extent, _areas.Length,
            [new(NameOfField, NameOfField, NameOfField, FieldKind.Text, Nullable: false, MaxLength: 0)]);
    }

    public FeatureType Type { get; }

    public string Stamp
    {
        get
        {
            var hash = new XxHash3();
            foreach (var area in _areas)
            {
                hash.Append(area.Wkb);
                hash.Append(area.Name);
            }

            return Convert.ToHexStringLower(hash.GetCurrentHash());
        }
    }

    public FeatureCursor Open(FeatureQuery query) => new Cursor(_areas);

    public long Count(FeatureQuery query) => _areas.Length;

    private static Envelope BoundsOf(Geometry geometry)
    {
        var box = geometry.EnvelopeInternal;
        return new(box.MinX, box.MinY, box.MaxX, box.MaxY);
    }

    private readonly record struct Area(byte[] Wkb, Envelope Bounds, byte[] Name);

    private sealed class Cursor(Area[] areas) : FeatureCursor
    {
        private int _at = -1;

        public override long Id => _at + 1;

        public override int Ordinal => _at;

        public override ReadOnlySpan<byte> Geometry => areas[_at].Wkb;

        public override Envelope Bounds => areas[_at].Bounds;

        public override FieldValue this[int field] => FieldValue.Of(areas[_at].Name);

        public override bool MoveNext() => ++_at < areas.Length;

        public override void Dispose()
        {
        }
    }
}
