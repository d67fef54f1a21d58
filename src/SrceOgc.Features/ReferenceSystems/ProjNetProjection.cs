using ProjNet.CoordinateSystems;
using ProjNet.CoordinateSystems.Transformations;

namespace SrceOgc.Features.ReferenceSystems;

/// <summary>
/// A system known only by its Well-Known Text, through ProjNET (a few millimetres to a few metres off PROJ, according to
/// the datum shift the text gives). Longitudes and latitudes are WGS 84's. ProjNET may throw on a point of which it
/// can make nothing: that point becomes NaN like any other outside the domain.
/// </summary>
internal sealed class ProjNetProjection : Projection
{
    private const double DegreesPerRadian = 180 / Math.PI;

    private readonly MathTransform _forward;
    private readonly MathTransform _inverse;

    private ProjNetProjection(CoordinateSystem system)
    {
        var transformation = new CoordinateTransformationFactory().CreateFromCoordinateSystems(GeographicCoordinateSystem.WGS84, system);
        _forward = transformation.MathTransform;
        _inverse = _forward.Inverse();
        IsAngular = system is GeographicCoordinateSystem;
    }

    public override bool IsAngular { get; }

    /// <summary>Null when ProjNET does not understand the text.</summary>
    public static ProjNetProjection? TryCreate(string wellKnownText, out string name)
    {
        name = "";
        try
        {
            var system = new CoordinateSystemFactory().CreateFromWkt(wellKnownText);
            name = system.Name;
            return new ProjNetProjection(system);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return null;
        }
    }

    public override void Forward(Span<double> x, Span<double> y)
    {
        for (var i = 0; i < x.Length; i++)
        {
            x[i] *= DegreesPerRadian;
            y[i] *= DegreesPerRadian;
        }
        Apply(_forward, x, y);
    }

    public override void Inverse(Span<double> x, Span<double> y)
    {
        Apply(_inverse, x, y);
        for (var i = 0; i < x.Length; i++)
        {
            x[i] /= DegreesPerRadian;
            y[i] /= DegreesPerRadian;
        }
    }

    private static void Apply(MathTransform transform, Span<double> x, Span<double> y)
    {
        for (var i = 0; i < x.Length; i++)
            Apply(transform, ref x[i], ref y[i]);
    }

    /// <summary>Outside a projection's domain the library throws, some of its projections a plain <see cref="Exception"/>.</summary>
    private static void Apply(MathTransform transform, ref double x, ref double y)
    {
        try
        {
            transform.Transform(ref x, ref y);
        }
        catch (Exception)
        {
            x = y = double.NaN;
        }
    }
}
