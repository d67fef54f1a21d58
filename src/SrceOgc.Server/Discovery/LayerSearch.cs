using System.Globalization;
using System.Text.Json;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Texts;
using SrceOgc.Rendering.StyleFormats.Libraries;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Discovery;

/// <summary>
/// GET /api/v1/couches: layers whose texts hold every word asked for, whatever the case and the accents. Each facet counts what
/// the other conditions leave, so that a choice never leads to an empty list.
/// </summary>
internal static class LayerSearch
{
    private const int MostPerPage = 1000;

    public static void Write(ServiceRequest request, Utf8JsonWriter json)
    {
        var parameters = request.Parameters;
        var start = parameters.Integer("debut", 0, int.MaxValue, 0);
        var limit = parameters.Integer("limite", 1, MostPerPage, MostPerPage);
        var placed = request.Catalog.Layers.Where(Words(parameters.Optional("q"))).Where(Place(request)).ToArray();
        var (theme, dataset) = (parameters.Optional("trame"), parameters.Optional("jeu"));
        var found = placed.Where(layer => IsOf(layer, theme, dataset)).ToArray();
        json.WriteStartObject();
        json.WriteNumber("total", found.Length);
        json.WriteNumber("debut", start);
        json.WriteNumber("limite", limit);
        if (limit < found.Length - start)
            json.WriteString("suivant", Next(request, start + limit));
        json.WriteStartObject("facettes");
        WriteFacet(json, "trames", placed.Where(layer => IsOf(layer, null, dataset))
            .GroupBy(layer => (layer.Theme.Key, layer.Theme.Title.Text.In(request.Language))));
        WriteFacet(json, "jeux", placed.Where(layer => IsOf(layer, theme, null))
            .GroupBy(layer => (layer.Publication.Dataset, layer.Publication.Dataset)));
        json.WriteEndObject();
        json.WriteStartArray("couches");
        foreach (var layer in found.Skip(start).Take(limit))
        {
            json.WriteStartObject();
            LayerSummary.WriteProperties(json, request.Catalog, layer, request.Language);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static bool IsOf(CatalogLayer layer, string? theme, string? dataset) =>
        (theme is null || layer.Theme.Key == theme) && (dataset is null || layer.Publication.Dataset == dataset);

    private static Func<CatalogLayer, bool> Words(string? text)
    {
        var words = text is null ? [] : StyleNames.Plain(text).Split('_', StringSplitOptions.RemoveEmptyEntries);
        return layer => words.Length == 0 || HasAll(Searched(layer), words);
    }

    private static bool HasAll(string text, string[] words) => words.All(word => text.Contains(word, StringComparison.Ordinal));

    private static string Searched(CatalogLayer layer) => StyleNames.Plain(string.Join(' ',
        [layer.Name, layer.Title.French, layer.Title.English, layer.Abstract.French, layer.Abstract.English, layer.Publication.Dataset,
            layer.Theme.Title.Fr, layer.Theme.Title.En, .. layer.Keywords]));

    private static Func<CatalogLayer, bool> Place(ServiceRequest request)
    {
        Func<CatalogLayer, bool> inCommune = request.Parameters.Optional("commune") is { } code ? Commune(request, code) : static _ => true;
        return request.Parameters.Optional("bbox") is { } text && Box(text) is var box
            ? layer => layer.GeographicExtent.Intersects(box) && inCommune(layer)
            : inCommune;
    }

    /// <summary>Layers with at least one feature in the commune of this INSEE code.</summary>
    private static Func<CatalogLayer, bool> Commune(ServiceRequest request, string code)
    {
        var communes = CodedTerritories.Communes(request.Catalog) ?? throw new ServiceException("InvalidParameterValue", "commune", new(
            "commune : aucune couche de communes n'est publiée.", "commune: no layer of municipalities is published."));
        var geometry = communes.Find(code)
            ?? throw ServiceException.Invalid("commune", code, $"un code INSEE de la couche {communes.Layer.Name}",
            $"an INSEE code of layer {communes.Layer.Name}");
        return layer => communes.HasFeaturesIn(layer, geometry);
    }

    private static Envelope Box(string text)
    {
        var parts = text.Split(',');
        var numbers = new double[4];
        for (var i = 0; i < 4; i++)
            if (parts.Length != 4 || !double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i])
                || !double.IsFinite(numbers[i]))
                throw ServiceException.Invalid("bbox", text, "longitude minimale, latitude minimale, longitude maximale, latitude maximale",
                    "minimum longitude, minimum latitude, maximum longitude, maximum latitude");
        return new(numbers[0], numbers[1], numbers[2], numbers[3]);
    }

    private static string Next(ServiceRequest request, int start)
    {
        var kept = request.Parameters.All.Where(p => !p.Key.Equals("debut", StringComparison.OrdinalIgnoreCase))
            .Select(p => $"{Uri.EscapeDataString(p.Key)}={Uri.EscapeDataString(p.Value)}");
        return $"{request.PublicUrl}{CatalogApi.LayersPath}?{string.Join('&', kept.Append($"debut={start}"))}";
    }

    private static void WriteFacet(Utf8JsonWriter json, string name,
        IEnumerable<IGrouping<(string Key, string Title), CatalogLayer>> groups)
    {
        json.WriteStartArray(name);
        foreach (var group in groups)
        {
            json.WriteStartObject();
            json.WriteString("cle", group.Key.Key);
            json.WriteString("titre", group.Key.Title);
            json.WriteNumber("nombre", group.Count());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
