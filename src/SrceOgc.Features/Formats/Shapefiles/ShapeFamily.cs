using SrceOgc.Features.Geometries;

namespace SrceOgc.Features.Formats.Shapefiles;

/// <summary>A shapefile holds one of these; a layer of mixed geometries becomes several files.</summary>
internal sealed record ShapeFamily(string Suffix, int ShapeType, WkbType PartType)
{
    public static readonly ShapeFamily Points = new("points", 8, WkbType.Point);

    public static readonly ShapeFamily Lines = new("lignes", 3, WkbType.LineString);

    public static readonly ShapeFamily Polygons = new("surfaces", 5, WkbType.Polygon);

    public static IReadOnlyList<ShapeFamily> All { get; } = [Points, Lines, Polygons];
}
