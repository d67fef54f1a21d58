using Microsoft.Extensions.Caching.Memory;

namespace SrceOgc.Server.Drawing;

/// <summary>Encoded images of the last while, in bounded memory. Keys carry the versions of data and styles, so an entry is never
/// stale.</summary>
internal sealed class ImageCache : IDisposable
{
    private readonly MemoryCache? _cache;

    /// <param name="megabytes">0 keeps nothing.</param>
    public ImageCache(int megabytes) => _cache = megabytes == 0 ? null : new(new MemoryCacheOptions { SizeLimit = (long)megabytes << 20 });

    public byte[]? Find(string key) => _cache?.Get<byte[]>(key);

    public void Keep(string key, ReadOnlyMemory<byte> image)
    {
        if (_cache is null)
            return;
        using var entry = _cache.CreateEntry(key);
        entry.Size = image.Length + 2L * key.Length + 200;
        entry.SlidingExpiration = TimeSpan.FromHours(1);
        entry.Value = image.ToArray();
    }

    public void Dispose() => _cache?.Dispose();
}
