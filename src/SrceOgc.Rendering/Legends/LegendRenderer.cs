using SrceOgc.Features.Budgets;
using SrceOgc.Rendering.Canvases;
using SrceOgc.Rendering.Fonts;
using SrceOgc.Rendering.Maps;
using SrceOgc.Rendering.Rasterization;

namespace SrceOgc.Rendering.Legends;

/// <summary>Draws legends as pictures, with the painters that draw maps.</summary>
public sealed class LegendRenderer(FontLibrary fonts, DrawingToolsPool pool)
{
    private const int LargestSide = 8_192;
    private const int MostPixels = 40_000_000;
    private static readonly Color Ink = new(33, 37, 41);

    /// <summary>Headings, symbols and titles, as large as they need.</summary>
    /// <exception cref="BudgetExceededException">The budget is used up; all memory is given back.</exception>
    public RenderedMap Render(IReadOnlyList<LegendLayer> layers, LegendOptions options, RequestBudget budget)
    {
        var layout = LegendLayout.Of(layers, options, fonts);
        var (width, height) = SizeOf(layout);
        return Draw(width, height, options, budget, tools => DrawRows(layout, tools.Canvas, tools, options, budget));
    }

    /// <summary>The same on a canvas of another kind, of the size that <see cref="SizeOf(IReadOnlyList{LegendLayer}, LegendOptions)"/>
    /// says.</summary>
    /// <exception cref="BudgetExceededException">The budget is used up; all memory is given back.</exception>
    public void Draw(IReadOnlyList<LegendLayer> layers, LegendOptions options, Canvas canvas, RequestBudget budget)
    {
        var layout = LegendLayout.Of(layers, options, fonts);
        WithTools(budget, tools => DrawRows(layout, canvas, tools, options, budget));
    }

    /// <summary>One symbol in a box of the canvas.</summary>
    /// <exception cref="BudgetExceededException">The budget is used up; all memory is given back.</exception>
    public void DrawSymbol(LegendLayer layer, LegendEntry entry, Canvas canvas, Vertex corner, double width, double height,
        LegendOptions options, RequestBudget budget) => WithTools(budget, tools =>
            LegendSymbol.Draw(entry.Rule, layer.Family, corner, width, height, canvas, tools, fonts, options.Scale, budget));

    /// <summary>The height in pixels that shows a symbol whole, at least <paramref name="usual"/>.</summary>
    public static double HeightOf(LegendEntry entry, LegendOptions options, double usual) =>
        LegendSymbol.HeightOf(entry.Rule, options.Scale, usual);

    private void WithTools(RequestBudget budget, Action<DrawingTools> draw)
    {
        var tools = pool.Rent(budget);
        try
        {
            tools.Textures.Reset();
            draw(tools);
        }
        finally
        {
            pool.Return(tools);
        }
    }

    private void DrawRows(LegendLayout layout, Canvas canvas, DrawingTools tools, LegendOptions options, RequestBudget budget)
    {
        foreach (var row in layout.Rows)
            DrawRow(row, layout, canvas, tools, options, budget);
    }

    /// <summary>How large the picture of a legend will be, in pixels.</summary>
    public (int Width, int Height) SizeOf(IReadOnlyList<LegendLayer> layers, LegendOptions options) =>
        SizeOf(LegendLayout.Of(layers, options, fonts));

    private static (int Width, int Height) SizeOf(LegendLayout layout)
    {
        var width = Math.Clamp(layout.Width, 1, LargestSide);
        return (width, Math.Clamp(layout.Height, 1, Math.Min(LargestSide, MostPixels / width)));
    }

    /// <summary>One symbol alone, filling the picture.</summary>
    public RenderedMap RenderSymbol(
        LegendLayer layer, LegendEntry entry, int width, int height, LegendOptions options, RequestBudget budget) =>
        Draw(width, height, options, budget, tools =>
            LegendSymbol.Draw(
                entry.Rule, layer.Family, new Vertex(0, 0), width, height, tools.Canvas, tools, fonts, options.Scale, budget));

    private RenderedMap Draw(int width, int height, LegendOptions options, RequestBudget budget, Action<DrawingTools> draw)
    {
        var tools = pool.Rent(budget);
        try
        {
            tools.Canvas.Begin(width, height, options.IsTransparent ? Color.Transparent : Color.White);
            tools.Textures.Reset();
            draw(tools);
            return new RenderedMap(tools, pool);
        }
        catch
        {
            pool.Return(tools);
            throw;
        }
    }

    private void DrawRow(
        in LegendRow row, LegendLayout layout, Canvas canvas, DrawingTools tools, LegendOptions options, RequestBudget budget)
    {
        budget.Look();
        var textLeft = row.Left;
        if (row is { Entry: { } entry, Layer: { } layer })
        {
            var height = Math.Max(layout.SymbolHeight,
                Math.Min(row.Height, LegendSymbol.HeightOf(entry.Rule, options.Scale, layout.SymbolHeight)));
            var corner = new Vertex(Math.Round(row.Left), Math.Round(row.Top + (row.Height - height) / 2));
            LegendSymbol.Draw(entry.Rule, layer.Family, corner, layout.SymbolWidth, height, canvas, tools, fonts, options.Scale,
                budget);
            textLeft += layout.SymbolWidth + layout.TextGap;
        }

        if (row.Font is { } font)
            DrawText(row, font, textLeft, canvas);
    }

    private static void DrawText(in LegendRow row, Font font, double left, Canvas canvas)
    {
        var step = row.Size * 1.25;
        var baseline = row.Top + row.Height / 2 - (row.Lines.Length - 1) * step / 2 + row.Size * 0.36;
        var lines = new PlacedText[row.Lines.Length];
        for (var i = 0; i < lines.Length; i++)
            lines[i] = new(font, row.Size, row.Lines[i], Affine.Translation(left, baseline + i * step));
        canvas.DrawText(lines, new(Ink));
    }
}
