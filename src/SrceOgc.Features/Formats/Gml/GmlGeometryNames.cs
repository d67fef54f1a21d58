namespace SrceOgc.Features.Formats.Gml;

/// <summary>The elements a version of GML writes geometries with.</summary>
public sealed record GmlGeometryNames(
    string MultiLine, string LineMember, string MultiPolygon, string PolygonMember, string Exterior, string Interior,
    string PositionOpen, string PositionClose, string ListOpen, string ListClose, byte CoordinateSeparator)
{
    public static readonly GmlGeometryNames Gml3 = new(
        "gml:MultiCurve", "gml:curveMember", "gml:MultiSurface", "gml:surfaceMember", "gml:exterior", "gml:interior",
        "<gml:pos>", "</gml:pos>", "<gml:posList>", "</gml:posList>", (byte)' ');

    public static readonly GmlGeometryNames Gml2 = new(
        "gml:MultiLineString", "gml:lineStringMember", "gml:MultiPolygon", "gml:polygonMember", "gml:outerBoundaryIs",
            "gml:innerBoundaryIs",
        "<gml:coordinates>", "</gml:coordinates>", "<gml:coordinates>", "</gml:coordinates>", (byte)',');

    /// <summary>GML 3.2 wants a gml:id on every geometry.</summary>
    public bool HasIds { get; init; }

    /// <summary>GML 3 says how many coordinates a position has; in GML 2 their separators do.</summary>
    public bool HasDimension => CoordinateSeparator == ' ';
}
