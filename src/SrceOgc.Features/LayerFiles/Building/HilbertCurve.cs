using SrceOgc.Features.Geometries;

namespace SrceOgc.Features.LayerFiles.Building;

/// <summary>
/// The place of a point along a Hilbert curve of 65 536 x 65 536 cells laid over an extent. Features sorted by it lie
/// beside their neighbours in the file, so that what a map or a page reads is a few contiguous runs.
/// </summary>
internal readonly struct HilbertCurve(Envelope extent)
{
    private const int Order = 16;
    private const uint Side = 1u << Order;

    private readonly double _scaleX = Scale(extent.Width);
    private readonly double _scaleY = Scale(extent.Height);

    public uint IndexOf(double x, double y) =>
        Index((uint)((x - extent.MinX) * _scaleX), (uint)((y - extent.MinY) * _scaleY));

    private static double Scale(double width) => width > 0 ? (Side - 1) / width : 0;

    private static uint Index(uint x, uint y)
    {
        uint index = 0;
        for (var side = Side / 2; side > 0; side /= 2)
        {
            var right = (x & side) != 0 ? 1u : 0;
            var upper = (y & side) != 0 ? 1u : 0;
            index += side * side * ((3 * right) ^ upper);
            if (upper == 1)
                continue;
            if (right == 1)
                (x, y) = (Side - 1 - x, Side - 1 - y);
            (x, y) = (y, x);
        }

        return index;
    }
}
