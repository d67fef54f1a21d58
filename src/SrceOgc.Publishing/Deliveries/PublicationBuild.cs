using SrceOgc.Features.Budgets;
using SrceOgc.Features.GeoPackages;
using SrceOgc.Features.LayerFiles.Building;
using SrceOgc.Features.Texts;
using SrceOgc.Publishing.Checks;
using SrceOgc.Publishing.Losses;
using SrceOgc.Publishing.Store;

namespace SrceOgc.Publishing.Deliveries;

/// <summary>
/// What came of building a quarantined file: the layers that can be served, and all that was found. <see cref="Folder"/> also holds the
/// faults that have a row, as a GeoPackage.
/// </summary>
public sealed class PublicationBuild
{
    /// <summary>Of a delivered file whose geometries are checked in less time than anybody notices.</summary>
    private const long Small = 4 << 20;

    /// <summary>A delivery is not held up for longer by the check of its geometries.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    private static readonly Finding Unservable = new(Severity.Blocking, "", new(
        "aucune couche du fichier ne peut être servie.",
        "no layer of the file can be served."),
        new("La version précédente, s'il y en a une, reste servie.", "The version before, if there is one, stays served."));

    private readonly CheckOptions _options;
    private readonly GeometryChecks _geometries;
    private readonly List<ManifestLayer> _layers = [];
    private readonly List<Finding> _findings = [];
    private readonly List<LayerFindings> _found = [];
    private readonly HashSet<string> _tables = new(StringComparer.Ordinal);
    private readonly RequestBudget _budget;
    private readonly bool _isWhole;
    private LayerFaults[] _faults = [];
    private Task _validating = Task.CompletedTask;

    private PublicationBuild(string folder, CheckOptions options, bool isWhole, RequestBudget budget)
    {
        Folder = folder;
        _isWhole = isWhole;
        _options = options;
        _budget = budget;
        _geometries = new(options, folder, Longest, budget.Token);
    }

    public string Folder { get; }

    public IReadOnlyList<ManifestLayer> Layers => _layers;

    public IReadOnlyList<Finding> Findings =>
        [.. _findings, .. Changes is null ? [] : LossFindings.List(Changes), .. IsServable ? Array.Empty<Finding>() : [Unservable]];

    /// <summary>What it would change of the version it was compared with, if it was.</summary>
    public DeliveryChanges? Changes { get; private set; }

    /// <summary>What was found before geometries were checked, when that is left to be done once the layers are served.</summary>
    public PendingChecks? Pending => _isWhole || !IsServable ? null : new(Findings, _faults);

    public bool IsServable => Layers.Count > 0;

    /// <summary>Where a build lies beside what it is made of.</summary>
    public static string FolderOf(Staging staging) => Path.Combine(staging.Folder, "publication");

    /// <summary>Builds every layer of a staged file into a folder beside it.</summary>
    /// <param name="staging">The quarantined file.</param>
    /// <param name="names">Gives layers their public names.</param>
    /// <param name="options">What they are checked with.</param>
    /// <param name="isWhole">Whether the check of geometries, which refuses nothing, is waited for; that of a small file always is.</param>
    /// <param name="budget">What the delivery may cost; looked at wherever the file decides how long something takes.</param>
    /// <param name="tell">Told of each layer: its table, its number, how many there are.</param>
    /// <exception cref="GeoPackageException">The file as a whole cannot be read.</exception>
    /// <exception cref="BudgetExceededException">It took too long.</exception>
    /// <exception cref="OperationCanceledException">Nobody waits for it any more.</exception>
    public static PublicationBuild Make(
        Staging staging, LayerNames names, CheckOptions options, bool isWhole, RequestBudget budget, Action<string, int, int> tell)
    {
        isWhole |= staging.Source.Length < Small;
        var build = new PublicationBuild(FolderOf(staging), options, isWhole, budget);
        Directory.CreateDirectory(build.Folder);
        build._findings.AddRange(staging.Notes.Select(note => new Finding(Severity.Note, "", note, Text.None)));
        using var file = GeoPackageFile.Open(staging.Path, budget);
        build._findings.AddRange(
            file.Unreadable.Select(t => new Finding(Severity.Blocking, t.Name,
                new($"couche non servie : {t.Reason.French}.", $"layer not served: {t.Reason.English}."), Text.None)));
        build._findings.AddRange(
            file.Tiles.Select(t => new Finding(Severity.Note, t, new(
                "la table est une image en tuiles : elle n'est pas servie.",
                "the table is a picture in tiles: it is not served."),
            new("Seules les couches d'objets le sont.", "Only layers of features are."))));
        build._findings.AddRange(file.Conformance().Select(Found));
        try
        {
            build.Import(file, staging, names, isWhole, tell);
        }
        finally
        {
            build.AwaitValidation();
        }

        budget.Look();

        if (isWhole)
            build.AddGeometries();
        build._findings.AddRange(build._found.SelectMany(found => found.Findings.All));
        build._faults = [.. build._found.Select(found => found.Faults)];
        FaultsFile.Write(build.Folder, build._faults, budget.Now);
        return build;
    }

    /// <summary>Says what would disappear of what is served now; null when nothing is.</summary>
    /// <param name="served">The version served; the caller holds a lease.</param>
    public void CompareWith(Publication? served) =>
        Changes = served is null || !IsServable ? null : LossSurvey.Compare(served, Folder, Layers, _options.LossThreshold, _budget);

    private static Finding Found(ConformanceFault fault) =>
        new(fault.HindersReaders ? Severity.ToFix : Severity.Note, fault.Table,
            new($"{fault.Message.French[..^1]} (exigence {fault.Requirement} de GeoPackage).",
                $"{fault.Message.English[..^1]} (requirement {fault.Requirement} of GeoPackage)."), fault.Advice);

    private void Import(GeoPackageFile file, Staging staging, LayerNames names, bool isWhole, Action<string, int, int> tell)
    {
        var styles = file.Styles();
        names.Keep([.. file.Tables.Select(table => table.Name)]);
        foreach (var table in file.Tables)
        {
            tell(table.Name, Layers.Count + 1, file.Tables.Count);
            var findings = new FindingList(table.Name);
            var layer = Described(table, names, styles, new DeliveredTexts(findings));
            _found.Add(new(layer.Srs, findings));
            var path = Path.Combine(Folder, layer.File);
            var import = new LayerImport(file, table, layer.Name, staging.Folder, findings, _options.Profiles.Find(table.Name), _budget);
            var built = import.TryBuild(path);
            BuildMemory.GiveBackIfMuch();
            if (built is not { } type)
                continue;
            StyleFindings.Add(_options.Styles, layer, type, findings);
            _layers.Add(layer);
            if (isWhole)
                _validating = Validate(layer, _validating);
        }
    }

    /// <summary>One layer after the other, beside the import, which is as long.</summary>
    private async Task Validate(ManifestLayer layer, Task previous)
    {
        await previous.ConfigureAwait(false);
        await Task.Run(() => _geometries.CheckValidity(layer)).ConfigureAwait(false);
    }

    private void AddGeometries()
    {
        _geometries.CheckNesting(Layers);
        _found.AddRange(_geometries.Found);
    }

    /// <summary>What the file says of a layer, as documents can carry it.</summary>
    private ManifestLayer Described(GeoPackageTable table, LayerNames names, GeoPackageStyles styles, DeliveredTexts texts)
    {
        var name = texts.Unique(table.Name, DeliveredTexts.TableName, _tables);
        if (styles.LeftOut(table.Name) is var left and > 0)
            texts.NoteStyles(left);
        return new(names.Of(name), $"{Layers.Count:D3}.couche", name, texts.Clean(table.Title, DeliveredTexts.Title),
            texts.Clean(table.Description, DeliveredTexts.Description),
            texts.Clean(table.Srs), [.. styles.Of(table.Name).Select(texts.Clean)]);
    }

    /// <summary>A check that was stopped with its delivery has nothing to say of it.</summary>
    private void AwaitValidation()
    {
        try
        {
            _validating.Wait();
        }
        catch (AggregateException stopped) when (stopped.InnerException is OperationCanceledException && _budget.IsUsedUp)
        {
        }
    }
}
