using System.Text;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Http;
using SrceOgc.Server.Pages;
using SrceOgc.Server.Territories;

namespace SrceOgc.Server.Plates;

/// <summary>The plates of a territory, for people: a model, a paper, a scale; one for each commune.</summary>
internal static class PlateChoicePage
{
    public static byte[] Write(ServiceRequest request, TerritoryGround ground, PlateModels models)
    {
        var isFrench = request.Language == Language.French;
        string Say(string french, string english) => isFrench ? french : english;
        var title = $"{Say("Fiche PDF", "PDF plates")} – {ground.Name}{(ground.Declared is null ? "" : $" ({ground.Code})")}";
        var place = $"{ground.Type}/{Encoded(Uri.EscapeDataString(ground.Code))}";
        var address = $"{request.PublicUrl}{PlatesService.Folder}{place}";
        var hasCommunes = ground.Declared is { Type: not BuiltInTerritories.Commune } known
            && TerritoryIndex.Of(request.Catalog).ChildrenOf(known).Any();
        var html = new StringBuilder(
            $"<!DOCTYPE html>\n<html lang=\"{Say("fr", "en")}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
            + $"content=\"width=device-width, initial-scale=1\">"
            + $"<link rel=\"stylesheet\" href=\"{request.SiteUrl}/actifs/page.css\"><link rel=\"icon\" "
            + $"href=\"{request.SiteUrl}/actifs/icone.svg\" type=\"image/svg+xml\"><title>{Encoded(title)}</title></head>"
            + $"<body class=\"document texte\"><header><h1>{Encoded(title)}</h1><a href=\"{request.SiteUrl}/\">{Say("Carte", "Map")}"
            + $"</a></header><main class=\"contenu\">");
        foreach (var model in models.All)
            AppendModel(html, model, address, request.Language, hasCommunes);
        html.Append($"<p>{Say(
            $"Jusqu'à {RequestLimits.DirectPages} pages, la fiche s'ouvre aussitôt ; au-delà une page montre l'avancement puis le fichier.",
            $"Up to {RequestLimits.DirectPages} pages open at once; beyond, a page shows the progress and then the file.")}</p>");
        html.Append($"<p><a href=\"{request.PublicUrl}{TerritoriesApi.Path}/{place}/indicateurs?f=html\">{Say("Indicateurs", "Indicators")}"
            + $"</a> – <a href=\"{request.PublicUrl}/emporter/{place}\">{Say("Emporter", "Take away")}</a></p>");
        return Encoding.UTF8.GetBytes(html.Append("</main></body></html>\n").ToString());
    }

    private static void AppendModel(StringBuilder html, PlateModel model, string address, Language language, bool hasCommunes)
    {
        var isFrench = language == Language.French;
        var key = Encoded(model.Key);
        html.Append($"<h2>{Encoded(model.Titre.Text.In(language))}</h2><form action=\"{address}.pdf\">"
            + $"<input type=\"hidden\" name=\"modele\" value=\"{key}\">");
        AppendChoice(html, key, "planche", isFrench ? "Planche" : "Plate",
            model.Planches.Select(map => (map.Cle, map.Titre.Text.In(language))).Prepend(("", isFrench ? "toutes" : "all")), "");
        AppendChoice(html, key, "format", isFrench ? "Papier" : "Paper", PlatePaper.Formats.Select(name => (name, name)), model.Format);
        AppendChoice(html, key, "orientation", "Orientation", PlatePaper.Orientations.Select(name =>
            (name, isFrench ? name : name == PlatePaper.Landscape ? "landscape" : "portrait")), model.Orientation);
        html.Append($"<p><label>{(isFrench ? "Échelle 1/ (vide : la plus grande qui montre tout)" : "Scale 1/ (empty: the largest that "
            + "shows all)")} <input name=\"echelle\" type=\"number\" min=\"{PlateRequest.LargestScale}\" "
            + $"max=\"{PlateRequest.SmallestScale}\"></label></p>");
        if (hasCommunes)
            html.Append($"<p><label><input type=\"checkbox\" name=\"communes\" value=\"1\"> "
                + $"{(isFrench ? "Et une planche par commune" : "And a plate for each commune")}</label></p>");
        html.Append($"<p><button>{(isFrench ? "Ouvrir le PDF" : "Open the PDF")}</button></p></form>");
        if (hasCommunes)
            html.Append($"<p><a class=\"bouton\" href=\"{address}.zip?modele={key}\">"
                + $"{(isFrench ? "Un document par commune (.zip)" : "A document for each commune (.zip)")}</a></p>");
    }

    private static void AppendChoice(StringBuilder html, string model, string name, string title,
        IEnumerable<(string Key, string Title)> all, string usual)
    {
        html.Append($"<p><label for=\"{model}-{name}\">{title}</label> <select id=\"{model}-{name}\" name=\"{name}\">");
        foreach (var (key, words) in all)
            html.Append($"<option value=\"{Encoded(key)}\"{(key == usual ? " selected" : "")}>{Encoded(words)}</option>");
        html.Append("</select></p>");
    }

    private static string Encoded(string text) => PageTemplate.Encoded(text);
}
