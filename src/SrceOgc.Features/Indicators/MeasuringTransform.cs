using NetTopologySuite.Geometries;
using SrceOgc.Features.ReferenceSystems;

namespace SrceOgc.Features.Indicators;

/// <summary>Carries a geometry of the caller's own into the system measured in, in place.</summary>
public static class MeasuringTransform
{
    public static Geometry Apply(Geometry geometry, CrsTransform transform)
    {
        if (!transform.IsIdentity)
            geometry.Apply(new Carrying(transform));
        return geometry;
    }

    private sealed class Carrying(CrsTransform transform) : IEntireCoordinateSequenceFilter
    {
        public bool Done => false;

        public bool GeometryChanged => true;

        public void Filter(CoordinateSequence sequence)
        {
            for (var i = 0; i < sequence.Count; i++)
            {
                var (x, y) = transform.Transform(sequence.GetX(i), sequence.GetY(i));
                sequence.SetX(i, x);
                sequence.SetY(i, y);
            }
        }
    }
}
