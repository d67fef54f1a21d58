using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SrceOgc.Publishing.Store;

/// <summary>A short list in one JSON file of the private store: read once, replaced whole at each change.</summary>
public sealed class StoredList<T>
{
    private readonly string _path;
    private readonly JsonTypeInfo<List<T>> _type;
    private readonly bool _isSecret;
    private readonly Lock _lock = new();
    private volatile List<T> _all;

    /// <param name="path">The file; it need not be there.</param>
    /// <param name="type">How it is written.</param>
    /// <param name="isSecret">Readable by its owner alone.</param>
    /// <exception cref="InvalidDataException">The file is damaged; the message is French.</exception>
    public StoredList(string path, JsonTypeInfo<List<T>> type, bool isSecret)
    {
        (_path, _type, _isSecret) = (path, type, isSecret);
        try
        {
            _all = File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllBytes(path), type) ?? [] : [];
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"« {path} » est abîmé : {fault.Message} Remettez une sauvegarde, ou supprimez-le.", fault);
        }
    }

    public IReadOnlyList<T> All => _all;

    /// <summary>On the disk when it returns; nothing has changed when it throws.</summary>
    public void Change(Func<IReadOnlyList<T>, IEnumerable<T>> change)
    {
        lock (_lock)
        {
            var next = change(_all).ToList();
            DurableFiles.Replace(_path, stream => JsonSerializer.Serialize(stream, next, _type), _isSecret);
            _all = next;
        }
    }

    /// <returns>False when there is none such.</returns>
    public bool Remove(Func<T, bool> isIt)
    {
        if (!_all.Any(isIt))
            return false;
        Change(all => all.Where(item => !isIt(item)));
        return true;
    }
}
