using NetTopologySuite.Geometries;
using SrceOgc.Features.GeoPackages;

namespace SrceOgc.Publishing.SingleLayers;

/// <summary>Which geometry type a converted layer declares: that of the layer served where its geometries are of its family.</summary>
internal static class GeometryShape
{
    private static readonly string[] Names = ["POINT", "LINESTRING", "POLYGON"];

    public static string TypeOf(IEnumerable<Geometry?> shapes, GeoPackageTable served)
    {
        var dimensions = shapes.OfType<Geometry>().Where(shape => !shape.IsEmpty).Select(shape => (int)shape.Dimension).Distinct()
            .ToArray();
        return dimensions switch
        {
            [var one] when served.GeometryType.EndsWith(Names[one], StringComparison.Ordinal) => served.GeometryType,
            [var one] => "MULTI" + Names[one],
            [] => served.GeometryType.Length > 0 ? served.GeometryType : "GEOMETRY",
            _ => "GEOMETRY",
        };
    }

    /// <summary>Shapefiles know parts only: a geometry of one part is given as that part where the layer has single ones.</summary>
    public static Geometry? As(Geometry? shape, string type) =>
        shape is GeometryCollection { NumGeometries: 1 } one && !type.StartsWith("MULTI", StringComparison.Ordinal) ? one[0] : shape;
}
