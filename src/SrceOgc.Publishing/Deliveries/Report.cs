using System.Text.Json;
using System.Text.Json.Serialization;
using SrceOgc.Features.Texts;
using SrceOgc.Publishing.Checks;
using SrceOgc.Publishing.Losses;
using SrceOgc.Publishing.Store;

namespace SrceOgc.Publishing.Deliveries;

/// <summary>What was found in a delivered file, for the steward; as text, in English, for a log.</summary>
public sealed record Report(
    [property: JsonPropertyName("jeu")] string Dataset,
    [property: JsonPropertyName("fichier")] string File,
    [property: JsonPropertyName("date")] DateTime Date,
    [property: JsonPropertyName("accepte")] bool Accepted,
    [property: JsonPropertyName("constats")] IReadOnlyList<Finding> Findings)
{
    public const string FileName = "rapport.json";

    private static readonly Text Checking = new(
        "le contrôle des géométries (validité, emboîtement) est en cours ; ce rapport sera complété.",
        "geometries (validity, nesting) are still being checked; this report will be completed.");

    private static readonly Text Served = new("Les couches sont servies ; relisez le rapport à son adresse.",
        "The layers are served; read the report again at its address.");

    /// <summary>The version that was made of it, if any.</summary>
    [JsonPropertyName("version")]
    public int? Version { get; init; }

    /// <summary>That version waits to be activated.</summary>
    [JsonPropertyName("brouillon")]
    public bool IsDraft { get; init; }

    [JsonPropertyName("essai")]
    public bool IsDryRun { get; init; }

    /// <summary>Nothing is wrong with the file, but it would lose so much that somebody must agree first.</summary>
    [JsonPropertyName("attendAccord")]
    public bool AwaitsConsent { get; init; }

    /// <summary>It lost so much that it was kept as a draft, as nobody was there to be asked.</summary>
    [JsonPropertyName("retenu")]
    public bool IsHeldBack { get; init; }

    /// <summary>What changes of the version that was served; null when none was.</summary>
    [JsonPropertyName("changements")]
    public DeliveryChanges? Changes { get; init; }

    /// <summary>The address of the faults as a GeoPackage, when any has a row.</summary>
    [JsonPropertyName("defauts")]
    public string? Faults { get; init; }

    /// <summary>What is still being looked at: the report is completed at its own address when that ends.</summary>
    [JsonPropertyName("enCours")]
    public Text? Pending { get; init; }

    /// <summary>The delivery may be good: the server could not keep it (a full disk), and it may be sent again.</summary>
    [JsonPropertyName("fauteDuServeur")]
    public bool IsServersFault { get; init; }

    public static Report Unchanged(Delivery delivery, SourceFile source, Manifest known, DateTime now) =>
        new(delivery.Dataset, source.Name, now, true,
            [new(Severity.Note, "", new(
                $"le contenu est celui de la version {known.Version}, déjà là ; rien ne change.",
                $"the contents are those of version {known.Version}, which is there; nothing changes."), Text.None)])
        {
            Version =
            known.Version
        };

    public static Report Refused(Delivery delivery, string path, DateTime now, Text message, Text advice) =>
        new(delivery.Dataset, Path.GetFileName(path), now, false, [new(Severity.Blocking, "", message, advice)]);

    public static Report? Read(string folder) =>
        Path.Combine(folder, FileName) is var path && System.IO.File.Exists(path) ? Parse(System.IO.File.ReadAllBytes(path)) : null;

    public static Report Parse(byte[] json) =>
        FormerKeys.Read(json).Deserialize(ReportJson.Kept.Report) ?? throw new InvalidDataException("a report is an object");

    public void Write(string folder)
    {
        using var stream = new FileStream(Path.Combine(folder, FileName), FileMode.Create, FileAccess.Write);
        stream.Write(KeptJson());
        stream.Flush(flushToDisk: true);
    }

    public Report AwaitingChecks() => this
        with
    {
        Pending = Checking,
        Findings =
        [.. Findings, new(Severity.Note, "", Checking, Served)]
    };

    /// <summary>As the API answers it.</summary>
    public byte[] Json(Language language) => JsonSerializer.SerializeToUtf8Bytes(this, ReportJson.In(language).Report);

    /// <summary>The figures of <see cref="Changes"/> alone, as the report has them.</summary>
    public byte[] ChangesJson(Language language) => JsonSerializer.SerializeToUtf8Bytes(Changes, ReportJson.In(language).DeliveryChanges);

    /// <summary>As a store keeps it: in every language.</summary>
    internal byte[] KeptJson() => JsonSerializer.SerializeToUtf8Bytes(this, ReportJson.Kept.Report);

    public override string ToString() =>
        $"{Dataset}: {Verdict.English}{LossLine}{(Pending is null ? "" : ", geometries are being checked")}{Lines(Findings)}";

    /// <summary>The first of what is to be mended, for a log.</summary>
    public static string Lines(IEnumerable<Finding> findings) =>
        string.Concat(findings.Where(f => f.Severity != Severity.Note).Take(20).Select(Line));

    /// <summary>What disappears, said first: ", LOST: 21 layers of 22"; empty when nothing does.</summary>
    private string LossLine => Changes is { Lost.English: { Length: > 0 } lost } ? $", LOST: {lost}" : "";

    [JsonPropertyName("verdict")]
    public Text Verdict => this switch
    {
        { AwaitsConsent: true } => new("attend votre accord", "awaits your consent"),
        { IsHeldBack: true } => new("gardé comme brouillon à cause de ses pertes", "kept as a draft because of its losses"),
        { Accepted: false } => new("refusé", "refused"),
        { IsDryRun: true, Changes.NeedConsent: true } => new("peut être publié avec votre accord", "can be published with your consent"),
        { IsDryRun: true } => new("peut être publié", "can be published"),
        { IsDraft: true } => new("gardé comme brouillon", "kept as a draft"),
        _ => new("publié", "published"),
    };

    private static string Line(Finding finding) =>
        $"{Environment.NewLine}  - {finding.Severity.Title().English}{(finding.Layer.Length > 0 ? $" · layer '{finding.Layer}'" : "")}"
        + $"{(finding.Row is { } row ? $" · row {row}" : "")}{(finding.Count > 1 ? $" (and {AndOthers(finding.Count - 1)})" : "")}: "
            + $"{finding.Message.English} {finding.Advice.English}";

    private static string AndOthers(int others) => others == 1 ? "1 other" : $"{others} others";
}
