using System.Text.Json;
using System.Text.Json.Serialization;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Indicators;
using SrceOgc.Features.LayerFiles.Format;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Features.Texts;
using SrceOgc.Publishing.Deliveries;
using SrceOgc.Publishing.Store;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Identity;
using SrceOgc.Server.Territories;

namespace SrceOgc.Server.Indicators;

/// <summary>How far the work is.</summary>
/// <param name="Share">Of the run that goes on, 0 to 1; null when none does.</param>
/// <param name="Measured">Territories measured by the last run; the others were as before.</param>
/// <param name="Seconds">The last run took.</param>
/// <param name="Fault">Why the last run failed.</param>
internal sealed record IndicatorProgress(double? Share, int Measured, double Seconds, string? Fault);

/// <summary>
/// Keeps the indicators of all territories up to date with what everybody may see, beside the requests and giving way to them; what was
/// computed lies in
/// <c>indicateurs/{fingerprint}/</c> of the data folder (worthless to anybody but this server: made again when missing). Nothing is done,
/// read or
/// held
/// before <see cref="Want"/> is called for the first time in the life of the data folder, unless the definitions ask for it.
/// </summary>
internal sealed class IndicatorWork(IndicatorDefinitions definitions, string dataFolder, CatalogHolder catalogs, TimeProvider clock,
    ILogger log)
{
    private const int MostKept = 3;

    private const string InputsFile = "entrees.json";

    private static readonly TimeSpan Calm = TimeSpan.FromMilliseconds(250);

    private readonly string _folder = Path.Combine(dataFolder, "indicateurs");
    private readonly SemaphoreSlim _wake = new(0, 1);
    private volatile IndicatorSet? _current;
    private volatile bool _isWanted;

    public IndicatorDefinitions Definitions => definitions;

    public IndicatorSet? Current => _current;

    public IndicatorProgress Progress { get; private set; } = new(null, 0, 0, null);

    public bool IsWanted => _isWanted;

    /// <param name="refresh">Builds the catalogue anew.</param>
    /// <param name="stop">Ends it.</param>
    public async Task Run(Action refresh, CancellationToken stop)
    {
        if (definitions is { IsEmpty: false, Calcul: not IndicatorDefinitions.Never }
            && (definitions.Calcul == IndicatorDefinitions.AtPublication || Directory.Exists(_folder)))
            Want();
        while (!stop.IsCancellationRequested)
            await UpdateNext(refresh, stop);
    }

    /// <summary>From now on indicators are kept up to date.</summary>
    public void Want()
    {
        if (_isWanted || definitions.IsEmpty || definitions.Calcul == IndicatorDefinitions.Never)
            return;
        _isWanted = true;
        Wake();
    }

    /// <summary>The publications to show: those delivered, and the indicators computed of them, where no layer has their name
    /// already.</summary>
    public IReadOnlyList<Publication> With(IReadOnlyList<Publication> delivered, IReadOnlySet<string> restricted)
    {
        if (_isWanted)
            Wake();
        if (_current is not { } current || !current.MayBeShown(delivered.Select(publication => publication.Manifest.Dataset), restricted))
            return delivered;
        var taken = delivered.SelectMany(publication => publication.Manifest.Layers.Select(layer => layer.Name)
            .Append(publication.Manifest.Dataset)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. delivered, .. current.Publications.Where(publication => !taken.Contains(publication.Manifest.Dataset))];
    }

    private async Task UpdateNext(Action refresh, CancellationToken stop)
    {
        try
        {
            await _wake.WaitAsync(stop);
            await Task.Delay(Calm, stop);
            using var budget = new RequestBudget(Timeout.InfiniteTimeSpan, long.MaxValue, stop);
            await LowPriorityThread.Run(() => Update(refresh, budget));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The server stops.
        }
        catch (Exception fault)
        {
            Progress = new(null, 0, 0, fault.Message);
            log.LogError(fault, "Indicators could not be computed");
        }
    }

    private void Wake()
    {
        try
        {
            _wake.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is going to look anyway.
        }
    }

    private void Update(Action refresh, RequestBudget budget)
    {
        var catalog = catalogs.Acquire(Caller.Anonymous);
        try
        {
            var index = TerritoryIndex.Of(catalog);
            var systems = index.Present.Where(type => type.All.Count > 0 && definitions.Territoires.Contains(type.Declaration.Type))
                .Select(type => TerritoryGeometry.SystemOf(index, type.All[0])).DistinctBy(crs => crs.Srid).ToArray();
            if (systems.Length == 0)
            {
                Replace(null, refresh);
                return;
            }

            var binding = IndicatorBindings.Of(catalog, definitions, systems[0], budget);
            var fingerprint = FingerprintOf(index, binding);
            if (_current?.Fingerprint == fingerprint)
                return;
            if (Find(fingerprint, binding.Fingerprint) is { } known)
                Replace(known, refresh);
            else
                ReplaceBy(Compute(catalog, binding, systems[0], fingerprint, budget), refresh);
        }
        finally
        {
            catalog.Release();
        }
    }

    /// <summary>It is said to be up to date once it is.</summary>
    private void ReplaceBy((IndicatorSet Set, IndicatorProgress Progress) computed, Action refresh)
    {
        Replace(computed.Set, refresh);
        Progress = computed.Progress;
    }

    /// <summary>Of the territories too: they come and change as layers do.</summary>
    private string FingerprintOf(TerritoryIndex index, IndicatorBinding binding)
    {
        var stamps = definitions.Territoires.Where(index.Knows).Select(index.OfType)
            .Select(type => $"{type.Declaration.Type} {type.All.Count} "
                + string.Join(' ', type.Layers.Select(layer => $"{layer.Layer.Name} {layer.Layer.Stamp}")));
        var text = string.Join('\n', stamps.Append(binding.Fingerprint));
        return Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text))
            .AsSpan(0, 12));
    }

    private (IndicatorSet Set, IndicatorProgress Progress) Compute(
        Catalog catalog, IndicatorBinding binding, Crs system, string fingerprint, RequestBudget budget)
    {
        var spent = System.Diagnostics.Stopwatch.StartNew();
        Progress = Progress with { Share = 0, Fault = null };
        var run = new IndicatorRun(catalog, definitions, new(Environment.ProcessorCount, LowPriorityThread.Run), budget, share =>
            Progress = Progress with { Share = share })
        { Binding = binding, System = system };
        var (measures, results) = run.Measure(Latest());
        var folder = Path.Combine(_folder, fingerprint + ".encours");
        DeleteFolder(folder);
        Directory.CreateDirectory(folder);
        var computed = clock.UtcNow();
        foreach (var type in results.GroupBy(result => result.Territory.Type))
        {
            var own = Directory.CreateDirectory(Path.Combine(folder, type.Key)).FullName;
            new IndicatorLayer(TerritoryIndex.Of(catalog).OfType(type.Key).Declaration, binding.Indicators, system, computed)
                .Build([.. type], own);
        }

        measures.Write(folder);
        var inputs = InputsOf(catalog, binding);
        File.WriteAllBytes(Path.Combine(folder, InputsFile),
            JsonSerializer.SerializeToUtf8Bytes(inputs, IndicatorInputsJson.Default.IndicatorInputArray));
        DeleteFolder(Path.Combine(_folder, fingerprint));
        Directory.Move(folder, Path.Combine(_folder, fingerprint));
        Trim();
        log.LogInformation("Indicators: {Territories} territories, {Measured} measured anew, in {Seconds:0.0} s", results.Count,
            run.Measured, spent.Elapsed.TotalSeconds);
        var set = Find(fingerprint, binding.Fingerprint)
            ?? throw new IOException("The indicators that were just computed cannot be read.");
        return (set, new(null, run.Measured, spent.Elapsed.TotalSeconds, null));
    }

    private IndicatorInput[] InputsOf(Catalog catalog, IndicatorBinding binding)
    {
        var index = TerritoryIndex.Of(catalog);
        var territories = definitions.Territoires.Where(index.Knows).SelectMany(type => index.OfType(type).Layers)
            .Select(layer => layer.Layer);
        return [.. binding.Layers.Concat(territories).Concat(index.MembershipLayers).DistinctBy(layer => layer.Name)
            .Select(layer => new IndicatorInput(layer.Name, layer.Publication.Dataset, layer.Publication.Version,
                layer.Publication.Published))];
    }

    /// <summary>What was computed before by this fingerprint; null when it is not there whole.</summary>
    private IndicatorSet? Find(string fingerprint, string bindingFingerprint)
    {
        var folder = Path.Combine(_folder, fingerprint);
        if (!File.Exists(Path.Combine(folder, InputsFile)) || KeptMeasures.Read(folder, withCells: false) is not { } measures)
            return null;
        var publications = new List<Publication>();
        try
        {
            var inputs = JsonSerializer.Deserialize(File.ReadAllBytes(Path.Combine(folder, InputsFile)),
                IndicatorInputsJson.Default.IndicatorInputArray)!;
            foreach (var own in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
                if (Manifest.Read(own) is { } manifest)
                    publications.Add(Publication.OpenKept(own, manifest with { IsDerived = true }));
            return new(fingerprint, bindingFingerprint, publications.Select(publication => publication.Manifest.Published)
                .DefaultIfEmpty(clock.UtcNow()).Max(), inputs, publications, measures.Rows);
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException or JsonException or DamagedLayerException)
        {
            publications.ForEach(publication => publication.Release());
            return null;
        }
    }

    private KeptMeasures? Latest() =>
        Folders().Select(folder => KeptMeasures.Read(folder.FullName, withCells: true)).FirstOrDefault(measures => measures is not null);

    private IEnumerable<DirectoryInfo> Folders() => Directory.Exists(_folder)
        ? new DirectoryInfo(_folder).EnumerateDirectories().Where(folder => !folder.Name.Contains('.'))
            .OrderByDescending(folder => folder.LastWriteTimeUtc) : [];

    private void Trim()
    {
        foreach (var folder in Folders().Skip(MostKept).ToArray())
            DeleteFolder(folder.FullName);
    }

    private void Replace(IndicatorSet? next, Action refresh)
    {
        var previous = _current;
        if (ReferenceEquals(previous, next))
            return;
        _current = next;
        refresh();
        previous?.Release();
    }

    private static void DeleteFolder(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }
}

[JsonSerializable(typeof(IndicatorInput[]))]
internal sealed partial class IndicatorInputsJson : JsonSerializerContext;
