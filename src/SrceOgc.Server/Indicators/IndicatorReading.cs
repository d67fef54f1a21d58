using SrceOgc.Features.Budgets;
using SrceOgc.Features.Indicators;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.FeatureRequests;
using SrceOgc.Server.Http;
using SrceOgc.Server.Territories;

namespace SrceOgc.Server.Indicators;

/// <summary>Figures of one territory: of which versions, when, by which binding.</summary>
internal sealed record IndicatorFigures(TerritoryGround Ground, double Area, double[] Values, IndicatorBinding Binding, DateTime Computed,
    bool IsKept)
{
    public double? Value(BoundIndicator indicator) => indicator.Value(Area, Values);
}

/// <summary>
/// Figures of a territory as a reader may have them: those kept, when they are of the very layers this reader sees; else measured now,
/// within the budget of the request.
/// So a token's bearer gets restricted layers counted, and nobody else does.
/// </summary>
internal sealed class IndicatorReading(IndicatorWork work, FeatureAdmission admission)
{
    public IndicatorWork Work => work;

    /// <param name="request">Who asks.</param>
    /// <param name="catalog">Whose layers are measured: the request's own, or those of a version.</param>
    /// <param name="ground">Where.</param>
    public async ValueTask<IndicatorFigures> Of(ServiceRequest request, Catalog catalog, TerritoryGround ground)
    {
        var binding = Bind(catalog, ground, request.Budget);
        if (Kept(binding, ground) is { } kept)
            return kept;
        request.Budget.Pause();
        using (await admission.Enter(true, request.Aborted))
        {
            request.Budget.Start();
            return Measure(request.Work, binding, ground);
        }
    }

    /// <summary>The same for who has an admission already.</summary>
    public IndicatorFigures InTurn(RequestedWork asked, TerritoryGround ground)
    {
        var binding = Bind(asked.Catalog, ground, asked.Budget);
        return Kept(binding, ground) ?? Measure(asked, binding, ground);
    }

    private IndicatorBinding Bind(Catalog catalog, TerritoryGround ground, RequestBudget budget)
    {
        if (work.Definitions.IsEmpty)
            throw new ServiceException("NotFound", null, new(
                $"Aucun indicateur n'est défini : le fichier {IndicatorDefinitions.FileName} manque au dossier de description.",
                $"No indicator is defined: {IndicatorDefinitions.FileName} is missing in the description folder."), 404);
        work.Want();
        return IndicatorBindings.Of(catalog, work.Definitions, ground.System, budget);
    }

    private IndicatorFigures? Kept(IndicatorBinding binding, TerritoryGround ground) =>
        work.Current is { } kept && kept.BindingFingerprint == binding.Fingerprint && kept.Rows.TryGetValue((ground.Type, ground.Code),
            out var row)
            && row.Area == ground.Geometry.Area && row.Values.Length == binding.Plan.Measures.Count
            ? new(ground, row.Area, row.Values, binding, kept.Computed, IsKept: true) : null;

    private static IndicatorFigures Measure(RequestedWork asked, IndicatorBinding binding, TerritoryGround ground)
    {
        var measured = TerritoryMeasuring.Measure(binding.Plan, [new(ground.Code, ground.Geometry)], MeasuringThreads.OfRequest,
            asked.Budget);
        return new(ground, measured[0].Area, measured[0].Values, binding, asked.Now, IsKept: false);
    }
}
