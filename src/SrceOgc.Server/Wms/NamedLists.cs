using SrceOgc.Features.Texts;
using SrceOgc.Server.Maps;

namespace SrceOgc.Server.Wms;

/// <summary>"layer:value,value;layer:value": lists that name the layer they are of.</summary>
internal sealed class NamedLists
{
    private readonly Dictionary<string, List<string>> _byName = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Names => _byName.Keys;

    public static NamedLists Read(string parameter, string? text)
    {
        var lists = new NamedLists();
        foreach (var part in text?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [])
        {
            var colon = part.LastIndexOf(':');
            if (colon <= 0)
                throw ServiceException.Invalid(parameter, part, "« couche:numéro,numéro;couche:numéro »",
                    "'layer:number,number;layer:number'");
            var name = LayerTree.LocalName(part[..colon].Trim());
            if (!lists._byName.TryGetValue(name, out var values))
                lists._byName.Add(name, values = []);
            values.AddRange(part[(colon + 1)..].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        }

        return lists;
    }

    public IReadOnlyList<string> Of(string name) => _byName.GetValueOrDefault(LayerTree.LocalName(name)) ?? [];
}
