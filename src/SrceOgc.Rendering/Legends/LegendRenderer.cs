using SrceOgc.Features.Budgets;
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
        return Draw(width, height, options, budget, tools =>
        {
            foreach (var row in layout.Rows)
                DrawRow(row, layout, tools, options, budget);
        });
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
            LegendSymbol.Draw(entry.Rule, layer.Family, new Vertex(0, 0), width, height, tools, fonts, options.Scale, budget));

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

    private void DrawRow(in LegendRow row, LegendLayout layout, DrawingTools tools, LegendOptions options, RequestBudget budget)
    {
        budget.Look();
        var textLeft = row.Left;
        if (row is { Entry: { } entry, Layer: { } layer })
        {
            var height = Math.Max(layout.SymbolHeight,
                Math.Min(row.Height, LegendSymbol.HeightOf(entry.Rule, options.Scale, layout.SymbolHeight)));
            var corner = new Vertex(Math.Round(row.Left), Math.Round(row.Top + (row.Height - height) / 2));
            LegendSymbol.Draw(entry.Rule, layer.Family, corner, layout.SymbolWidth, height, tools, fonts, options.Scale, budget);
            textLeft += layout.SymbolWidth + layout.TextGap;
        }

        if (row.Font is { } font)
            DrawText(row, font, textLeft, tools);
    }

    private static void DrawText(in LegendRow row, Font font, double left, DrawingTools tools)
    {
        var step = row.Size * 1.25;
        var baseline = row.Top + row.Height / 2 - (row.Lines.Length - 1) * step / 2 + row.Size * 0.36;
        var path = tools.Shape.Path;
        path.Clear();
        for (var i = 0; i < row.Lines.Length; i++)
            TextLine.AddOutlines(font, row.Size, row.Lines[i], path, Affine.Translation(left, baseline + i * step));
        tools.Canvas.Fill(path, Ink, FillRule.NonZero);
    }
}
