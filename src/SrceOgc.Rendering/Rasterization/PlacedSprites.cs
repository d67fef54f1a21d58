namespace SrceOgc.Rendering.Rasterization;

/// <summary>Sprites waiting to be drawn, in drawing order. Reused from map to map.</summary>
public sealed class PlacedSprites(DrawingLimits? limits = null)
{
    private const long BytesEach = 16;

    private PlacedSprite[] _sprites = new PlacedSprite[256];

    public int Count { get; private set; }

    public long CapacityInBytes => _sprites.LongLength * BytesEach;

    public void Clear()
    {
        _sprites.AsSpan(0, Count).Clear();
        Count = 0;
    }

    public void Add(Sprite sprite, int x, int y)
    {
        if (Count == _sprites.Length)
            Grow();
        _sprites[Count++] = new PlacedSprite(sprite, x, y);
    }

    private void Grow()
    {
        limits?.Take(Count * BytesEach);
        Array.Resize(ref _sprites, 2 * Count);
    }

    /// <summary>
    /// From the last one down to <paramref name="start"/>: drops what is hidden under those drawn after it, and hides what
    /// is under those that stay. Afterwards they stand at the end of the range, in the order they had; the place of the first is returned.
    /// </summary>
    public int DropHidden(int start, HiddenPixels hidden)
    {
        var kept = Count;
        for (var i = Count - 1; i >= start; i--)
        {
            var placed = _sprites[i];
            if (hidden.Covers(placed.Sprite, placed.X, placed.Y))
                continue;
            hidden.Add(placed.Sprite, placed.X, placed.Y);
            _sprites[--kept] = placed;
        }
        return kept;
    }

    public void Draw(int start, int end, PixelBuffer target)
    {
        foreach (ref readonly var placed in _sprites.AsSpan(start, end - start))
        {
            limits?.Look();
            placed.Sprite.Draw(target, placed.X, placed.Y);
        }
    }

    private readonly record struct PlacedSprite(Sprite Sprite, int X, int Y);
}
