using System.Text;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;

namespace SrceOgc.Tests.Rendering.Styles.Expressions;

/// <summary>The three features that tests/fidelity/expressions/record.py asks QGIS about.</summary>
internal sealed class RecordedLayer : IFeatureSource
{
    public string Stamp => "essai";

    private static readonly object?[][] Rows =
    [
        ["Forêt d'Halatte", "02001", 12.5, 7L, null, new DateOnly(2024, 2, 29), """{"type": "a", "n": [1, 2, 3]}""", "x"],
        ["étang du Roi", "60159", -3.25, 0L, null, new DateOnly(1999, 12, 31), """{"type": "b"}""", "y"],
        ["Mare 3", "59450", 1000.0, 12L, null, new DateOnly(2020, 1, 1), "rien", "x"],
    ];

    private static readonly string[] Shapes =
    [
        "POLYGON((10 10, 50 10, 50 40, 10 40, 10 10),(20 20, 20 30, 30 30, 30 20, 20 20))",
        "POLYGON((100 0, 160 0, 130 60, 100 0))",
        "MULTIPOLYGON(((0 100, 20 100, 20 120, 0 120, 0 100)),((40 100, 50 100, 50 110, 40 110, 40 100)))",
    ];

    private static readonly byte[][] Wkb = [.. Shapes.Select(text => new NetTopologySuite.IO.WKTReader().Read(text).AsBinary())];

    public FeatureType Type { get; } = new("couche", "geom", GeometryFamily.Polygon, true, false, 2154, Envelope.Empty, 3,
    [
        Field("nom", FieldKind.Text), Field("code", FieldKind.Text), Field("aire", FieldKind.Real), Field("nombre", FieldKind.Integer),
        Field("vide", FieldKind.Text), Field("jour", FieldKind.Date), Field("js", FieldKind.Text), Field("groupe", FieldKind.Text),
    ]);

    public FeatureCursor Open(FeatureQuery query) => new Cursor();

    public long Count(FeatureQuery query) => Rows.Length;

    /// <summary>A cursor that stands on one feature.</summary>
    public static FeatureCursor On(int place)
    {
        var cursor = new Cursor();
        for (var i = 0; i <= place; i++)
            cursor.MoveNext();
        return cursor;
    }

    private static Field Field(string name, FieldKind kind) => new(name, name, name, kind, true, 0);

    private sealed class Cursor : FeatureCursor
    {
        private int _at = -1;

        public override long Id => _at + 1;

        public override int Ordinal => _at;

        public override ReadOnlySpan<byte> Geometry => Wkb[_at];

        public override Envelope Bounds
        {
            get
            {
                var box = new NetTopologySuite.IO.WKBReader().Read(Wkb[_at]).EnvelopeInternal;
                return new(box.MinX, box.MinY, box.MaxX, box.MaxY);
            }
        }

        public override FieldValue this[int field] => Rows[_at][field] switch
        {
            string text => FieldValue.Of(Encoding.UTF8.GetBytes(text)),
            double real => FieldValue.Of(real),
            long whole => FieldValue.Of(whole),
            DateOnly date => FieldValue.OfDays(date.DayNumber - new DateOnly(1970, 1, 1).DayNumber),
            _ => FieldValue.Null,
        };

        public override bool MoveNext() => ++_at < Rows.Length;

        public override void Dispose()
        {
        }
    }
}
