using SrceOgc.Features.Budgets;
using SrceOgc.Features.LayerFiles.Format;
using SrceOgc.Features.LayerFiles.Reading;
using SrceOgc.Features.Layers;
using SrceOgc.Publishing.Comparisons;
using SrceOgc.Publishing.Store;

namespace SrceOgc.Publishing.Losses;

/// <summary>
/// Compares what was built of a delivery with the version served: the layers of either, their objects, measures and fields. Every geometry
/// of a layer that both have is read once on either side.
/// </summary>
internal static class LossSurvey
{
    /// <param name="served">The version served; the caller holds a lease.</param>
    /// <param name="folder">Where the delivery was built.</param>
    /// <param name="delivered">Its layers.</param>
    /// <param name="threshold">The share of a layer that may go without anybody's agreement, 0 to 1.</param>
    /// <param name="budget">Ends the reading.</param>
    public static DeliveryChanges Compare(Publication served, string folder, IReadOnlyList<ManifestLayer> delivered, double threshold,
        RequestBudget budget)
    {
        var changes = new List<LayerChange>();
        foreach (var layer in delivered)
        {
            using var after = PublishedLayer.Open(Path.Combine(folder, layer.File));
            changes.Add(Find(served, layer.Name) is { } before
                ? Compare(layer, before, after, budget)
                : new(layer.Name, layer.Table, null, Count(after), [], []));
        }

        for (var i = 0; i < served.Layers.Count; i++)
            if (served.Manifest.Layers[i] is var lost && delivered.All(layer => layer.Name != lost.Name))
                changes.Add(new(lost.Name, lost.Table, Count(served.Layers[i]), null, [], []));
        return new(served.Manifest.Version, threshold, [.. changes.Where(change => change.IsChanged)],
            LossHeadline.Write(changes, threshold), changes.Any(change => NeedsConsent(change, threshold)));
    }

    public static bool NeedsConsent(LayerChange change, double threshold) =>
        change.IsGone || change.FieldsGone.Count > 0 || change.ObjectsLost > threshold * (change.Before?.Objects ?? 0)
        || NeedsConsentForMeasure(change, threshold);

    internal static bool NeedsConsentForMeasure(LayerChange change, double threshold) =>
        IsMuch(change.AreaLost, change.Before?.AreaM2, threshold) || IsMuch(change.LengthLost, change.Before?.LengthM, threshold);

    internal static bool IsMuch(double lost, double? before, double threshold) => lost > 0 && lost > threshold * before;

    private static LayerChange Compare(ManifestLayer layer, PublishedLayer before, PublishedLayer after, RequestBudget budget)
    {
        var isMeasured = before.Type.Srid == after.Type.Srid;
        return new(layer.Name, layer.Table, Amount(before, isMeasured, budget), Amount(after, isMeasured, budget),
            Missing(after.Type, before.Type), Missing(before.Type, after.Type));
    }

    private static PublishedLayer? Find(Publication publication, string name)
    {
        for (var i = 0; i < publication.Layers.Count; i++)
            if (publication.Manifest.Layers[i].Name == name)
                return publication.Layers[i];
        return null;
    }

    private static LayerAmount Count(PublishedLayer layer) => new(layer.Type.Count, null, null);

    /// <summary>A served layer that is damaged on the disk must not hold up the delivery that mends it.</summary>
    private static LayerAmount Amount(PublishedLayer layer, bool isMeasured, RequestBudget budget)
    {
        try
        {
            return isMeasured && LayerPair.Measured(layer, budget).Measure is { } measure
                ? new(layer.Type.Count, Rounded(measure.Area), Rounded(measure.Length)) : Count(layer);
        }
        catch (DamagedLayerException)
        {
            return Count(layer);
        }
    }

    /// <summary>To the square metre and the metre; null where there is none, as of points.</summary>
    private static double? Rounded(double measure) => measure > 0 ? Math.Round(measure) : null;

    private static string[] Missing(FeatureType of, FeatureType from) =>
        [.. of.Fields.Select(field => field.Name).Except(from.Fields.Select(field => field.Name), StringComparer.Ordinal)];
}
