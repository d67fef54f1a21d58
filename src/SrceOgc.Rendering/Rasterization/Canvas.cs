using System.Runtime.CompilerServices;

namespace SrceOgc.Rendering.Rasterization;

/// <summary>
/// Draws on an image: fills, lines, dots, sprites, and groups that are blended as a whole. Keeps its memory from
/// one image to the next. One thread at a time.
/// </summary>
internal sealed class Canvas
{
    /// <summary>Room around the image that dashes are still cut in: wider than half of any sensible line.</summary>
    private const double DashMargin = 32;

    private readonly CoverageBuffer _map = new();
    private readonly CoverageBuffer _small = new();
    private readonly CoverageTile _tile = new();
    private readonly PixelBuffer _picture = new();
    private CoverageBuffer _coverage;
    private readonly List<PixelBuffer> _layers = [new PixelBuffer()];
    private readonly PathBuffer _parallel = new();
    private readonly PathBuffer _dashes = new();
    private readonly Stack<double> _groups = new();
    private readonly Stack<PixelBuffer> _textures = new();

    private PlacedSprites? _waiting;

    public Canvas() => _coverage = _map;

    public int Width => _coverage.Width;

    public int Height => _coverage.Height;

    /// <summary>What is drawn on: the image, the innermost open group, or the texture being made.</summary>
    public PixelBuffer Target => _textures.TryPeek(out var texture) ? texture : _layers[_groups.Count];

    /// <summary>The finished image, once every group is closed.</summary>
    public PixelBuffer Image => _layers[0];

    public long CapacityInBytes
    {
        get
        {
            var bytes = _map.CapacityInBytes + _small.CapacityInBytes + _picture.CapacityInBytes + _parallel.CapacityInBytes + _dashes.CapacityInBytes;
            foreach (var layer in _layers)
                bytes += layer.CapacityInBytes;
            return bytes;
        }
    }

    /// <summary>Starts an image, whatever state the last one was left in.</summary>
    public void Begin(int width, int height, Color background)
    {
        _groups.Clear();
        _textures.Clear();
        _waiting = null;
        _layers[0].Resize(width, height);
        _layers[0].Clear(background.Premultiplied);
        _coverage = _map;
        _coverage.Resize(width, height);
    }

    /// <summary>
    /// Draws aside: what comes until <see cref="EndTexture"/> goes to a buffer of its own, to be shown through
    /// shapes with <see cref="Fill(PathBuffer, PixelBuffer, FillRule)"/>.
    /// </summary>
    public void BeginTexture(PixelBuffer texture)
    {
        texture.Resize(Width, Height);
        texture.Clear(0);
        _textures.Push(texture);
    }

    public void EndTexture() => _textures.Pop();

    /// <summary>Draws a small picture of its own, such as a sprite, until <see cref="EndPicture"/>.</summary>
    public PixelBuffer BeginPicture(int width, int height)
    {
        _coverage = _small;
        _small.Resize(width, height);
        BeginTexture(_picture);
        return _picture;
    }

    public void EndPicture()
    {
        EndTexture();
        _coverage = _map;
    }

    public void BeginGroup(double opacity)
    {
        _groups.Push(opacity);
        if (_layers.Count == _groups.Count)
            _layers.Add(new PixelBuffer());
        Target.Resize(Width, Height);
        Target.Clear(0);
    }

    public void EndGroup()
    {
        var source = Target;
        var opacity = (int)Math.Round(_groups.Pop() * 256);
        Target.Composite(source, Math.Clamp(opacity, 0, 256), 0, Height - 1);
    }

    public void Fill(PathBuffer path, Color color, FillRule rule = FillRule.EvenOdd)
    {
        if (color.IsTransparent)
            return;
        var paint = new SolidPaint(color);
        if (_tile.TryPlace(path, 0, Width, Height))
        {
            _tile.Prefetch(Target);
            _tile.Add(path);
            _tile.Sweep(Target, ref paint, rule);
            return;
        }
        _coverage.Add(path);
        _coverage.Sweep(Target, ref paint, rule);
    }

    public void Fill(PathBuffer path, Pattern pattern, FillRule rule = FillRule.EvenOdd)
    {
        _coverage.Add(path);
        Paint(pattern, rule);
    }

    /// <summary>Shows an image of the canvas's size through the path.</summary>
    public void Fill(PathBuffer path, PixelBuffer texture, FillRule rule = FillRule.EvenOdd)
    {
        _coverage.Add(path);
        var paint = new TexturePaint(texture);
        _coverage.Sweep(Target, ref paint, rule);
    }

    /// <summary>Takes the path's inside away from the image or the innermost group.</summary>
    public void Erase(PathBuffer path, FillRule rule = FillRule.EvenOdd)
    {
        _coverage.Add(path);
        var paint = new ErasePaint();
        _coverage.Sweep(Target, ref paint, rule);
    }

    public void Stroke(PathBuffer path, in StrokeStyle style, Color color)
    {
        if (color.IsTransparent || !(style.Width > 0))
            return;
        // A picture is drawn once: it can be exact.
        if (_coverage == _map && Hairline.IsFor(path, style) && TryDrawHairline(path, style, color))
            return;
        var stroker = new Stroker(_coverage, style);
        stroker.Add(path);
        Paint(color, FillRule.NonZero);
    }

    private bool TryDrawHairline(PathBuffer path, in StrokeStyle style, Color color)
    {
        var paint = new SolidPaint(color);
        if (_tile.TryPlace(path, style.Width / 2 + 1, Width, Height))
        {
            _tile.Prefetch(Target);
            new Hairline(_coverage, _tile, style).Add(path);
            _tile.SweepLines(Target, ref paint);
            return true;
        }
        if (!Hairline.Reaches(path))
            return false;
        new Hairline(_coverage, null, style).Add(path);
        _coverage.SweepRaised(Target, ref paint);
        return true;
    }

    /// <summary>Fills the path and draws a line around it at once; false, and nothing drawn, when it is too large for that or the line too wide.</summary>
    public bool TryDrawOutlined(PathBuffer path, Color fill, FillRule rule, in StrokeStyle style, Color stroke)
    {
        if (_coverage != _map || !Hairline.IsFor(path, style) || !_tile.TryPlace(path, style.Width / 2 + 1, Width, Height))
            return false;
        _tile.Prefetch(Target);
        _tile.Add(path);
        new Hairline(_coverage, _tile, style).Add(path);
        _tile.SweepBoth(Target, new SolidPaint(fill), rule, new SolidPaint(stroke));
        return true;
    }

    /// <summary>A line moved aside by <paramref name="offset"/> and cut into dashes; either may be nothing.</summary>
    public void Stroke(PathBuffer path, in StrokeStyle style, Color color, double offset, ReadOnlySpan<double> dashes, double dashOffset)
    {
        if (offset != 0)
        {
            _parallel.Clear();
            ParallelLine.Add(path, offset, _parallel);
            path = _parallel;
        }
        Stroke(Dash(path, dashes, dashOffset, style.Width), style, color);
    }

    private PathBuffer Dash(PathBuffer path, ReadOnlySpan<double> pattern, double offset, double width)
    {
        var margin = DashMargin + width;
        var dasher = new Dasher(pattern, offset, new Vertex(-margin, -margin), new Vertex(Width + margin, Height + margin));
        if (pattern.Length < 2 || dasher.IsSolid)
            return path;
        _dashes.Clear();
        dasher.Add(path, _dashes);
        return _dashes;
    }

    /// <summary>A square of about a pixel, spread over the pixels it touches: what is left of a feature too small to draw.</summary>
    public void Dot(double x, double y, Color color) => Dot(x, y, color.Premultiplied);

    /// <summary>The same for a premultiplied pixel.</summary>
    public void Dot(double x, double y, uint pixel)
    {
        if (!(x > -1 && y > -1 && x < Width + 1 && y < Height + 1))
            return;
        int left = CoverageBuffer.ToFixed(x - 0.5), top = CoverageBuffer.ToFixed(y - 0.5);
        int right = left & 255, bottom = top & 255;
        (left, top) = (left >> CoverageBuffer.Shift, top >> CoverageBuffer.Shift);
        Blend(left, top, pixel, (256 - right) * (256 - bottom) >> 8);
        Blend(left + 1, top, pixel, right * (256 - bottom) >> 8);
        Blend(left, top + 1, pixel, (256 - right) * bottom >> 8);
        Blend(left + 1, top + 1, pixel, right * bottom >> 8);
    }

    private void Blend(int x, int y, uint pixel, int coverage)
    {
        if (coverage == 0 || (uint)x >= (uint)Width || (uint)y >= (uint)Height)
            return;
        ref var target = ref Target.Pixels(y)[x];
        target = Pixel.Over(target, pixel, (uint)coverage);
    }

    /// <summary>Draws a sprite, its anchor in the pixel (x, y).</summary>
    public void Draw(Sprite sprite, int x, int y)
    {
        if (_waiting is null || _coverage != _map)
            sprite.Draw(Target, x, y);
        else
            _waiting.Add(sprite, x, y);
    }

    /// <summary>Sprites are not drawn but collected until <see cref="EndCollecting"/>.</summary>
    public void BeginCollecting(PlacedSprites sprites) => _waiting = sprites;

    public void EndCollecting() => _waiting = null;

    private void Paint(Color color, FillRule rule)
    {
        var paint = new SolidPaint(color);
        _coverage.Sweep(Target, ref paint, rule);
    }

    private void Paint(Pattern pattern, FillRule rule)
    {
        var paint = new PatternPaint(pattern);
        _coverage.Sweep(Target, ref paint, rule);
    }
}
