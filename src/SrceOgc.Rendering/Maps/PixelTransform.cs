using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Rendering.Rasterization;

namespace SrceOgc.Rendering.Maps;

/// <summary>From a layer's coordinates straight to the pixels of one map.</summary>
internal abstract class PixelTransform
{
    /// <summary>The part of the layer the map shows, in the layer's CRS, with a margin for symbols that reach in.</summary>
    public required Envelope Window { get; init; }

    /// <summary>Layer units per pixel, about the middle of the map.</summary>
    public required double Resolution { get; init; }

    /// <summary>Coordinates of <paramref name="stride"/> doubles a vertex, x and y first.</summary>
    public abstract void Apply(ReadOnlySpan<double> coordinates, int stride, Span<Vertex> vertices);

    /// <summary>The corners of a rectangle's image, where that is a rectangle too.</summary>
    public virtual (Vertex TopLeft, Vertex BottomRight)? PixelsOf(in Envelope rectangle) => null;

    /// <summary>
    /// 1. One CRS: an affine transform says it exactly.
    /// 2. Else the map's corner and inside points are taken to the layer's CRS; what has no image there is not drawn.
    /// 3. The cheapest polynomial from layer to pixels that keeps within the tolerance is used.
    /// 4. If none does, vertices are transformed one by one.
    /// </summary>
    public static PixelTransform? Between(MapScene scene, Crs layer, double margin)
    {
        if (scene.Angle != 0)
            return TurnedTransform.Of(scene, layer, margin);
        var exact = CrsTransform.Between(layer, scene.Crs);
        var toPixels = AffineOf(scene);
        var inflated = scene.Extent.Grow(margin * Math.Max(scene.ResolutionX, scene.ResolutionY));
        if (exact.IsIdentity)
            return new AffineTransform(toPixels) { Window = inflated, Resolution = Math.Min(scene.ResolutionX, scene.ResolutionY) };
        var window = exact.Inverse.TransformEnvelope(inflated);
        if (window.IsEmpty)
            return null;
        // Layer units per pixel from the areas of both rectangles: a projection's scale changes little within a map.
        var resolution = Math.Sqrt(window.Width / (scene.Width + 2 * margin) * (window.Height / (scene.Height + 2 * margin)));
        return PolynomialTransform.Fit(exact, toPixels, inflated, window, resolution)
            ?? (PixelTransform)new ExactTransform(exact, toPixels) { Window = window, Resolution = resolution };
    }

    private static Affine AffineOf(MapScene scene) => new(
        1 / scene.ResolutionX, 0, -scene.Extent.MinX / scene.ResolutionX,
        0, -1 / scene.ResolutionY, scene.Extent.MaxY / scene.ResolutionY);
}

/// <summary>The layer is in the map's CRS. The map's corner is subtracted first: coordinates of millions keep their last bits.</summary>
internal sealed class AffineTransform(Affine toPixels) : PixelTransform
{
    private readonly double _scaleX = toPixels.A, _scaleY = toPixels.E;
    private readonly double _left = -toPixels.C / toPixels.A, _top = -toPixels.F / toPixels.E;

    public override (Vertex TopLeft, Vertex BottomRight)? PixelsOf(in Envelope rectangle) => (
        new((rectangle.MinX - _left) * _scaleX, (rectangle.MaxY - _top) * _scaleY),
        new((rectangle.MaxX - _left) * _scaleX, (rectangle.MinY - _top) * _scaleY));

    public override void Apply(ReadOnlySpan<double> coordinates, int stride, Span<Vertex> vertices)
    {
        ref var from = ref MemoryMarshal.GetReference(coordinates);
        ref var to = ref Unsafe.As<Vertex, double>(ref MemoryMarshal.GetReference(vertices));
        var corner = Vector128.Create(_left, _top);
        var scale = Vector128.Create(_scaleX, _scaleY);
        for (var i = 0; i < vertices.Length; i++)
            ((Vector128.LoadUnsafe(ref from, (nuint)(i * stride)) - corner) * scale).StoreUnsafe(ref to, (nuint)(2 * i));
    }
}

/// <summary>Vertex by vertex, for maps too wide for a polynomial.</summary>
internal sealed class ExactTransform(CrsTransform exact, Affine toPixels) : PixelTransform
{
    private const int Batch = 64;

    public override void Apply(ReadOnlySpan<double> coordinates, int stride, Span<Vertex> vertices)
    {
        Span<double> x = stackalloc double[Batch];
        Span<double> y = stackalloc double[Batch];
        while (!vertices.IsEmpty)
        {
            var count = Math.Min(Batch, vertices.Length);
            for (var i = 0; i < count; i++)
                (x[i], y[i]) = (coordinates[i * stride], coordinates[i * stride + 1]);
            exact.Transform(x[..count], y[..count]);
            for (var i = 0; i < count; i++)
                vertices[i] = toPixels.Apply(x[i], y[i]);
            vertices = vertices[count..];
            coordinates = coordinates[Math.Min(count * stride, coordinates.Length)..];
        }
    }
}
