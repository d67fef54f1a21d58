using NetTopologySuite.Geometries;

namespace SrceOgc.Features.Indicators;

/// <summary>Ground to measure; its geometry, valid, in the system measured in (metres).</summary>
public sealed record MeasuredTerritory(string Code, Geometry Geometry);

/// <summary>What one territory has of a square.</summary>
internal sealed record TerritoryPiece(int Territory, Geometry Geometry, bool IsWholeCell);
