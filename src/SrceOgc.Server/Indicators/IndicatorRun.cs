using System.IO.Hashing;
using NetTopologySuite.Geometries;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Indicators;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Territories;
using Envelope = SrceOgc.Features.Geometries.Envelope;

namespace SrceOgc.Server.Indicators;

/// <summary>A territory on its ground, with what was measured of it.</summary>
internal sealed record TerritoryResult(Territory Territory, Geometry Ground, double Area, double[] Values);

/// <summary>
/// Measures all territories of the types wanted, in one run for each system: those that nothing changed for since the last measures keep
/// theirs.
/// </summary>
internal sealed class IndicatorRun(Catalog catalog, IndicatorDefinitions definitions, MeasuringThreads threads, RequestBudget budget,
    Action<double> progress)
{
    private static readonly NetTopologySuite.IO.WKBWriter Wkb = new(NetTopologySuite.IO.ByteOrder.LittleEndian);

    private readonly TerritoryIndex _index = TerritoryIndex.Of(catalog);

    public required IndicatorBinding Binding { get; init; }

    public required Crs System { get; init; }

    /// <summary>Territories measured in this run; the others kept what was known of them.</summary>
    public int Measured { get; private set; }

    public (KeptMeasures Measures, IReadOnlyList<TerritoryResult> Results) Measure(KeptMeasures? before)
    {
        var rule = RuleOf(Binding, definitions);
        var hashes = Binding.Layers.ToDictionary(layer => layer.Name, layer => FeatureHashes.Of(layer.Source, budget));
        var changes = before?.Rule == rule ? Changes(before, hashes) : null;
        var all = Grounds().ToArray();
        var rows = new MeasuredRow?[all.Length];
        for (var i = 0; i < all.Length; i++)
            rows[i] = changes is null ? null : Unchanged(before!, changes, all[i]);
        var open = Enumerable.Range(0, all.Length).Where(i => rows[i] is null).ToArray();
        Measured = open.Length;
        MeasuredTerritory[] territories = [.. open.Select(i => new MeasuredTerritory(all[i].Territory.Code, all[i].Ground,
            changes is null ? null : Known(before!, all[i])))];
        var side = changes is null ? TerritoryMeasuring.SideFor(territories) : before!.Side;
        var figures = TerritoryMeasuring.Measure(Binding.Plan, territories, threads, budget, progress,
            changes is null ? null : new(side, changes));
        for (var i = 0; i < open.Length; i++)
            rows[open[i]] = new(all[open[i]].Territory.Type, all[open[i]].Territory.Code, all[open[i]].Hash, figures[i].Area,
                figures[i].Values, figures[i].Cells);
        var measures = new KeptMeasures(rule, side, hashes, rows.ToDictionary(row => (row!.Type, row.Code), row => row!));
        return (measures, [.. all.Select((entry, i) =>
            new TerritoryResult(entry.Territory, entry.Ground, rows[i]!.Area, rows[i]!.Values))]);
    }

    private static string RuleOf(IndicatorBinding binding, IndicatorDefinitions definitions) => string.Join('\n',
        binding.Plan.Roles.Select(role =>
            $"{role.Name}: {string.Join(", ", role.Sources.Select(source => $"{source.Layer.Type.Name} {source.CategoryField} "
                + string.Join(' ', source.Classes?.Bounds ?? [])))}")
            .Concat(binding.Plan.Measures.Select(measure => measure.ToString()))
            .Concat(definitions.Roles.Select(role =>
                $"{role.Cle} {string.Join('|', role.Filtre?.Champ ?? [])} {string.Join('|', role.Filtre?.Valeurs ?? [])}")));

    /// <summary>Ground on which features of any layer changed, in the system measured in.</summary>
    private List<Envelope> Changes(KeptMeasures before, Dictionary<string, FeatureHashes> hashes)
    {
        var changes = new List<Envelope>();
        foreach (var layer in Binding.Layers)
        {
            var transform = CrsTransform.Between(layer.Crs, System);
            if (before.Hashes.TryGetValue(layer.Name, out var known))
                changes.AddRange(known.ChangesTo(hashes[layer.Name]).Where(bounds => !bounds.IsEmpty).Select(transform.TransformEnvelope));
            else
                changes.Add(transform.TransformEnvelope(layer.Type.Extent));
        }

        return changes;
    }

    /// <summary>The squares of a territory whose ground is as it was.</summary>
    private static IReadOnlyList<CellFigures>? Known(KeptMeasures before, (Territory Territory, Geometry Ground, ulong Hash) entry) =>
        before.Rows.TryGetValue((entry.Territory.Type, entry.Territory.Code), out var row) && row.Ground == entry.Hash ? row.Cells : null;

    private static MeasuredRow? Unchanged(KeptMeasures before, List<Envelope> changes, (Territory Territory, Geometry Ground,
        ulong Hash) entry)
    {
        if (!before.Rows.TryGetValue((entry.Territory.Type, entry.Territory.Code), out var row) || row.Ground != entry.Hash)
            return null;
        var bounds = entry.Ground.EnvelopeInternal;
        var box = new Envelope(bounds.MinX, bounds.MinY, bounds.MaxX, bounds.MaxY);
        foreach (var change in changes)
            if (change.Intersects(box))
                return null;
        return row;
    }

    private IEnumerable<(Territory Territory, Geometry Ground, ulong Hash)> Grounds()
    {
        foreach (var type in definitions.Territoires.Where(_index.Knows))
            foreach (var territory in _index.OfType(type).All)
            {
                budget.Look();
                if (TerritoryGeometry.SystemOf(_index, territory).Srid == System.Srid
                    && TerritoryGeometry.TryOf(_index, territory) is { } ground)
                    yield return (territory, ground, XxHash3.HashToUInt64(Wkb.Write(ground)));
            }
    }
}
