using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SrceOgc.Server.Publishing;

/// <summary>How much a finding matters.</summary>
internal enum Severity
{
    /// <summary>For information.</summary>
    Note,

    /// <summary>Served as well as can be; to be mended at the source.</summary>
    ToFix,

    /// <summary>Cannot be served safely.</summary>
    Blocking,
}

/// <summary>One thing found in a delivery. <paramref name="Row"/> is the source key of one example, <paramref name="Count"/> how many rows share the fault.</summary>
internal sealed record Finding(Severity Severity, string Layer, string Message, string Advice, long? Row = null, int Count = 1);

/// <summary>What was found in a delivered file, in French, for the steward.</summary>
internal sealed record Report(string Dataset, string File, DateTime Date, bool Accepted, IReadOnlyList<Finding> Findings)
{
    public const string FileName = "rapport.json";

    /// <summary>The version that was made of it, if any.</summary>
    public int? Version { get; init; }

    public static Report? Read(string folder) =>
        Path.Combine(folder, FileName) is var path && System.IO.File.Exists(path) ? JsonSerializer.Deserialize(System.IO.File.ReadAllBytes(path), ReportJson.Readable.Report) : null;

    public void Write(string folder) => System.IO.File.WriteAllBytes(Path.Combine(folder, FileName), Json());

    public byte[] Json() => JsonSerializer.SerializeToUtf8Bytes(this, ReportJson.Readable.Report);

    public override string ToString() =>
        $"{Dataset} : {(Accepted ? "publié" : "refusé")}" + string.Concat(Findings.Where(f => f.Severity != Severity.Note).Take(20).Select(Line));

    private static string Line(Finding finding) =>
        $"{Environment.NewLine}  - {Title(finding.Severity)}{(finding.Layer.Length > 0 ? $" · couche « {finding.Layer} »" : "")}"
        + $"{(finding.Row is { } row ? $" · ligne {row}" : "")}{(finding.Count > 1 ? $" (et {finding.Count - 1} autres)" : "")} : {finding.Message} {finding.Advice}";

    public static string Title(Severity severity) => severity switch
    {
        Severity.Blocking => "bloquant",
        Severity.ToFix => "à corriger",
        _ => "note",
    };
}

[JsonSerializable(typeof(Report))]
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
