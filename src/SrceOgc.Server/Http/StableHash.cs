namespace SrceOgc.Server.Http;

/// <summary>A short number of a text that is the same in every run, for tags: nobody gains by making two texts share one.</summary>
internal static class StableHash
{
    /// <summary>FNV-1a, 32 bits, of the code points.</summary>
    public static uint Of(string text)
    {
        var hash = 2166136261u;
        foreach (var rune in text.EnumerateRunes())
            hash = (hash ^ (uint)rune.Value) * 16777619;
        return hash;
    }
}
