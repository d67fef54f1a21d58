using System.Text.Json.Serialization;
using SrceOgc.Publishing.Store;

namespace SrceOgc.Publishing.Exchanges;

/// <summary>
/// An address a dataset is drawn from, how often it is asked, and what was last made of it. <paramref name="Sha256"/> is of the last
/// file published or refused: a roll back outlives the next question.
/// </summary>
public sealed record PulledSource(string Dataset, string Address, int Seconds, string? Tag = null, string? Modified = null, string? Sha256 =
    null);

/// <summary>The sources of the server.</summary>
public sealed class SourceList(string dataFolder)
{
    private readonly StoredList<PulledSource> _stored =
        new(Path.Combine(dataFolder, "sources.json"), SourceJson.Default.ListPulledSource, isSecret: false);

    public IReadOnlyList<PulledSource> All => _stored.All;

    public PulledSource? Find(string dataset) => All.FirstOrDefault(s => s.Dataset == dataset);

    /// <summary>Adds a source, or puts it in place of the dataset's previous one.</summary>
    public void Set(PulledSource source) => _stored.Change(all => all.Where(s => s.Dataset != source.Dataset).Append(source));

    /// <summary>Keeps what came of a pull, unless the source was changed or removed meanwhile.</summary>
    public void Update(PulledSource before, PulledSource after) => _stored.Change(all => all.Select(s => s == before ? after : s));

    /// <returns>False when there is none.</returns>
    public bool Remove(string dataset) => _stored.Remove(s => s.Dataset == dataset);
}

[JsonSerializable(typeof(List<PulledSource>))]
[JsonSourceGenerationOptions(WriteIndented = true)]
internal sealed partial class SourceJson : JsonSerializerContext;
