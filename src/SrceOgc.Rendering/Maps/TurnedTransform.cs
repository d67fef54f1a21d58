using SrceOgc.Features.Geometries;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Rendering.Rasterization;

namespace SrceOgc.Rendering.Maps;

/// <summary>
/// To the pixels of a map that is turned about its middle: first to those of an upright map large enough to hold the turned one, then
/// round. Rectangles of
/// the layer are none there, so nothing is left out for being hidden.
/// </summary>
internal sealed class TurnedTransform : PixelTransform
{
    private readonly PixelTransform _upright;
    private readonly double _cos, _sin;
    private readonly Vertex _from, _to;

    private TurnedTransform(PixelTransform upright, double degrees, Vertex from, Vertex to)
    {
        (_sin, _cos) = Math.SinCos(degrees * Math.PI / 180);
        (_upright, _from, _to) = (upright, from, to);
    }

    public static PixelTransform? Of(MapScene scene, Crs layer, double margin)
    {
        var (sin, cos) = Math.SinCos(scene.Angle * Math.PI / 180);
        var width = (int)Math.Ceiling(Math.Abs(scene.Width * cos) + Math.Abs(scene.Height * sin));
        var height = (int)Math.Ceiling(Math.Abs(scene.Width * sin) + Math.Abs(scene.Height * cos));
        var (halfWidth, halfHeight) = (width * scene.ResolutionX / 2, height * scene.ResolutionY / 2);
        var (x, y) = (scene.Extent.CenterX, scene.Extent.CenterY);
        var upright = scene with
        {
            Width = width,
            Height = height,
            Angle = 0,
            Extent =
            new Envelope(x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight)
        };
        return Between(upright, layer, margin) is { } transform
            ? new TurnedTransform(transform, scene.Angle, new(width / 2.0, height / 2.0), new(scene.Width / 2.0, scene.Height / 2.0))
            {
                Window = transform.Window,
                Resolution = transform.Resolution,
            }
            : null;
    }

    public override void Apply(ReadOnlySpan<double> coordinates, int stride, Span<Vertex> vertices)
    {
        _upright.Apply(coordinates, stride, vertices);
        foreach (ref var vertex in vertices)
        {
            var (x, y) = (vertex.X - _from.X, vertex.Y - _from.Y);
            vertex = new(_to.X + x * _cos - y * _sin, _to.Y + x * _sin + y * _cos);
        }
    }
}
