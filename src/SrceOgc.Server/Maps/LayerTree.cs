using SrceOgc.Features.Budgets;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Maps;

/// <summary>A group of the layer tree: a theme with its layers. <paramref name="Name"/> is null when a layer bears the theme's
/// key.</summary>
internal sealed record LayerGroup(string? Name, Theme Theme, IReadOnlyList<CatalogLayer> Layers);

/// <summary>The tree of spatial layers by theme, and what the names of a request stand for.</summary>
internal static class LayerTree
{
    /// <summary>Of feature types in the WFS: users paste its names here.</summary>
    public const string Prefix = "srce";

    /// <summary>A name without the prefix of a feature type, whatever the prefix: no layer's name has a colon.</summary>
    public static string LocalName(string name) => name[(name.LastIndexOf(':') + 1)..].Trim();

    public static IEnumerable<LayerGroup> Of(Catalog catalog) => catalog.Layers
        .Where(l => l.IsSpatial)
        .GroupBy(l => l.Theme)
        .Select(g => new LayerGroup(catalog.Find(g.Key.Key) is null ? g.Key.Key : null, g.Key, [.. g]));

    /// <summary>The names of a list, counted before any is looked up.</summary>
    /// <exception cref="ServiceException">More than <see cref="RequestLimits.MapLayers"/>.</exception>
    public static string[] Names(string parameter, string text)
    {
        var count = text.AsSpan().Count(',') + 1;
        return count <= RequestLimits.MapLayers ? text.Split(',') : throw TooMany(parameter, count);
    }

    /// <summary>The layers that LAYERS asks for, those of each name in drawing order.</summary>
    public static List<CatalogLayer> Asked(ServiceRequest request) =>
        ResolveAll(request.Catalog, "LAYERS", Names("LAYERS", request.Parameters.Required("LAYERS"))).ConvertAll(named => named.Layer);

    /// <summary>The layers of a list of names, those of each in drawing order.</summary>
    /// <exception cref="ServiceException">A name stands for nothing, or all of them for too many layers.</exception>
    public static List<(string Name, CatalogLayer Layer)> ResolveAll(Catalog catalog, string parameter, IReadOnlyList<string> names)
    {
        var layers = new List<(string, CatalogLayer)>();
        foreach (var name in names)
            foreach (var layer in Resolve(catalog, parameter, name))
                if (layers.Count < RequestLimits.MapLayers)
                    layers.Add((name, layer));
                else
                    throw TooMany(parameter, layers.Count + 1);
        return layers;
    }

    public static ServiceException TooMany(string parameter, int count) => ServiceException.Invalid(
        parameter, $"{count} couches ou plus", $"au plus {RequestLimits.MapLayers} couches", $"at most {RequestLimits.MapLayers} layers");

    /// <summary>Layers in drawing order for one name: itself, or the layers of a group from the bottom up.</summary>
    /// <exception cref="ServiceException">LayerNotDefined.</exception>
    public static IEnumerable<CatalogLayer> Resolve(Catalog catalog, string parameter, string name)
    {
        if (catalog.Find(LocalName(name)) is { IsSpatial: true } layer)
            return [layer];
        var group = catalog.Layers.Where(l => l.IsSpatial && l.Theme.Key == LocalName(name)).Reverse().ToArray();
        return group.Length > 0 ? group : throw NotDefined(parameter, name);
    }

    public static ServiceException NotDefined(string parameter, string name) => new("LayerNotDefined", parameter, new(
        $"{parameter} : la couche « {ServiceException.Shortened(name)} » n'existe pas ; la liste est dans les capacités.",
        $"{parameter}: layer '{ServiceException.Shortened(name)}' is not defined; see the capabilities for the list."));
}
