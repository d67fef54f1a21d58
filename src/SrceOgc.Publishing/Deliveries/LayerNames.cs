using SrceOgc.Features.Texts;
using SrceOgc.Publishing.Store;

namespace SrceOgc.Publishing.Deliveries;

/// <summary>
/// Public names of the layers of one dataset: a table keeps the name of its previous version for ever; a new one takes
/// its own name as an NCName, preceded by the dataset's where another dataset already has it. Names of all kept versions
/// count, as any of them may be served again.
/// </summary>
public sealed class LayerNames
{
    private readonly string _dataset;
    private readonly Dictionary<string, string> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string> _given = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="dataset">Whose layers are named.</param>
    /// <param name="kept">Every kept version of every dataset, the newest of each first.</param>
    public LayerNames(string dataset, IEnumerable<Manifest> kept)
    {
        _dataset = dataset;
        foreach (var manifest in kept)
            foreach (var layer in manifest.Layers)
            {
                _taken.Add(layer.Name);
                if (manifest.Dataset == dataset)
                    _known.TryAdd(layer.Table, layer.Name);
            }
    }

    /// <summary>
    /// A layer taken from the service comes back under its public name: where its own table is not in the file, it stands for that table.
    /// Then the tables whose own name is valid, and free, get that name: none of those before them takes it, altered.
    /// </summary>
    public void Keep(IReadOnlyCollection<string> tables)
    {
        var tablesOf = _known.ToLookup(known => known.Value, known => known.Key, StringComparer.Ordinal);
        foreach (var table in tables)
            if (!_known.ContainsKey(table) && tablesOf[table].Any() && !tablesOf[table].Any(tables.Contains))
                _known.Add(table, table);
        foreach (var table in tables)
            if (!_known.ContainsKey(table) && NcName.Of(table) == table && _taken.Add(table))
                _known.Add(table, table);
    }

    public string Of(string table)
    {
        if (_known.TryGetValue(table, out var name) && _given.Add(name))
            return name;
        var own = NcName.Of(table);
        return _taken.Add(own) ? own : NcName.Unique($"{_dataset}_{own}", _taken);
    }
}
