using SrceOgc.Rendering.Fonts;

namespace SrceOgc.Rendering.Maps;

/// <summary>Draws maps. One for the whole server: it keeps only fonts and idle memory, nothing of any map.</summary>
/// <param name="labels">Makes the labels' sink of a map that has some in sight; null draws none.</param>
internal sealed class MapRenderer(FontLibrary fonts, Func<MapScene, LabelSink>? labels = null)
{
    public DrawingToolsPool Pool { get; } = new();

    /// <summary>
    /// 1. Borrow tools and clear the canvas.
    /// 2. Draw the layers, each pass by pass, from bottom to top.
    /// 3. Collect the labels of all layers, then place and draw them above everything.
    /// </summary>
    public RenderedMap Render(MapScene scene, CancellationToken cancellation)
    {
        var tools = Pool.Rent();
        try
        {
            tools.Canvas.Begin(scene.Width, scene.Height, scene.Background);
            tools.Textures.Reset();
            foreach (var layer in scene.Layers)
                new LayerDrawing(scene, layer, tools, fonts, cancellation).Draw();
            DrawLabels(scene, tools, cancellation);
            return new RenderedMap(tools, Pool);
        }
        catch
        {
            Pool.Return(tools);
            throw;
        }
    }

    private void DrawLabels(MapScene scene, DrawingTools tools, CancellationToken cancellation)
    {
        if (labels is null || !scene.Layers.Any(layer => HasLabels(layer, scene)))
            return;
        var sink = labels(scene);
        foreach (var layer in scene.Layers)
            if (HasLabels(layer, scene))
                new LayerDrawing(scene, layer, tools, fonts, cancellation).Collect(sink);
        cancellation.ThrowIfCancellationRequested();
        sink.Draw(tools.Canvas);
    }

    private static bool HasLabels(MapLayer layer, MapScene scene) =>
        layer.Style.Scales.Contains(scene.Scale.Denominator)
        && layer.Style.Labels.Any(pass => pass.IsVisibleAt(scene.Scale.Denominator));
}
