using SrceOgc.Rendering.Fonts;
using SrceOgc.Rendering.Rasterization;

namespace SrceOgc.Rendering.Canvases;

/// <summary>
/// Draws on an image: fills, lines, dots, sprites, and groups that are blended as a whole. Keeps its memory from
/// one image to the next. One thread at a time.
/// </summary>
public sealed class RasterCanvas : Canvas
{
    /// <summary>Room around the image that dashes are still cut in: wider than half of any sensible line.</summary>
    private const double DashMargin = 32;

    /// <summary>Bytes beside the image that are kept while it is encoded.</summary>
    private const long LargestKept = 32 << 20;

    /// <summary>Pixels of a texture that are made at a time.</summary>
    private const int BandPixels = 1 << 21;

    private readonly CoverageBuffer _map;
    private readonly CoverageBuffer _small;
    private readonly CoverageTile _tile = new();
    private readonly PixelBuffer _picture;
    private CoverageBuffer _coverage;
    private readonly List<PixelBuffer> _layers;
    private readonly PathBuffer _parallel;
    private readonly PathBuffer _dashes;
    private readonly Stack<double> _groups = new();
    private readonly Stack<PixelBuffer> _textures = new();
    private readonly List<Band> _bands = [];
    private int _openBands;
    private Vertex _corner;
    private readonly PathBuffer _text;

    private PlacedSprites? _waiting;

    public RasterCanvas(DrawingLimits? limits = null)
    {
        Limits = limits ?? new();
        (_map, _small) = (new(Limits), new(Limits));
        (_picture, _layers) = (new(Limits), [new PixelBuffer(Limits)]);
        (_parallel, _dashes, _text) = (new(Limits), new(Limits), new(Limits));
        _coverage = _map;
    }

    public override DrawingLimits Limits { get; }

    public override int Width => _coverage.Width;

    public override int Height => _coverage.Height;

    public override Vertex Corner => _corner;

    public override bool IsOnImage => _coverage == _map;

    /// <summary>What is drawn on: the image, the innermost open group, or the texture being made.</summary>
    public PixelBuffer Target => _textures.TryPeek(out var texture) ? texture : _layers[_groups.Count];

    /// <summary>The finished image, once every group is closed.</summary>
    public PixelBuffer Image => _layers[0];

    public long CapacityInBytes
    {
        get
        {
            var bytes = _map.CapacityInBytes + _small.CapacityInBytes + _picture.CapacityInBytes + _parallel.CapacityInBytes
                + _dashes.CapacityInBytes + _text.CapacityInBytes;
            foreach (var layer in _layers)
                bytes += layer.CapacityInBytes;
            foreach (var band in _bands)
                bytes += band.Coverage.CapacityInBytes + band.Pixels.CapacityInBytes;
            return bytes;
        }
    }

    /// <summary>Starts an image, whatever state the last one was left in.</summary>
    public void Begin(int width, int height, Color background)
    {
        _groups.Clear();
        _textures.Clear();
        _waiting = null;
        (_openBands, _corner) = (0, default);
        _tile.Discard();
        _layers[0].Resize(width, height);
        _layers[0].Clear(background.Premultiplied);
        _coverage = _map;
        _coverage.Resize(width, height);
    }

    /// <summary>The image is finished: what only drawing needs is let go, if it is large; <see cref="Begin"/> makes it anew.</summary>
    public void LetGo()
    {
        if (CapacityInBytes - Image.CapacityInBytes < LargestKept)
            return;
        _layers.RemoveRange(1, _layers.Count - 1);
        _bands.Clear();
        _map.LetGo();
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
        _coverage = _openBands > 0 ? _bands[_openBands - 1].Coverage : _map;
    }

    /// <summary>Bands of some rows are drawn, one after the other.</summary>
    public override void FillThrough(PathBuffer path, FillRule rule, Action draw)
    {
        Limits.Look();
        var (left, top, right, bottom) = PixelsUnder(path);
        if (left >= right || top >= bottom)
            return;
        var coverage = _coverage;
        coverage.Add(path);
        var rows = Math.Max(BandPixels / (right - left), PixelBuffer.BlockSize);
        for (var row = top; row < bottom; row += rows)
        {
            var pixels = BeginBand(left, row, right - left, Math.Min(rows, bottom - row));
            draw();
            EndBand(coverage, left, row);
            var paint = new TexturePaint(pixels, left, row);
            coverage.Sweep(Target, ref paint, rule, Math.Min(row + rows, bottom));
        }
        coverage.Discard();
    }

    /// <summary>Whole blocks of the canvas around the path, a pixel more for rounding.</summary>
    private (int Left, int Top, int Right, int Bottom) PixelsUnder(PathBuffer path)
    {
        var (topLeft, bottomRight) = path.Bounds();
        var left = (int)Math.Clamp(topLeft.X - 1, 0, Width) & -PixelBuffer.BlockSize;
        var right = ((int)Math.Clamp(bottomRight.X + 2, 0, Width) + PixelBuffer.BlockSize - 1) & -PixelBuffer.BlockSize;
        return (left, (int)Math.Clamp(topLeft.Y - 1, 0, Height), right, (int)Math.Clamp(bottomRight.Y + 2, 0, Height));
    }

    private PixelBuffer BeginBand(int left, int top, int width, int height)
    {
        if (_openBands == _bands.Count)
            _bands.Add(new Band(new CoverageBuffer(Limits), new PixelBuffer(Limits)));
        var band = _bands[_openBands++];
        band.Coverage.Resize(width, height);
        _coverage = band.Coverage;
        _corner += new Vertex(left, top);
        BeginTexture(band.Pixels);
        return band.Pixels;
    }

    private void EndBand(CoverageBuffer outer, int left, int top)
    {
        EndTexture();
        _corner -= new Vertex(left, top);
        _coverage = outer;
        _openBands--;
    }

    /// <summary>What a part of a texture is drawn with; one for each texture within a texture.</summary>
    private readonly record struct Band(CoverageBuffer Coverage, PixelBuffer Pixels);

    public override void BeginGroup(double opacity)
    {
        Limits.Look();
        _groups.Push(opacity);
        if (_layers.Count == _groups.Count)
            _layers.Add(new PixelBuffer(Limits));
        Target.Resize(Width, Height);
        Target.Clear(0);
    }

    public override void EndGroup()
    {
        var source = Target;
        var opacity = (int)Math.Round(_groups.Pop() * 256);
        Target.Composite(source, Math.Clamp(opacity, 0, 256), 0, Height - 1);
    }

    public override void Fill(PathBuffer path, Color color, FillRule rule = FillRule.EvenOdd)
    {
        if (color.IsTransparent)
            return;
        Limits.Look();
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

    public override void Fill(PathBuffer path, Pattern pattern, FillRule rule = FillRule.EvenOdd)
    {
        Limits.Look();
        _coverage.Add(path);
        Paint(pattern, rule);
    }

    /// <summary>Shows an image of the canvas's size through the path.</summary>
    public void Fill(PathBuffer path, PixelBuffer texture, FillRule rule = FillRule.EvenOdd)
    {
        Limits.Look();
        _coverage.Add(path);
        var paint = new TexturePaint(texture);
        _coverage.Sweep(Target, ref paint, rule);
    }

    public override void Erase(PathBuffer path, FillRule rule = FillRule.EvenOdd)
    {
        Limits.Look();
        _coverage.Add(path);
        var paint = new ErasePaint();
        _coverage.Sweep(Target, ref paint, rule);
    }

    public override void Stroke(PathBuffer path, in StrokeStyle style, Color color)
    {
        if (color.IsTransparent || !(style.Width > 0))
            return;
        Limits.Look();
        // A picture is drawn once: it can be exact.
        if (_coverage != _small && Hairline.IsFor(path, style) && TryDrawHairline(path, style, color))
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

    /// <summary>False when the path is too large for that or the line too wide.</summary>
    public override bool TryDrawOutlined(PathBuffer path, Color fill, FillRule rule, in StrokeStyle style, Color stroke)
    {
        Limits.Look();
        if (_coverage == _small || !Hairline.IsFor(path, style) || !_tile.TryPlace(path, style.Width / 2 + 1, Width, Height))
            return false;
        _tile.Prefetch(Target);
        _tile.Add(path);
        new Hairline(_coverage, _tile, style).Add(path);
        _tile.SweepBoth(Target, new SolidPaint(fill), rule, new SolidPaint(stroke));
        return true;
    }

    public override void Stroke(
        PathBuffer path, in StrokeStyle style, Color color, double offset, ReadOnlySpan<double> dashes, double dashOffset)
    {
        Limits.Look();
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
        var dasher = new Dasher(pattern, offset, width, new Vertex(-margin, -margin), new Vertex(Width + margin, Height + margin));
        if (pattern.Length < 2 || dasher.IsSolid)
            return path;
        _dashes.Clear();
        dasher.Add(path, _dashes);
        return _dashes;
    }

    /// <summary>Spread over the pixels it touches.</summary>
    public override void Dot(double x, double y, Color color) => Dot(x, y, color.Premultiplied);

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
        Limits.Look();
        if (_waiting is null || _coverage != _map)
            sprite.Draw(Target, x, y);
        else
            _waiting.Add(sprite, x, y);
    }

    /// <summary>Sprites are not drawn but collected until <see cref="EndCollecting"/>.</summary>
    public void BeginCollecting(PlacedSprites sprites) => _waiting = sprites;

    public void EndCollecting() => _waiting = null;

    public override void DrawText(ReadOnlySpan<PlacedText> lines, in TextLook look)
    {
        _text.Clear();
        foreach (ref readonly var line in lines)
            TextLine.AddOutlines(line.Font, line.Size, line.Text, _text, line.Place);
        if (look.HaloRadius > 0)
        {
            Stroke(_text, new StrokeStyle(2 * look.HaloRadius, LineCap.Round, LineJoin.Round), look.Halo);
            Fill(_text, look.Halo, FillRule.NonZero);
        }

        Fill(_text, look.Fill, FillRule.NonZero);
    }

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
