using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using SrceOgc.Features.Geometries;
using SrceOgc.Rendering.Styles.Expressions;

namespace SrceOgc.Rendering.Symbols;

/// <summary>
/// Draws the geometry an expression makes of each feature; nothing where it makes none, the feature itself where there is no map (a
/// legend).
/// </summary>
internal sealed class GeneratedPainter(StyleExpression geometry, SymbolPainter painter, SymbolContext context) : SymbolPainter
{
    private readonly FeatureShape _shape = new(context.Canvas.Limits);
    private readonly WKBWriter _writer = new(ByteOrder.LittleEndian, handleSRID: false, emitZ: false, emitM: false);

    public override bool NeedsWholeShape => true;

    public override void Draw(FeatureShape shape)
    {
        if (context.Place is not { } place)
        {
            painter.Draw(shape);
            return;
        }

        if (Made() is not { IsEmpty: false } made)
            return;
        var wkb = _writer.Write(made);
        for (var type = WkbType.Polygon; type >= WkbType.Point; type--)
        {
            place(wkb, _shape, type);
            painter.Draw(_shape);
        }
    }

    private Geometry? Made()
    {
        try
        {
            return geometry.ObjectOf(context.Evaluation) as Geometry;
        }
        catch (EvaluationFailure)
        {
            return null;
        }
    }
}
