using NetTopologySuite.Geometries;
using Envelope = SrceOgc.Features.Geometries.Envelope;

namespace SrceOgc.Features.Indicators;

/// <summary>Ground to measure; its geometry, valid, in the system measured in (metres).</summary>
/// <param name="Code">Whose.</param>
/// <param name="Geometry">Where.</param>
/// <param name="Known">What was measured of the same ground in the same squares before; null for nothing. Squares not named have
/// nothing.</param>
public sealed record MeasuredTerritory(string Code, Geometry Geometry, IReadOnlyList<CellFigures>? Known = null);

/// <summary>What a territory has in one square, by the plan's measures; squares add up.</summary>
public sealed record CellFigures(int Column, int Row, double[] Values);

/// <summary>An earlier run that this one goes on from.</summary>
/// <param name="Side">Of its squares.</param>
/// <param name="Changes">Ground on which anything measured has changed since: only squares that meet one are measured again.</param>
public sealed record MeasuredBefore(double Side, IReadOnlyList<Envelope> Changes);

/// <summary>What one territory has of a square.</summary>
internal sealed record TerritoryPiece(int Territory, Geometry Geometry, bool IsWholeCell);
