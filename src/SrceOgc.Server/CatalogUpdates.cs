using SrceOgc.Publishing.Store;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Indicators;

namespace SrceOgc.Server;

/// <summary>Makes the catalogue of what is served, with the indicators computed of it, and shows it from then on.</summary>
internal sealed class CatalogUpdates(CatalogBuilder builder, CatalogHolder catalogs, IndicatorWork indicators)
{
    private volatile bool _isLoaded;

    public void Show(IReadOnlyList<Publication> current, IReadOnlySet<string> restricted)
    {
        var next = builder.Build(indicators.With(current, restricted), restricted);
        if (_isLoaded)
            next.KeepInstant();
        catalogs.Switch(next);
    }

    /// <summary>What was shown while loading was shown to nobody: from here on each change has an instant of its own.</summary>
    public void Loaded() => _isLoaded = true;
}
