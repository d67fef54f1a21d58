using SrceOgc.Server.Identity;

namespace SrceOgc.Server.Catalogs;

/// <summary>
/// One catalogue as different callers may see it. What a caller must not know of is not in the catalogue they are given, so
/// that no protocol has to think of it. Views live as long as the catalogue they are of; nearly always there is one, for anybody.
/// </summary>
internal sealed class CatalogViews(Catalog whole, Func<IReadOnlyCollection<string>, Catalog> without)
{
    /// <summary>One view a set of hidden datasets. Beyond these, a view is made for its request alone.</summary>
    private const int MostKept = 64;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Catalog> _byHidden = new(StringComparer.Ordinal);

    /// <summary>The view with a lease, in exchange for the caller's lease on the whole.</summary>
    public Catalog Exchange(IReadOnlyList<string> restricted, Caller caller)
    {
        var hidden = restricted.Where(dataset => !caller.MayRead(dataset)).ToArray();
        if (hidden.Length == 0)
            return whole;
        var view = Lease(hidden);
        whole.Release();
        return view;
    }

    public void Release()
    {
        foreach (var view in _byHidden.Values)
            view.Release();
    }

    private Catalog Lease(string[] hidden)
    {
        var key = string.Join('\n', hidden);
        lock (_lock)
        {
            if (_byHidden.TryGetValue(key, out var known))
            {
                known.TryLease();
                return known;
            }

            var made = without(hidden);
            if (_byHidden.Count >= MostKept)
                return made;
            made.TryLease();
            _byHidden.Add(key, made);
            return made;
        }
    }
}
