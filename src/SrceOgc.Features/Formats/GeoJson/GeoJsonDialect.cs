namespace SrceOgc.Features.Formats.GeoJson;

/// <summary>What differs between the protocols that hand out GeoJSON, as data.</summary>
public sealed record GeoJsonDialect
{
    /// <summary>Identifiers as in GML ("communes.12"); coordinates x, y in every system, as QGIS and GDAL read them from a WFS.</summary>
    public static readonly GeoJsonDialect Wfs = new() { HasTotal = true };

    /// <summary>
    /// OGC API – Features: the identifier is the last step of the feature's address; coordinates follow the axes of the system
    /// asked for, which the header Content-Crs names (18-058r1, requirements 15 and 16).
    /// </summary>
    public static readonly GeoJsonDialect OgcApi = new() { HasPlainIdentifiers = true, FollowsAuthority = true };

    /// <summary>The identifier is the number alone, not a text with the type before it.</summary>
    public bool HasPlainIdentifiers { get; private init; }

    /// <summary>"totalFeatures" beside "numberMatched": the name by which clients of GeoServer page.</summary>
    public bool HasTotal { get; private init; }

    /// <summary>Coordinates in the order of the system's authority.</summary>
    public bool FollowsAuthority { get; private init; }
}
