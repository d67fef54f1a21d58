namespace SrceOgc.Features.Geometries;

/// <summary>The codes and sizes of ISO well-known binary (OGC 06-103r4, 8.2) as this product stores it: little-endian, x y [z].</summary>
public static class Wkb
{
    public const byte LittleEndian = 1;
    public const uint Point = 1, LineString = 2, Polygon = 3, MultiPoint = 4, MultiLineString = 5, MultiPolygon = 6, GeometryCollection = 7;
    public const uint CircularString = 8, CompoundCurve = 9, CurvePolygon = 10, MultiCurve = 11, MultiSurface = 12;
    public const uint PolyhedralSurface = 15, Tin = 16, Triangle = 17;
    public const uint ZOffset = 1000;
    public const int HeaderSize = 5, CountSize = 4;

    public static uint BaseType(uint type) => type % ZOffset;

    public static bool HasZ(uint type) => type / ZOffset == 1;

    /// <summary>The type of one part of a multi type, or 0 for what has no parts.</summary>
    public static uint PartType(uint baseType) => baseType is MultiPoint or MultiLineString or MultiPolygon ? baseType - 3 : 0;
}
