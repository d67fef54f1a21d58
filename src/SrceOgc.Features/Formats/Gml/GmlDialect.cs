namespace SrceOgc.Features.Formats.Gml;

/// <summary>
/// What differs between the GML of WFS 2.0.0, 1.1.0 and 1.0.0, as data: names of namespaces and elements, and which of the
/// optional things are there. <paramref name="CountAttributes"/>: {0} is the features that match, {1} those returned, {2}
/// what WFS 1.1.0 (9.3) counts: those that match when only hits are asked for, else those returned.
/// </summary>
public sealed record GmlDialect(
    string GmlNamespace,
    string WfsNamespace,
    string WfsSchema,
    string IdAttribute,
    string Member,
    string CountAttributes,
    GmlGeometryNames Geometry)
{
    /// <summary>WFS 2.0.0 with GML 3.2.1.</summary>
    public static readonly GmlDialect Gml32 = new(
        "http://www.opengis.net/gml/3.2", "http://www.opengis.net/wfs/2.0", "http://schemas.opengis.net/wfs/2.0/wfs.xsd",
        "gml:id", "wfs:member", " numberMatched=\"{0}\" numberReturned=\"{1}\"", GmlGeometryNames.Gml3 with { HasIds = true });

    /// <summary>WFS 1.1.0 with GML 3.1.1.</summary>
    public static readonly GmlDialect Gml31 = new(
        "http://www.opengis.net/gml", "http://www.opengis.net/wfs", "http://schemas.opengis.net/wfs/1.1.0/wfs.xsd",
        "gml:id", "gml:featureMember", " numberOfFeatures=\"{2}\"", GmlGeometryNames.Gml3);

    /// <summary>WFS 1.0.0 with GML 2.1.2, whose collections must have bounds, if only unknown ones.</summary>
    public static readonly GmlDialect Gml21 = new(
        "http://www.opengis.net/gml", "http://www.opengis.net/wfs", "http://schemas.opengis.net/wfs/1.0.0/WFS-basic.xsd",
        "fid", "gml:featureMember", "", GmlGeometryNames.Gml2);

    public bool HasTimeStamp => this != Gml21;

    public bool HasNestedCollections => this == Gml32;

    /// <summary>A collection must say that its bounds are unknown.</summary>
    public bool HasUnknownBounds => this == Gml21;

    /// <summary>GDAL, once it has the schema, takes the system of a file from the bounds of the collection alone.</summary>
    public bool HasBounds => this == Gml31;

    public bool HasPages => this == Gml32;
}
