using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using SrceOgc.Features.Texts;
using SrceOgc.Publishing.Checks;
using SrceOgc.Publishing.Losses;
using SrceOgc.Publishing.Store;

namespace SrceOgc.Publishing.Deliveries;

/// <summary>What was found in a delivered file, in French, for the steward.</summary>
public sealed record Report(string Dataset, string File, DateTime Date, bool Accepted, IReadOnlyList<Finding> Findings)
{
    public const string FileName = "rapport.json";

    private static readonly Text Checking = new(
        "le contrôle des géométries (validité, emboîtement) est en cours ; ce rapport sera complété.",
        "geometries (validity, nesting) are still being checked; this report will be completed.");

    /// <summary>The version that was made of it, if any.</summary>
    public int? Version { get; init; }

    /// <summary>That version waits to be activated.</summary>
    public bool IsDraft { get; init; }

    public bool IsDryRun { get; init; }

    /// <summary>Nothing is wrong with the file, but it would lose so much that somebody must agree first.</summary>
    public bool AwaitsConsent { get; init; }

    /// <summary>It lost so much that it was kept as a draft, as nobody was there to be asked.</summary>
    public bool IsHeldBack { get; init; }

    /// <summary>What changes of the version that was served; null when none was.</summary>
    public DeliveryChanges? Changes { get; init; }

    /// <summary>The address of the faults as a GeoPackage, when any has a row.</summary>
    public string? Faults { get; init; }

    /// <summary>What is still being looked at: the report is completed at its own address when that ends.</summary>
    public Text? Pending { get; init; }

    /// <summary>The delivery may be good: the server could not keep it (a full disk), and it may be sent again.</summary>
    public bool IsServersFault { get; init; }

    public static Report Unchanged(Delivery delivery, SourceFile source, Manifest known, DateTime now) =>
        new(delivery.Dataset, source.Name, now, true,
            [new(Severity.Note, "", $"le contenu est celui de la version {known.Version}, déjà là ; rien ne change.", "")])
        {
            Version =
            known.Version
        };

    public static Report Refused(Delivery delivery, string path, DateTime now, string message, string advice) =>
        new(delivery.Dataset, Path.GetFileName(path), now, false, [new(Severity.Blocking, "", message, advice)]);

    public static Report? Read(string folder) =>
        Path.Combine(folder, FileName) is var path && System.IO.File.Exists(path) ? Parse(System.IO.File.ReadAllBytes(path)) : null;

    public static Report Parse(byte[] json) =>
        JsonSerializer.Deserialize(json, ReportJson.Readable.Report) ?? throw new InvalidDataException("a report is an object");

    public void Write(string folder)
    {
        using var stream = new FileStream(Path.Combine(folder, FileName), FileMode.Create, FileAccess.Write);
        stream.Write(Json());
        stream.Flush(flushToDisk: true);
    }

    public Report AwaitingChecks() => this
        with
    {
        Pending = Checking,
        Findings =
        [.. Findings, new(Severity.Note, "", Checking.French, "Les couches sont servies ; relisez le rapport à son adresse.")]
    };

    public byte[] Json() => JsonSerializer.SerializeToUtf8Bytes(this, ReportJson.Readable.Report);

    /// <summary>The figures of <see cref="Changes"/> alone, as the report has them.</summary>
    public byte[] ChangesJson() => JsonSerializer.SerializeToUtf8Bytes(Changes, ReportJson.Readable.DeliveryChanges);

    public override string ToString() =>
        $"{Dataset} : {Verdict}{LossLine}{(Pending is null ? "" : ", contrôle des géométries en cours")}{Lines(Findings)}";

    /// <summary>The first of what is to be mended, for a log.</summary>
    public static string Lines(IEnumerable<Finding> findings) =>
        string.Concat(findings.Where(f => f.Severity != Severity.Note).Take(20).Select(Line));

    /// <summary>What disappears, said first: ", PERTES : 21 couches sur 22"; empty when nothing does.</summary>
    private string LossLine => Changes is { Lost.French: { Length: > 0 } lost } ? $", PERTES : {lost}" : "";

    public string Verdict => this switch
    {
        { AwaitsConsent: true } => "attend votre accord",
        { IsHeldBack: true } => "gardé comme brouillon à cause de ses pertes",
        { Accepted: false } => "refusé",
        { IsDryRun: true, Changes.NeedConsent: true } => "peut être publié avec votre accord",
        { IsDryRun: true } => "peut être publié",
        { IsDraft: true } => "gardé comme brouillon",
        _ => "publié",
    };

    private static string Line(Finding finding) =>
        $"{Environment.NewLine}  - {finding.Severity.Title()}{(finding.Layer.Length > 0 ? $" · couche « {finding.Layer} »" : "")}"
        + $"{(finding.Row is { } row ? $" · ligne {row}" : "")}{(finding.Count > 1 ? $" ({AndOthers(finding.Count - 1)})" : "")} : "
            + $"{finding.Message} {finding.Advice}";

    private static string AndOthers(int others) => others == 1 ? "et 1 autre" : $"et {others} autres";
}

[JsonSerializable(typeof(Report))]
[JsonSerializable(typeof(DeliveryChanges))]
[JsonSourceGenerationOptions(UseStringEnumConverter = true, WriteIndented = true)]
internal sealed partial class ReportJson : JsonSerializerContext
{
    /// <summary>Accents as they are.</summary>
    public static ReportJson Readable { get; } = new(new JsonSerializerOptions
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter<Severity>() },
    });
}
