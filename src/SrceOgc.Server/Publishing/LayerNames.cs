namespace SrceOgc.Server.Publishing;

/// <summary>
/// Public names of the layers of one dataset: a table keeps the name of its previous version for ever; a new one takes
/// its own name as an NCName, preceded by the dataset's where another dataset already has it.
/// </summary>
internal sealed class LayerNames
{
    private readonly string _dataset;
    private readonly Dictionary<string, string> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    public LayerNames(string dataset, PublicationSet publications)
    {
        _dataset = dataset;
        foreach (var manifest in publications.Manifests)
            foreach (var layer in manifest.Layers)
            {
                _taken.Add(layer.Name);
                if (manifest.Dataset == dataset)
                    _known[layer.Table] = layer.Name;
            }
    }

    public string Of(string table)
    {
        if (_known.TryGetValue(table, out var name))
            return name;
        var own = NcName.Of(table);
        return _taken.Add(own) ? own : NcName.Unique($"{_dataset}_{own}", _taken);
    }
}
