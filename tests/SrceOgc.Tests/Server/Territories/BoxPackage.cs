using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using SrceOgc.Features.GeoPackages;
using SrceOgc.Features.Layers;
using Envelope = SrceOgc.Features.Geometries.Envelope;

namespace SrceOgc.Tests.Server.Territories;

/// <summary>GeoPackages of boxes in Lambert-93, with texts for fields: territories and what lies in them.</summary>
internal static class BoxPackage
{
    public static GeoPackageDraft Draft(string name, params GeoPackageColumn[] columns) =>
        new(name, name, "", "geom", "POLYGON", false, new(2154, "EPSG", 2154, "RGF93 v1 / Lambert-93", "undefined"), columns);

    public static void Add(GeoPackageTableWriter table, long id, double x, double y, double width, double height, params string[] values)
    {
        table.Begin(id);
        var box = new NetTopologySuite.Geometries.GeometryFactory()
            .ToGeometry(new NetTopologySuite.Geometries.Envelope(x, x + width, y, y + height));
        table.Geometry(id, new WKBWriter(ByteOrder.LittleEndian).Write(box), new Envelope(x, y, x + width, y + height));
        for (var i = 0; i < values.Length; i++)
            table.Value(i, FieldValue.Of(System.Text.Encoding.UTF8.GetBytes(values[i])));
        table.End();
    }

    public static byte[] Written(Action<GeoPackageWriter> write)
    {
        var path = Path.Combine(Path.GetTempPath(), $"srceogc-{Guid.NewGuid():N}.gpkg");
        using (var writer = new GeoPackageWriter(path, DateTime.UnixEpoch))
        {
            write(writer);
            writer.Finish();
        }

        var bytes = File.ReadAllBytes(path);
        File.Delete(path);
        return bytes;
    }
}
