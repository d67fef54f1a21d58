using SrceOgc.Features.Geometries;
using SrceOgc.Features.ReferenceSystems;

namespace SrceOgc.Server.Maps;

/// <summary>The frame of a map: its CRS, its extent in x, y, its size in pixels and the density of those pixels.</summary>
internal sealed record MapView(Crs Crs, Envelope Extent, int Width, int Height, double Dpi)
{
    /// <summary>How far the map is turned about its middle, in degrees clockwise.</summary>
    public double Angle { get; init; }

    /// <summary>Where the middle of a pixel lies, in the map's CRS (x, y); pixels are counted from the upper left corner.</summary>
    public (double X, double Y) GroundAt(int column, int row)
    {
        // Back from a turned map to the upright one.
        var (sin, cos) = Math.SinCos(Angle * Math.PI / 180);
        var (right, down) = (column + 0.5 - Width / 2.0, row + 0.5 - Height / 2.0);
        return (Extent.CenterX + (right * cos + down * sin) * Extent.Width / Width,
            Extent.CenterY - (down * cos - right * sin) * Extent.Height / Height);
    }
}
