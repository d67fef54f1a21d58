using System.Text.Json;
using System.Text.Json.Serialization;
using SrceOgc.Features.Texts;
using SrceOgc.Publishing.Store;

namespace SrceOgc.Publishing.Checks;

/// <summary>
/// <c>controle.json</c>: while it stands beside a version's report, geometries are still to be checked. It keeps what was found until
/// then, so that the whole can be told however often the check has to begin anew.
/// </summary>
public sealed record PendingChecks(
    [property: JsonPropertyName("constats")] IReadOnlyList<Finding> Findings,
    [property: JsonPropertyName("defauts")] IReadOnlyList<LayerFaults> Faults)
{
    public const string FileName = "controle.json";

    public static PendingChecks? Read(string folder)
    {
        if (!IsIn(folder))
            return null;
        return FormerKeys.Read(File.ReadAllBytes(PathIn(folder))).Deserialize(PendingChecksJson.Kept.PendingChecks);
    }

    public static bool IsIn(string folder) => File.Exists(PathIn(folder));

    public static void Delete(string folder) => DurableFiles.Delete(PathIn(folder));

    public void Write(string folder)
    {
        using var stream = new FileStream(PathIn(folder), FileMode.Create, FileAccess.Write);
        JsonSerializer.Serialize(stream, this, PendingChecksJson.Kept.PendingChecks);
        stream.Flush(flushToDisk: true);
    }

    private static string PathIn(string folder) => Path.Combine(folder, FileName);
}

[JsonSerializable(typeof(PendingChecks))]
internal sealed partial class PendingChecksJson : JsonSerializerContext
{
    public static PendingChecksJson Kept { get; } = new(new JsonSerializerOptions
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new TextConverter(null), new SeverityConverter() },
    });
}
