namespace SrceOgc.Features.Formats.OData;

/// <summary>How entities are shown beside their fields: names are null for what is not shown.</summary>
/// <param name="Context">The address of the metadata with its fragment; null when the client wants none.</param>
/// <param name="KeyName">The property that is the identifier.</param>
/// <param name="Set">Its name, when entities come without their key: each then says its identifier (OData JSON 4.0, 4.5.8).</param>
/// <param name="GeometryName">The property that is the geometry as GeoJSON.</param>
/// <param name="TextName">The property that is the geometry as Well-Known Text.</param>
/// <param name="TypePrefix">"Geometry" in a plane, "Geography" in degrees.</param>
/// <param name="HasCount">The number of all matches was asked for.</param>
public sealed record ODataShape(string? Context, string? KeyName, string? Set, string? GeometryName, string? TextName, string TypePrefix,
    bool HasCount);
