using System.Runtime.CompilerServices;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Server.Catalogs;

namespace SrceOgc.Server.Indicators;

/// <summary>Bindings by catalogue and system: each reads the layers for their categories, once.</summary>
internal static class IndicatorBindings
{
    private static readonly ConditionalWeakTable<Catalog, Dictionary<int, IndicatorBinding>> ByCatalog = [];

    public static IndicatorBinding Of(Catalog catalog, IndicatorDefinitions definitions, Crs system, RequestBudget budget)
    {
        var bySystem = ByCatalog.GetOrCreateValue(catalog);
        lock (bySystem)
        {
            if (!bySystem.TryGetValue(system.Srid, out var binding))
                bySystem.Add(system.Srid, binding = IndicatorBinding.Of(catalog, definitions, system, budget));
            return binding;
        }
    }
}
