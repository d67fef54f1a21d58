using SrceOgc.Features.Geometries;

namespace SrceOgc.Features.ReferenceSystems;

/// <summary>
/// From one reference system to another, in place and without allocation. What lies outside a projection's domain
/// becomes NaN. Immutable: one instance serves every thread.
/// </summary>
public sealed class CrsTransform
{
    private const int Steps = 24;

    private readonly Crs _from;
    private readonly Crs _to;

    private CrsTransform(Crs from, Crs to)
    {
        _from = from;
        _to = to;
        IsIdentity = ReferenceEquals(from.Projection, to.Projection) && from.Datum == to.Datum;
    }

    public delegate void Batch(Span<double> x, Span<double> y);

    /// <summary>Nothing to compute: the systems differ at most by name or by axis order.</summary>
    public bool IsIdentity { get; }

    public CrsTransform Inverse => new(_to, _from);

    public static CrsTransform Between(Crs from, Crs to) => new(from, to);

    public void Transform(Span<double> x, Span<double> y)
    {
        if (IsIdentity)
            return;
        _from.Projection.Inverse(x, y);
        if (_from.Datum != _to.Datum)
            _from.Datum.Shift(_to.Datum, x, y);
        _to.Projection.Forward(x, y);
    }

    /// <summary>Pairs x, y, x, y, …</summary>
    public void Transform(Span<double> coordinates)
    {
        if (IsIdentity)
            return;
        const int Batch = 64;
        Span<double> x = stackalloc double[Batch];
        Span<double> y = stackalloc double[Batch];
        for (; coordinates.Length > 1; coordinates = coordinates[Math.Min(2 * Batch, coordinates.Length)..])
        {
            var count = Math.Min(Batch, coordinates.Length / 2);
            for (var i = 0; i < count; i++)
                (x[i], y[i]) = (coordinates[2 * i], coordinates[2 * i + 1]);
            Transform(x[..count], y[..count]);
            for (var i = 0; i < count; i++)
                (coordinates[2 * i], coordinates[2 * i + 1]) = (x[i], y[i]);
        }
    }

    public (double X, double Y) Transform(double x, double y)
    {
        Transform(new Span<double>(ref x), new Span<double>(ref y));
        return (x, y);
    }

    /// <summary>The bounds of a rectangle's image, empty when nothing of it is in the domain.</summary>
    public Envelope TransformEnvelope(Envelope envelope) =>
        IsIdentity || envelope.IsEmpty ? envelope : TransformEnvelope(envelope, Transform);

    /// <summary>
    /// Extremes of these projections lie on the edges, so the edges are enough; unless part of them is outside the
    /// domain: then a grid over the inside tells what of it is left.
    /// </summary>
    internal static Envelope TransformEnvelope(Envelope envelope, Batch transform)
    {
        var image = Envelope.Empty;
        var whole = Row(envelope, 0, transform, ref image) & Row(envelope, 1, transform, ref image)
            & Column(envelope, 0, transform, ref image) & Column(envelope, 1, transform, ref image);
        for (var row = 1; row < Steps && !whole; row++)
            Row(envelope, row / (double)Steps, transform, ref image);
        return image;
    }

    private static bool Row(in Envelope envelope, double at, Batch transform, ref Envelope image)
    {
        Span<double> x = stackalloc double[Steps + 1];
        Span<double> y = stackalloc double[Steps + 1];
        Spread(x, envelope.MinX, envelope.MaxX);
        y.Fill(at == 1 ? envelope.MaxY : envelope.MinY + envelope.Height * at);
        transform(x, y);
        return Bound(ref image, x, y);
    }

    private static bool Column(in Envelope envelope, double at, Batch transform, ref Envelope image)
    {
        Span<double> x = stackalloc double[Steps + 1];
        Span<double> y = stackalloc double[Steps + 1];
        x.Fill(at == 1 ? envelope.MaxX : envelope.MinX);
        Spread(y, envelope.MinY, envelope.MaxY);
        transform(x, y);
        return Bound(ref image, x, y);
    }

    private static void Spread(Span<double> values, double from, double to)
    {
        for (var i = 0; i < Steps; i++)
            values[i] = from + (to - from) * i / Steps;
        values[Steps] = to;
    }

    /// <summary>Widens the image by the points that have one; false when some have none.</summary>
    private static bool Bound(ref Envelope image, ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var whole = true;
        for (var i = 0; i < x.Length; i++)
            if (double.IsFinite(x[i]) && double.IsFinite(y[i]))
                image = image.Union(new Envelope(x[i], y[i], x[i], y[i]));
            else
                whole = false;
        return whole;
    }
}
