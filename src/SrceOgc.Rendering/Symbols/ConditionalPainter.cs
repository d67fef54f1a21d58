using SrceOgc.Rendering.Styles.Expressions;

namespace SrceOgc.Rendering.Symbols;

/// <summary>Draws the features for which a condition does not say no (QGIS, data-defined "enabled" of a symbol layer).</summary>
internal sealed class ConditionalPainter(StyleExpression condition, SymbolPainter painter, SymbolContext context) : SymbolPainter
{
    public override bool NeedsWholeShape => painter.NeedsWholeShape;

    public override void Draw(FeatureShape shape)
    {
        if (!Conversion.TryBoolean(condition.Evaluate(context.Evaluation), out var holds) || holds)
            painter.Draw(shape);
    }
}
