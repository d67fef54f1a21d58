using SrceOgc.Rendering.Rasterization;
using SrceOgc.Rendering.Styles.Symbolizers;

namespace SrceOgc.Rendering.Symbols;

/// <summary>Lets another painter draw points or rings of the feature instead of the feature (SE 1.1, 11.3.2; QGIS geometry generators of
/// these kinds).</summary>
internal sealed class DerivedShapePainter(GeometrySource source, SymbolPainter painter, SymbolContext context) : SymbolPainter
{
    public override bool NeedsWholeShape => true;

    public override void Draw(FeatureShape shape)
    {
        if (shape.Kind == ShapeKind.Empty)
            return;
        var derived = context.Derived;
        derived.Begin(source is GeometrySource.ExteriorRing or GeometrySource.InteriorRings ? ShapeKind.Line : ShapeKind.Point);
        for (var part = 0; part < shape.PartCount; part++)
            AddPart(shape, part, derived);
        derived.End();
        painter.Draw(derived);
    }

    private void AddPart(FeatureShape shape, int part, FeatureShape derived)
    {
        var (first, end) = shape.Part(part);
        switch (source)
        {
            case GeometrySource.Centroid:
                AddPoint(derived, ShapePoints.Center(shape, part));
                break;
            case GeometrySource.PointOnSurface:
                AddPoint(derived, ShapePoints.PointOnSurface(shape, part));
                break;
            case GeometrySource.StartPoint:
                AddPoint(derived, shape.Path.Vertices(first)[0]);
                break;
            case GeometrySource.EndPoint:
                AddPoint(derived, shape.Path.Vertices(first)[^1]);
                break;
            case GeometrySource.Vertices:
                for (var figure = first; figure < end; figure++)
                    foreach (var vertex in shape.Path.Vertices(figure))
                        AddPoint(derived, vertex);
                break;
            case GeometrySource.ExteriorRing:
                AddRings(shape, first, first + 1, derived);
                break;
            default:
                AddRings(shape, first + 1, end, derived);
                break;
        }
    }

    private static void AddPoint(FeatureShape derived, Vertex at)
    {
        derived.BeginPart();
        derived.Path.Add(at);
        derived.Path.EndFigure(closed: false);
    }

    private static void AddRings(FeatureShape shape, int first, int end, FeatureShape derived)
    {
        for (var figure = first; figure < end; figure++)
        {
            derived.BeginPart();
            foreach (var vertex in shape.Path.Vertices(figure))
                derived.Path.Add(vertex);
            derived.Path.EndFigure(shape.Path.IsClosed(figure));
        }
    }
}
