using SrceOgc.Features.Texts;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Pages;

/// <summary>The first page: what is served, by theme, on a map, and the addresses to copy.</summary>
internal sealed class HomePage : IService
{
    private readonly PageTemplate _template = new("accueil.html");

    public ErrorDialect DialectOf(Parameters parameters) => ErrorDialect.Problem;

    public Task Answer(ServiceRequest request)
    {
        request.Response.Headers.ContentSecurityPolicy = ContentPolicy.Page;
        return _template.Send(request, "", Values(request));
    }

    private static IEnumerable<(string Name, object? Value)> Values(ServiceRequest request)
    {
        var isFrench = request.Language == Language.French;
        string Say(string french, string english) => isFrench ? french : english;
        var service = request.Catalog.Service;
        yield return ("otherCode", isFrench ? "en" : "fr");
        yield return ("otherLanguage", isFrench ? "eng" : "fre");
        yield return ("otherName", isFrench ? "English" : "Français");
        yield return ("title", service.Title.Text.In(request.Language));
        yield return ("abstract", service.Abstract.Text.In(request.Language));
        yield return ("url", request.PublicUrl);
        yield return ("skip", Say("Aller à la liste des couches", "Go to the list of layers"));
        yield return ("mapLabel", Say("Carte des couches choisies", "Map of the chosen layers"));
        yield return ("territoryLabel", Say("Territoire choisi", "Chosen territory"));
        yield return ("layersLabel", Say("Couches", "Layers"));
        yield return ("searchLabel", Say("Chercher", "Search"));
        yield return ("searchHint", Say("une couche, une commune, un territoire", "a layer, a municipality, a territory"));
        yield return ("shareLabel", Say("Copier le lien", "Copy the link"));
        yield return ("printLabel", Say("Imprimer", "Print"));
        yield return ("perimeterLabel", Say("Mon périmètre…", "My perimeter…"));
        yield return ("perimeterHelp", Say("GeoJSON, GeoPackage d'une couche ou Shapefile zippé ; il se dépose aussi sur la carte",
            "GeoJSON, GeoPackage of one layer or zipped Shapefile; it can be dropped on the map, too"));
        yield return ("addressesLabel", Say("Utiliser ces couches dans QGIS", "Use these layers in QGIS"));
        yield return ("catalogueLabel", Say("Projet QGIS de toutes les couches (.qgz)", "QGIS project of all layers (.qgz)"));
        yield return ("addressesHelp", Say(
            "Ou bien, dans QGIS : Couche ▸ Gestionnaire des sources de données ▸ WMS/WMTS ou WFS ▸ Nouveau, puis collez l'adresse. "
                + "L'extension s'installe par Extensions ▸ Paramètres ▸ Ajouter un dépôt.",
            "Or, in QGIS: Layer ▸ Data Source Manager ▸ WMS/WMTS or WFS ▸ New, then paste the address. The plugin is installed by "
                + "Plugins ▸ Settings ▸ Add a repository."));
        yield return ("pluginLabel", Say("Extension", "Plugin"));
        yield return ("copy", Say("Copier", "Copy"));
        yield return ("footer", service.AccessConstraints);
        yield return ("manageLabel", Say("Gérer les données", "Manage the data"));
        yield return ("noticeLabel", Say("Mentions légales", "Legal notice"));
        yield return ("accessibilityLabel", Say("Accessibilité : non audité", "Accessibility: not audited"));
        yield return ("themes", Themes(request));
    }

    /// <summary>Layers of two datasets may bear one title: then the dataset tells them apart.</summary>
    private static ThemeView[] Themes(ServiceRequest request)
    {
        var repeated = request.Catalog.Layers.GroupBy(layer => layer.Title).Where(group => group.Count() > 1).Select(group => group.Key)
            .ToHashSet();
        return [.. request.Catalog.Layers.GroupBy(layer => layer.Theme).Select(theme => new ThemeView(theme.Key.Key,
            theme.Key.Title.Text.In(request.Language), [.. theme.Select(layer => new LayerView(layer.Name,
                layer.Title.In(request.Language), repeated.Contains(layer.Title) ? layer.Publication.Dataset : null, layer.IsSpatial))]))];
    }

    private sealed record ThemeView(string Key, string Title, IReadOnlyList<LayerView> Layers);

    private sealed record LayerView(string Name, string Title, string? Dataset, bool IsSpatial);
}
