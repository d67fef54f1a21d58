using NetTopologySuite.Geometries;
using SrceOgc.Features.ReferenceSystems;

namespace SrceOgc.Server.Territories;

/// <summary>A territory that something is asked of: one of the catalogue, or somebody's own perimeter.</summary>
/// <param name="Type">Key of its type.</param>
/// <param name="Code">Its code.</param>
/// <param name="Name">In words.</param>
/// <param name="Geometry">Valid, in <paramref name="System"/>.</param>
/// <param name="System">In metres: what it is measured in.</param>
/// <param name="Declared">As the catalogue has it; null for a perimeter.</param>
internal sealed record TerritoryGround(string Type, string Code, string Name, Geometry Geometry, Crs System, Territory? Declared);
