using SrceOgc.Features.Budgets;
using SrceOgc.Rendering.Fonts;

namespace SrceOgc.Rendering.Maps;

/// <summary>Draws maps. One for the whole server: it keeps only fonts and idle memory, nothing of any map.</summary>
/// <param name="labels">Makes the labels' sink of a map that has some in sight; null draws none.</param>
public sealed class MapRenderer(FontLibrary fonts, Func<MapScene, LabelSink>? labels = null)
{
    public DrawingToolsPool Pool { get; } = new();

    /// <summary>
    /// 1. Borrow tools and clear the canvas.
    /// 2. Collect the marks of the topmost layers: what they will hide need not be drawn.
    /// 3. Draw the layers, each pass by pass, from bottom to top.
    /// 4. Collect the labels of all layers, then place and draw them above everything.
    /// </summary>
    /// <exception cref="BudgetExceededException">The budget is used up; all memory is given back.</exception>
    /// <exception cref="OperationCanceledException">Nobody waits for the map any more.</exception>
    public RenderedMap Render(MapScene scene, RequestBudget budget)
    {
        var tools = Pool.Rent(budget);
        try
        {
            tools.Canvas.Begin(scene.Width, scene.Height, scene.Background);
            tools.Textures.Reset();
            var layers = scene.Layers.Select(layer => new LayerDrawing(scene, layer, tools, fonts, budget)).ToArray();
            CollectMarks(layers, scene, tools);
            foreach (var layer in layers)
                layer.Draw();
            DrawLabels(scene, tools, budget);
            return new RenderedMap(tools, Pool);
        }
        catch
        {
            Pool.Return(tools);
            throw;
        }
    }

    /// <summary>From the top down to the first layer that is more than marks.</summary>
    private static void CollectMarks(LayerDrawing[] layers, MapScene scene, DrawingTools tools)
    {
        tools.Marks.Clear();
        tools.Hidden.Begin(scene.Width, scene.Height);
        for (var i = layers.Length - 1; i >= 0 && layers[i].TryCollectMarks(); i--)
        {
        }
    }

    private void DrawLabels(MapScene scene, DrawingTools tools, RequestBudget budget)
    {
        if (labels is null || !scene.Layers.Any(layer => HasLabels(layer, scene)))
            return;
        var sink = labels(scene);
        foreach (var layer in scene.Layers)
            if (HasLabels(layer, scene))
                new LayerDrawing(scene, layer, tools, fonts, budget).Collect(sink);
        budget.Look();
        sink.Draw(tools.Canvas);
    }

    private static bool HasLabels(MapLayer layer, MapScene scene) =>
        layer.Style.Scales.Contains(scene.Scale.Denominator)
        && layer.Style.Labels.Any(pass => pass.IsVisibleAt(scene.Scale.Denominator));
}
