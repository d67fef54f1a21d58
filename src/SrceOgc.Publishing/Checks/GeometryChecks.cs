using SrceOgc.Publishing.Store;

namespace SrceOgc.Publishing.Checks;

/// <summary>
/// What is looked at in built layers, not in rows as they go by: the validity of each geometry, and nesting between layers. The
/// dearest part of a delivery's checks, and none that refuses it.
/// </summary>
internal sealed class GeometryChecks(CheckOptions options, string folder, TimeSpan longest, CancellationToken stop)
{
    private readonly GeometryValidity _validity = new(options.IsComplete, longest, stop);

    public List<LayerFindings> Found { get; } = [];

    public void CheckAll(IReadOnlyList<ManifestLayer> layers)
    {
        foreach (var layer in layers)
            CheckValidity(layer);
        CheckNesting(layers);
    }

    public void CheckValidity(ManifestLayer layer) => _validity.Check(Path.Combine(folder, layer.File), ListOf(layer));

    public void CheckNesting(IReadOnlyList<ManifestLayer> layers)
    {
        foreach (var layer in layers)
            if (options.Profiles.Find(layer.Table)?.Layer.Within is { } nesting
                && layers.FirstOrDefault(l => l != layer && ProfileLibrary.Matches(nesting.Match, l.Table)) is { } outer
                    && outer.Srs == layer.Srs)
                new NestingCheck(nesting, outer.Table, Path.Combine(folder, outer.File), stop)
                    .Check(Path.Combine(folder, layer.File), ListOf(layer));
    }

    private FindingList ListOf(ManifestLayer layer)
    {
        var found = new LayerFindings(layer.Srs, new(layer.Table));
        Found.Add(found);
        return found.Findings;
    }
}
