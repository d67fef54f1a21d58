using System.Text;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Indicators;
using SrceOgc.Features.LayerFiles.Building;
using SrceOgc.Features.LayerFiles.Reading;
using SrceOgc.Features.Layers;
using SrceOgc.Features.ReferenceSystems;
using Envelope = SrceOgc.Features.Geometries.Envelope;

namespace SrceOgc.Tests.Features.Indicators;

/// <summary>A published layer of geometries in Lambert-93 with a category each, as the role of a plan.</summary>
internal static class MeasuredLayer
{
    public static PublishedLayer Of(params (string Wkt, string Category)[] features) =>
        Of([.. features.Select(feature => (new WKTReader().Read(feature.Wkt), feature.Category))]);

    public static PublishedLayer Of(IReadOnlyList<(Geometry Geometry, string Category)> features)
    {
        var folder = Directory.CreateTempSubdirectory("srceogc-");
        var path = Path.Combine(folder.FullName, "a.couche");
        using (var builder = new LayerBuilder(
            new("a", "geom", 2154, GeometryFamily.Polygon, true, [new("genre", "genre", "genre", FieldKind.Text, true, 0)]),
            folder.FullName))
        {
            var id = 0;
            foreach (var (geometry, category) in features)
            {
                using var wkb = new ByteBuffer();
                var normal = GeometryNormalizer.Normalize(new WKBWriter(ByteOrder.LittleEndian).Write(geometry), wkb);
                builder.AddFeature(++id, wkb.Written, normal);
                builder.AddValue(0, FieldValue.Of(Encoding.UTF8.GetBytes(category)));
            }

            builder.Build(path);
        }

        var layer = PublishedLayer.Open(path);
        folder.Delete(recursive: true);
        return layer;
    }

    public static MeasuredRole Role(this PublishedLayer layer, string name = "role") =>
        new(name, [new(layer, Filter.All, CrsTransform.Between(CrsRegistry.Standard.Lambert93, CrsRegistry.Standard.Lambert93), 0)]);

    public static MeasuredTerritory Territory(string wkt, string code = "1") => new(code, new WKTReader().Read(wkt));

    public static string Square(double x, double y, double side) => FormattableString.Invariant(
        $"POLYGON(({x} {y}, {x + side} {y}, {x + side} {y + side}, {x} {y + side}, {x} {y}))");
}
