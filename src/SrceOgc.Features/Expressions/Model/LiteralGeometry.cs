using NetTopologySuite.Geometries;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;
using SrceOgc.Features.ReferenceSystems;
using Envelope = SrceOgc.Features.Geometries.Envelope;

namespace SrceOgc.Features.Expressions.Model;

/// <summary>A geometry as a client wrote it, x then y. <paramref name="Crs"/> null: the client named none.</summary>
public sealed record LiteralGeometry(Geometry Geometry, Crs? Crs)
{
    /// <summary>
    /// Edges of an envelope are cut in pieces before it is carried into another system, where they bend: pieces of
    /// <see cref="PieceMetres"/> lie within a
    /// decimetre of the bend.
    /// </summary>
    private const int FewestPieces = 16, MostPieces = 64;

    private const double PieceMetres = 2_000;

    public static LiteralGeometry Of(in Envelope envelope, Crs? crs) =>
        new(WkbGeometryReader.Factory.ToGeometry(new(envelope.MinX, envelope.MaxX, envelope.MinY, envelope.MaxY)), crs);

    /// <summary>
    /// A rectangle without what lies far from all features: a box of the whole world has no place in most projections, and
    /// what is left of it bends less. The same features meet it.
    /// </summary>
    public LiteralGeometry Near(in Envelope features, Crs layer, Crs fallback)
    {
        var transform = CrsTransform.Between(layer, Crs ?? fallback);
        if (!Geometry.IsRectangle || transform.IsIdentity)
            return this;
        var image = transform.TransformEnvelope(features);
        if (image.IsEmpty)
            return this;
        var margin = Math.Max(image.Width, image.Height) / 100 + 1 / (Crs ?? fallback).MetresPerUnit;
        var bounds = Geometry.EnvelopeInternal;
        var common = image.Grow(margin).Intersection(new Envelope(bounds.MinX, bounds.MinY, bounds.MaxX, bounds.MaxY));
        return common.IsEmpty ? this with { Geometry = WkbGeometryReader.Factory.CreatePolygon() } : Of(common, Crs);
    }

    /// <summary>The geometry in another system; null when part of it has no place there.</summary>
    public Geometry? In(Crs target, Crs fallback)
    {
        var transform = CrsTransform.Between(Crs ?? fallback, target);
        if (transform.IsIdentity)
            return Geometry;
        var copy = Geometry.IsRectangle ? Densify(Geometry, (Crs ?? fallback).MetresPerUnit) : Geometry.Copy();
        var filter = new TransformFilter(transform);
        copy.Apply(filter);
        return filter.IsWhole ? copy : null;
    }

    private static Geometry Densify(Geometry rectangle, double metresPerUnit)
    {
        var bounds = rectangle.EnvelopeInternal;
        var pieces = (int)Math.Clamp(Math.Max(bounds.Width, bounds.Height) * metresPerUnit / PieceMetres, FewestPieces, MostPieces);
        var corners = rectangle.Coordinates;
        var ring = new List<Coordinate>(4 * pieces + 1);
        for (var corner = 0; corner < 4; corner++)
            for (var piece = 0; piece < pieces; piece++)
                ring.Add(Between(corners[corner], corners[corner + 1], piece / (double)pieces));
        ring.Add(ring[0].Copy());
        return WkbGeometryReader.Factory.CreatePolygon([.. ring]);
    }

    private static Coordinate Between(Coordinate from, Coordinate to, double share) =>
        new(from.X + (to.X - from.X) * share, from.Y + (to.Y - from.Y) * share);

    private sealed class TransformFilter(CrsTransform transform) : IEntireCoordinateSequenceFilter
    {
        public bool IsWhole { get; private set; } = true;

        public bool Done => !IsWhole;

        public bool GeometryChanged => true;

        public void Filter(CoordinateSequence sequence)
        {
            for (var i = 0; i < sequence.Count; i++)
            {
                var (x, y) = transform.Transform(sequence.GetX(i), sequence.GetY(i));
                IsWhole &= double.IsFinite(x) && double.IsFinite(y);
                sequence.SetX(i, x);
                sequence.SetY(i, y);
            }
        }
    }
}
