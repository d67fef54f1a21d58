using SrceOgc.Rendering.Canvases;
using SrceOgc.Rendering.Rasterization;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Symbols;

namespace SrceOgc.Rendering.Maps;

/// <summary>The labels of one map: collected while features pass by, layer after layer, placed and drawn over everything at the
/// end.</summary>
public abstract class LabelSink
{
    /// <summary>How far outside the map a label's feature may lie and still matter, in pixels.</summary>
    public abstract double Margin { get; }

    /// <summary>A painter that keeps what it needs of each shape instead of drawing it.</summary>
    public abstract SymbolPainter CollectorOf(TextSymbolizer symbolizer, SymbolContext context);

    /// <exception cref="SrceOgc.Features.Budgets.BudgetExceededException">The time of the drawing is used up.</exception>
    public abstract void Draw(Canvas canvas);
}
