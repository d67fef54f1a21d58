using SrceOgc.Features.Budgets;
using SrceOgc.Rendering.Canvases;
using SrceOgc.Rendering.Images;
using SrceOgc.Rendering.Rasterization;
using SrceOgc.Rendering.Symbols;

namespace SrceOgc.Rendering.Maps;

/// <summary>All the memory one map needs while it is drawn and encoded, kept for the next one.</summary>
public sealed class DrawingTools
{
    private RequestBudget _budget = RequestBudget.Unlimited;
    private long _taken;

    public DrawingTools()
    {
        Canvas = new(Limits);
        Textures = new(Limits);
        Shape = new(Limits);
        Marks = new(Limits);
        Hidden = new(Limits);
        Png = new(Limits);
        Jpeg = new(limits: Limits);
    }

    /// <summary>Of the drawing these tools are lent to: all of them look at it and count their memory on it.</summary>
    public DrawingLimits Limits { get; } = new();

    public RasterCanvas Canvas { get; }

    public TexturePool Textures { get; }

    public FeatureShape Shape { get; }

    /// <summary>Marks of the topmost layers, collected before anything is drawn, and what they will hide.</summary>
    public PlacedSprites Marks { get; }

    public HiddenPixels Hidden { get; }

    public PngEncoder Png { get; }

    public JpegEncoder Jpeg { get; }

    public long CapacityInBytes => Canvas.CapacityInBytes + Hidden.CapacityInBytes + Marks.CapacityInBytes + Textures.CapacityInBytes
        + Shape.Path.CapacityInBytes + Png.CapacityInBytes;

    /// <summary>A drawing begins, on this budget: what the tools hold already counts for it too.</summary>
    public void Begin(RequestBudget budget)
    {
        budget.Take(CapacityInBytes);
        _taken = CapacityInBytes;
        _budget = budget;
        Limits.Begin(budget.Token, budget.Look, Take);
    }

    /// <summary>The image only needs encoding: what is large and only for drawing is let go. Returns how many bytes it was.</summary>
    public long FinishDrawing()
    {
        var before = CapacityInBytes;
        Canvas.LetGo();
        var after = CapacityInBytes;
        _budget.GiveBack(before - after);
        _taken -= before - after;
        return before - after;
    }

    /// <summary>Gives back what was taken.</summary>
    public void End()
    {
        Limits.End();
        _budget.GiveBack(_taken);
        (_taken, _budget) = (0, RequestBudget.Unlimited);
    }

    private void Take(long bytes)
    {
        _budget.Take(bytes);
        _taken += bytes;
    }
}
