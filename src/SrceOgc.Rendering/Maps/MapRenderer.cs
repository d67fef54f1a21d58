using SrceOgc.Features.Budgets;
using SrceOgc.Rendering.Canvases;
using SrceOgc.Rendering.Fonts;
using SrceOgc.Rendering.Rasterization;

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
            Draw(scene, tools.Canvas, tools, budget);
            return new RenderedMap(tools, Pool);
        }
        catch
        {
            Pool.Return(tools);
            throw;
        }
    }

    /// <summary>The same on a canvas of another kind, as large as the scene, over what is there already.</summary>
    /// <exception cref="BudgetExceededException">The budget is used up; all memory is given back.</exception>
    public void Draw(MapScene scene, Canvas canvas, RequestBudget budget)
    {
        var tools = Pool.Rent(budget);
        try
        {
            if (!scene.Background.IsTransparent)
                Cover(canvas, scene.Background);
            Draw(scene, canvas, tools, budget);
        }
        finally
        {
            canvas.ReleaseScratch();
            Pool.Return(tools);
        }
    }

    private static void Cover(Canvas canvas, Color background)
    {
        var path = new PathBuffer();
        path.AddRectangle(0, 0, canvas.Width, canvas.Height);
        canvas.Fill(path, background);
    }

    private void Draw(MapScene scene, Canvas canvas, DrawingTools tools, RequestBudget budget)
    {
        tools.Textures.Reset();
        tools.Marks.Clear();
        tools.Hidden.Begin(scene.Width, scene.Height);
        var layers = scene.Layers.Select(layer => new LayerDrawing(scene, layer, canvas, tools, fonts, budget)).ToArray();
        if (canvas == tools.Canvas)
            CollectMarks(layers);
        foreach (var layer in layers)
            layer.Draw();
        DrawLabels(scene, canvas, tools, budget);
    }

    /// <summary>From the top down to the first layer that is more than marks.</summary>
    private static void CollectMarks(LayerDrawing[] layers)
    {
        for (var i = layers.Length - 1; i >= 0 && layers[i].TryCollectMarks(); i--)
        {
        }
    }

    private void DrawLabels(MapScene scene, Canvas canvas, DrawingTools tools, RequestBudget budget)
    {
        if (labels is null || !scene.Layers.Any(layer => HasLabels(layer, scene)))
            return;
        var sink = labels(scene);
        foreach (var layer in scene.Layers)
            if (HasLabels(layer, scene))
                new LayerDrawing(scene, layer, canvas, tools, fonts, budget).Collect(sink);
        budget.Look();
        sink.Draw(canvas);
    }

    private static bool HasLabels(MapLayer layer, MapScene scene) =>
        layer.Style.Scales.Contains(scene.Scale.Denominator)
        && layer.Style.Labels.Any(pass => pass.IsVisibleAt(scene.Scale.Denominator));
}
