using System.Globalization;
using System.Text;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.LayerFiles.Building;
using SrceOgc.Features.LayerFiles.Reading;
using SrceOgc.Features.Layers;

namespace SrceOgc.Tests.Features.Layers;

/// <summary>A layer file of drawn-by-lot features with a field of every kind, nulls among the values, identifiers in no order.</summary>
internal static class SampleLayer
{
    private static readonly Field[] Fields =
    [
        .. new[] { FieldKind.Integer, FieldKind.Real, FieldKind.Text, FieldKind.Date, FieldKind.DateTime, FieldKind.Boolean,
            FieldKind.Blob }
            .Select(kind => new Field($"{kind}".ToLowerInvariant(), $"{kind}", $"{kind}", kind, Nullable: true, MaxLength: 0)),
    ];

    /// <param name="family">Of the geometries; mixed ones hold collections in collections.</param>
    /// <param name="count">Of features.</param>
    /// <param name="seed">Other values for another one.</param>
    public static PublishedLayer Of(GeometryFamily family, int count = 200, int seed = 1)
    {
        var folder = Directory.CreateTempSubdirectory("srceogc-");
        var path = Path.Combine(folder.FullName, "a.couche");
        Write(path, family, count, seed);
        var layer = PublishedLayer.Open(path);
        folder.Delete(recursive: true);
        return layer;
    }

    public static void Write(string path, GeometryFamily family, int count, int seed = 1)
    {
        var random = new Random(seed);
        var draft = new LayerDraft("a", family == GeometryFamily.None ? "" : "geom", 2154, family, false, Fields);
        using var builder = new LayerBuilder(draft, Path.GetDirectoryName(path)!);
        for (var i = 0; i < count; i++)
        {
            Add(builder, i * 7919L % 100_003, family == GeometryFamily.None || i % 11 == 0 ? null : Shape(random, family));
            Values(builder, random);
        }

        builder.Build(path);
    }

    /// <summary>A feature of this geometry, its values yet to come.</summary>
    public static void Add(LayerBuilder builder, long id, Geometry? geometry)
    {
        using var wkb = new ByteBuffer();
        var normal = geometry is null ? new(GeometryFamily.None, false, false, SrceOgc.Features.Geometries.Envelope.Empty)
            : GeometryNormalizer.Normalize(new WKBWriter(ByteOrder.LittleEndian).Write(geometry), wkb);
        builder.AddFeature(id, wkb.Written, normal);
    }

    private static void Values(LayerBuilder builder, Random random)
    {
        for (var field = 0; field < Fields.Length; field++)
        {
            var number = random.Next(20);
            var text = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"né {number % 6} 🌿"));
            builder.AddValue(field, number < 2 ? FieldValue.Null : Fields[field].Kind switch
            {
                FieldKind.Integer => FieldValue.Of((long)number - 10),
                FieldKind.Real => FieldValue.Of(number / 8.0),
                FieldKind.Text => FieldValue.Of(text),
                FieldKind.Date => FieldValue.OfDays(18_000 + number),
                FieldKind.DateTime => FieldValue.OfMilliseconds(1_600_000_000_000 + number),
                FieldKind.Boolean => FieldValue.Of(number % 2 == 0),
                _ => FieldValue.OfBlob(text),
            });
        }
    }

    private static Geometry Shape(Random random, GeometryFamily family)
    {
        var (x, y) = (650_000 + random.Next(20_000), 6_860_000 + random.Next(20_000));
        return family switch
        {
            GeometryFamily.Point => new Point(x, y),
            GeometryFamily.Line => Line(random, x, y),
            GeometryFamily.Polygon => new Point(x, y).Buffer(random.Next(5, 900), 16),
            _ => random.Next(4) switch
            {
                0 => new Point(x, y),
                1 => Line(random, x, y),
                _ => new GeometryCollection([new GeometryCollection([new Point(x, y), new Point(x, y).Buffer(80)]), Line(random, x, y)]),
            },
        };
    }

    private static LineString Line(Random random, int x, int y) =>
        new([.. Enumerable.Range(0, 60).Select(i => new Coordinate(x + i * 10, y + random.Next(30)))]);
}
