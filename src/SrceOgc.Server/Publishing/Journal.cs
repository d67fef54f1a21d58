using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SrceOgc.Server.Publishing;

/// <summary>One line of the journal: who did what to which dataset, when and from where.</summary>
internal sealed record JournalEntry(DateTime Date, string Action, string Dataset, int? Version, string Author, string From, string Comment);

/// <summary>The append-only audit: one JSON line an event, written through to the disk before the event is answered.</summary>
internal sealed class Journal(string dataFolder)
{
    public const string Published = "publication", Refused = "refus", Activated = "activation", Retired = "retrait", TokenCreated = "jeton créé", TokenRevoked = "jeton révoqué";

    private readonly string _path = Path.Combine(dataFolder, "journal.jsonl");
    private readonly Lock _turn = new();

    public void Write(JournalEntry entry)
    {
        var line = JsonSerializer.SerializeToUtf8Bytes(entry, JournalJson.Readable.JournalEntry);
        lock (_turn)
        {
            using var stream = new FileStream(_path, FileMode.Append, FileAccess.Write, FileShare.Read);
            stream.Write(line);
            stream.WriteByte((byte)'\n');
            stream.Flush(flushToDisk: true);
        }
    }

    /// <summary>The last entries, newest first. A line cut by a crash is skipped.</summary>
    public IReadOnlyList<JournalEntry> Last(int count, Func<JournalEntry, bool> isWanted)
    {
        if (!File.Exists(_path))
            return [];
        using var reader = new StreamReader(new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        var last = new Queue<JournalEntry>();
        while (reader.ReadLine() is { } line)
        {
            if (Parse(line) is not { } entry || !isWanted(entry))
                continue;
            last.Enqueue(entry);
            if (last.Count > count)
                last.Dequeue();
        }

        return [.. last.Reverse()];
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
[JsonSerializable(typeof(IReadOnlyList<JournalEntry>))]
internal sealed partial class JournalJson : JsonSerializerContext
{
    /// <summary>Accents as they are: people read this file.</summary>
    public static JournalJson Readable { get; } = new(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
