using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using SrceOgc.Features.Budgets;

namespace SrceOgc.Publishing.Store;

/// <summary>One line of the journal: who did what to which dataset, when and from where.</summary>
public sealed record JournalEntry(DateTime Date, string Action, string Dataset, int? Version, string Author, string From, string Comment)
{
    /// <summary>Of an outcome of a notice: which notice.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Notice { get; init; }
}

/// <summary>The append-only audit: one JSON line an event, written through to the disk before the event is answered.</summary>
public sealed class Journal(string dataFolder, TimeProvider clock)
{
    public const string Published = "publication", Drafted = "brouillon", HeldBack = "livraison retenue", Activated = "activation",
        Retired = "retrait",
        Restricted = "restriction", Opened = "ouverture", SourceSet = "source fixée", SourceRemoved = "source retirée",
        Subscribed = "abonnement", Unsubscribed = "désabonnement", Told = "avis reçu", NotTold = "avis perdu",
        Pinned = "épinglage", Unpinned = "désépinglage", Damaged = "couche abîmée", Mended = "couche refaite",
        TokenCreated = "jeton créé", TokenRevoked = "jeton révoqué";

    private const string Found = "constaté au démarrage, après un arrêt brutal";

    private readonly string _path = Path.Combine(dataFolder, "journal.jsonl");
    private readonly Lock _lock = new();

    public void Write(JournalEntry entry)
    {
        var line = JsonSerializer.SerializeToUtf8Bytes(entry, JournalJson.Readable.JournalEntry);
        lock (_lock)
        {
            using var stream = new FileStream(_path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
            EndCutLine(stream);
            stream.Write(line);
            stream.WriteByte((byte)'\n');
            stream.Flush(flushToDisk: true);
        }
    }

    /// <summary>What a stop or a full disk left of a line must not swallow the next one.</summary>
    private static void EndCutLine(FileStream stream)
    {
        if (stream.Length == 0)
            return;
        stream.Seek(-1, SeekOrigin.End);
        if (stream.ReadByte() != '\n')
            stream.WriteByte((byte)'\n');
    }

    /// <summary>The last entries, newest first. A line cut by a crash is skipped.</summary>
    public IReadOnlyList<JournalEntry> Last(int count, Func<JournalEntry, bool> isWanted)
    {
        var last = new Queue<JournalEntry>();
        foreach (var entry in All().Where(isWanted))
        {
            last.Enqueue(entry);
            if (last.Count > count)
                last.Dequeue();
        }

        return [.. last.Reverse()];
    }

    public IEnumerable<JournalEntry> Since(DateTime date) => All().Where(entry => entry.Date >= date);

    /// <summary>
    /// A stop between a change and its line leaves the line out: what each dataset shows now is held against the last line about
    /// it, and a line is added where they differ.
    /// </summary>
    public void Mend(IReadOnlyDictionary<string, int> served)
    {
        var known = new Dictionary<string, int?>();
        foreach (var entry in All().Where(e => e.Action is Published or Activated or Retired))
            known[entry.Dataset] = entry.Action == Retired ? null : entry.Version;
        foreach (var (dataset, version) in served)
            if (!known.TryGetValue(dataset, out var noted) || noted != version)
                Write(new(clock.UtcNow(), Activated, dataset, version, "", "", Found));
        foreach (var (dataset, noted) in known)
            if (noted is not null && !served.ContainsKey(dataset))
                Write(new(clock.UtcNow(), Retired, dataset, noted, "", "", Found));
    }

    private IEnumerable<JournalEntry> All()
    {
        if (!File.Exists(_path))
            yield break;
        using var reader = new StreamReader(new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        while (reader.ReadLine() is { } line)
            if (Parse(line) is { } entry)
                yield return entry;
    }

    private static JournalEntry? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, JournalJson.Default.JournalEntry);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSerializable(typeof(JournalEntry))]
internal sealed partial class JournalJson : JsonSerializerContext
{
    /// <summary>Accents as they are: people read this file.</summary>
    public static JournalJson Readable { get; } = new(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
