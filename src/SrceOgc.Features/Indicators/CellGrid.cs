using SrceOgc.Features.Geometries;

namespace SrceOgc.Features.Indicators;

/// <summary>
/// The squares the ground is measured in: what lies in one is united once for all territories that have a part of it, and areas and lengths
/// of squares add up.
/// Its lines lie a fraction of a millimetre aside from any round coordinate, so that no line of a dataset runs along one and is measured in
/// two squares.
/// </summary>
internal readonly record struct CellGrid(double Side)
{
    private const double Aside = 0.000_317;

    private const double LeastSide = 500, MostSide = 8000;

    /// <summary>Squares of about half the width of a usual territory.</summary>
    public static CellGrid For(IReadOnlyList<MeasuredTerritory> territories)
    {
        var widths = territories.Select(territory => Math.Sqrt(territory.Geometry.Area)).Where(width => width > 0).Order().ToArray();
        return new(widths.Length == 0 ? MostSide : Math.Clamp(Math.Round(widths[widths.Length / 2] * 0.6), LeastSide, MostSide));
    }

    public (int Column, int Row) CellOf(double x, double y) => ((int)Math.Floor((x - Aside) / Side), (int)Math.Floor((y - Aside) / Side));

    public Envelope Box(int column, int row) =>
        new(column * Side + Aside, row * Side + Aside, (column + 1) * Side + Aside, (row + 1) * Side + Aside);

    /// <summary>A column of squares, as tall as what is cut by it.</summary>
    public Envelope Strip(int column, in Envelope bounds) =>
        new(column * Side + Aside, bounds.MinY, (column + 1) * Side + Aside, bounds.MaxY);
}
