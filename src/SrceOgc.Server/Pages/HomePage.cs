using System.Text;
using System.Text.Encodings.Web;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Catalogs;
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

    private static IEnumerable<(string Name, string Html)> Values(ServiceRequest request)
    {
        var isFrench = request.Language == Language.French;
        string Say(string french, string english) => PageTemplate.Encoded(isFrench ? french : english);
        var service = request.Catalog.Service;
        yield return ("language", isFrench ? "fr" : "en");
        yield return ("otherCode", isFrench ? "en" : "fr");
        yield return ("otherLanguage", isFrench ? "eng" : "fre");
        yield return ("otherName", isFrench ? "English" : "Français");
        yield return ("title", PageTemplate.Encoded(service.Title.Text.In(request.Language)));
        yield return ("abstract", PageTemplate.Encoded(service.Abstract.Text.In(request.Language)));
        yield return ("url", PageTemplate.Encoded(request.PublicUrl));
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
        yield return ("footer", PageTemplate.Encoded(service.AccessConstraints));
        yield return ("manageLabel", Say("Gérer les données", "Manage the data (in French)"));
        yield return ("noticeLabel", Say("Mentions légales", "Legal notice"));
        yield return ("accessibilityLabel", Say("Accessibilité : non audité", "Accessibility: not audited"));
        yield return ("tree", Tree(request));
    }

    private static string Tree(ServiceRequest request)
    {
        var html = new StringBuilder();
        var repeated = request.Catalog.Layers.GroupBy(layer => layer.Title).Where(group => group.Count() > 1).Select(group => group.Key)
            .ToHashSet();
        foreach (var theme in request.Catalog.Layers.GroupBy(layer => layer.Theme))
        {
            html.Append($"<details open><summary><span class=\"pastille pastille-{PageTemplate.Encoded(theme.Key.Key)}\">"
                + $"</span>{PageTemplate.Encoded(theme.Key.Title.Text.In(request.Language))}</summary>\n");
            foreach (var layer in theme)
                AppendLayer(html, layer, request.Language, repeated.Contains(layer.Title));
            html.Append("</details>\n");
        }

        return html.ToString();
    }

    /// <summary>Layers of two datasets may bear one title: then the dataset tells them apart.</summary>
    private static void AppendLayer(StringBuilder html, CatalogLayer layer, Language language, bool isRepeated)
    {
        var title = PageTemplate.Encoded(layer.Title.In(language))
            + (isRepeated ? $"<small>{PageTemplate.Encoded(layer.Publication.Dataset)}</small>" : "");
        html.Append($"<div class=\"couche\" data-layer=\"{PageTemplate.Encoded(layer.Name)}\">");
        html.Append(layer.IsSpatial ? $"<label><input type=\"checkbox\"> <span>{title}</span></label>" : $"<span>{title}</span>");
        var (open, about) = language == Language.French ? ("Utiliser", "Utiliser la couche ") : ("Use", "Use layer ");
        html.Append($"<button type=\"button\" data-sheet aria-label=\"{about}{PageTemplate.Encoded(layer.Title.In(language))}\">{open}"
            + $"</button></div>\n");
    }
}
