using SrceOgc.Features.Budgets;
using SrceOgc.Rendering.Canvases;
using SrceOgc.Rendering.Images;
using SrceOgc.Rendering.Rasterization;

namespace SrceOgc.Rendering.Vectors;

/// <summary>
/// Writes what is drawn as paths and text. Groups and what lies under a path nest: each is written to a sink of its own until it
/// ends, as only then it is known what was erased of it. One drawing each.
/// </summary>
public abstract class VectorCanvas : Canvas, IDisposable
{
    private readonly RequestBudget _budget;
    private readonly Stack<Frame> _frames = new();
    private readonly Stack<Group> _groups = new();
    private readonly PathBuffer _parallel;
    private readonly PathBuffer _shape;
    private Frame _frame;
    private long _scratch;

    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels.</param>
    /// <param name="budget">What the drawing looks at and its bytes count on.</param>
    protected VectorCanvas(int width, int height, RequestBudget budget)
    {
        _budget = budget;
        Limits.Begin(budget.Token, budget.Look, TakeScratch);
        (_parallel, _shape) = (new(Limits), new(Limits));
        _frame = new(default, width, height);
        _groups.Push(new(new ByteSink(budget), 1));
    }

    /// <summary>A part of the canvas that is drawn on as if it were one.</summary>
    private readonly record struct Frame(Vertex Corner, int Width, int Height);

    /// <summary>What is blended as a whole: its content, and the paths taken away from it.</summary>
    private sealed record Group(ByteSink Content, double Opacity)
    {
        public ByteSink? Erased { get; set; }
    }

    public override DrawingLimits Limits { get; } = new();

    public override int Width => _frame.Width;

    public override int Height => _frame.Height;

    public override Vertex Corner => _frame.Corner;

    public override bool IsOnImage => _frames.Count == 0;

    /// <summary>Where content goes now.</summary>
    protected ByteSink Out => _groups.Peek().Content;

    public override void ReleaseScratch()
    {
        _budget.GiveBack(_scratch);
        _scratch = 0;
    }

    private void TakeScratch(long bytes)
    {
        _budget.Take(bytes);
        _scratch += bytes;
    }

    /// <exception cref="BudgetExceededException">There is no time left, or the file is as large as one may be.</exception>
    private void Look()
    {
        Limits.Look();
        if (Out.Length > RequestLimits.VectorBytes)
            throw new BudgetExceededException(SpentResource.Bytes, default, RequestLimits.VectorBytes);
    }

    public override void BeginGroup(double opacity)
    {
        Look();
        _groups.Push(new(new ByteSink(_budget), opacity));
        OnContentChanged();
    }

    public override void EndGroup()
    {
        var group = _groups.Pop();
        OnContentChanged();
        using var content = group.Content;
        using var erased = group.Erased;
        WriteGroup(content, Math.Clamp(group.Opacity, 0, 1), erased);
    }

    public override void Fill(PathBuffer path, Color color, FillRule rule = FillRule.EvenOdd)
    {
        Look();
        if (!color.IsTransparent && !path.IsEmpty)
            WritePath(path, new(color, rule), null);
    }

    public override void Fill(PathBuffer path, Pattern pattern, FillRule rule = FillRule.EvenOdd)
    {
        Look();
        if (!path.IsEmpty)
            WritePattern(path, rule, pattern);
    }

    public override void FillThrough(PathBuffer path, FillRule rule, Action draw)
    {
        Look();
        var (topLeft, bottomRight) = path.Bounds();
        int left = Clamped(topLeft.X - 1, Width), top = Clamped(topLeft.Y - 1, Height);
        int right = Clamped(bottomRight.X + 2, Width), bottom = Clamped(bottomRight.Y + 2, Height);
        if (left < right && top < bottom)
            DrawUnder(path, rule, new(left, top), right - left, bottom - top, draw);
    }

    /// <summary>What is drawn shows in a rectangle alone, and its upper left corner is the origin of it.</summary>
    public void DrawWithin(Vertex corner, int width, int height, Action draw)
    {
        _shape.Clear();
        _shape.AddRectangle(corner.X, corner.Y, corner.X + width, corner.Y + height);
        DrawUnder(_shape, FillRule.NonZero, corner, width, height, draw);
    }

    private void DrawUnder(PathBuffer path, FillRule rule, Vertex corner, int width, int height, Action draw)
    {
        WriteClip(path, rule, corner);
        _frames.Push(_frame);
        _frame = new(_frame.Corner + corner, width, height);
        draw();
        _frame = _frames.Pop();
        WriteClipEnd();
    }

    private static int Clamped(double place, int side) => double.IsNaN(place) ? 0 : (int)Math.Clamp(place, 0, side);

    public override void Erase(PathBuffer path, FillRule rule = FillRule.EvenOdd)
    {
        Look();
        if (!path.IsEmpty)
            WriteErased(_groups.Peek().Erased ??= new ByteSink(_budget), path, rule);
    }

    public override void Stroke(PathBuffer path, in StrokeStyle style, Color color) => Stroke(path, style, color, 0, [], 0);

    public override void Stroke(
        PathBuffer path, in StrokeStyle style, Color color, double offset, ReadOnlySpan<double> dashes, double dashOffset)
    {
        Look();
        if (color.IsTransparent || !(style.Width > 0) || path.IsEmpty)
            return;
        if (offset != 0)
        {
            _parallel.Clear();
            ParallelLine.Add(path, offset, _parallel);
            path = _parallel;
        }

        WritePath(path, null, new(color, style, Dashes.Of(dashes, dashOffset, style.Width)));
    }

    /// <summary>Always: one path says both.</summary>
    public override bool TryDrawOutlined(PathBuffer path, Color fill, FillRule rule, in StrokeStyle style, Color stroke)
    {
        Look();
        if (path.IsEmpty)
            return true;
        WritePath(path, fill.IsTransparent ? null : new(fill, rule),
            stroke.IsTransparent || !(style.Width > 0) ? null : new(stroke, style, null));
        return true;
    }

    public override void Dot(double x, double y, Color color)
    {
        if (!(x > -1 && y > -1 && x < Width + 1 && y < Height + 1))
            return;
        _shape.Clear();
        _shape.AddRectangle(x - 0.5, y - 0.5, x + 0.5, y + 0.5);
        Fill(_shape, color);
    }

    public override void DrawText(ReadOnlySpan<PlacedText> lines, in TextLook look)
    {
        Look();
        if (look.HaloRadius > 0 && !look.Halo.IsTransparent)
            foreach (ref readonly var line in lines)
                WriteHalo(line, look.Halo, 2 * look.HaloRadius);
        if (!look.Fill.IsTransparent)
            WriteText(lines, look.Fill, look.Words);
    }

    /// <summary>What a path is filled with.</summary>
    protected internal readonly record struct Filling(Color Color, FillRule Rule);

    /// <summary>What its outline is drawn with.</summary>
    protected internal readonly record struct Outlining(Color Color, StrokeStyle Style, Dashes? Dashes);

    /// <summary>Content goes to another sink from now on: nothing written before counts for what follows.</summary>
    protected virtual void OnContentChanged()
    {
    }

    /// <param name="path">In pixels of the frame.</param>
    /// <param name="fill">Null for none.</param>
    /// <param name="stroke">Null for none.</param>
    protected internal abstract void WritePath(PathBuffer path, Filling? fill, Outlining? stroke);

    protected abstract void WritePattern(PathBuffer path, FillRule rule, Pattern pattern);

    /// <summary>What follows is seen through the path, and its origin is moved.</summary>
    protected abstract void WriteClip(PathBuffer path, FillRule rule, Vertex origin);

    protected abstract void WriteClipEnd();

    protected abstract void WriteErased(ByteSink erased, PathBuffer path, FillRule rule);

    /// <param name="content">What was written since it began.</param>
    /// <param name="opacity">0 to 1.</param>
    /// <param name="erased">What <see cref="WriteErased"/> wrote; null when nothing was erased.</param>
    protected abstract void WriteGroup(ByteSink content, double opacity, ByteSink? erased);

    protected abstract void WriteHalo(in PlacedText line, Color color, double width);

    protected abstract void WriteText(ReadOnlySpan<PlacedText> lines, Color color, string? words);

    public void Dispose()
    {
        foreach (var group in _groups)
        {
            group.Content.Dispose();
            group.Erased?.Dispose();
        }

        _groups.Clear();
        Limits.End();
        GC.SuppressFinalize(this);
    }
}
