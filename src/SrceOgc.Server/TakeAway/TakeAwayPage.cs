using System.Text;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Http;
using SrceOgc.Server.Pages;
using SrceOgc.Server.Territories;

namespace SrceOgc.Server.TakeAway;

/// <summary>Taking a territory away, for people: the files, what a renamed one does, and the margin.</summary>
internal static class TakeAwayPage
{
    public static byte[] Write(ServiceRequest request, PackageRequest asked)
    {
        var isFrench = request.Language == Language.French;
        string Say(string french, string english) => isFrench ? french : english;
        var ground = asked.Ground;
        var title = $"{Say("Emporter", "Take away")} – {ground.Name} ({ground.Code})";
        var address = $"{request.PublicUrl}{TakeAwayService.Folder}{ground.Type}/{Encoded(Uri.EscapeDataString(ground.Code))}";
        var html = new StringBuilder(
            $"<!DOCTYPE html>\n<html lang=\"{Say("fr", "en")}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
            + $"content=\"width=device-width, initial-scale=1\">"
            + $"<link rel=\"stylesheet\" href=\"{request.SiteUrl}/actifs/page.css\"><link rel=\"icon\" "
                + $"href=\"{request.SiteUrl}/actifs/icone.svg\" type=\"image/svg+xml\"><title>{Encoded(title)}</title></head>"
            + $"<body class=\"document texte\"><header><h1>{Encoded(title)}</h1><a href=\"{request.SiteUrl}/\">{Say("Carte", "Map")}"
                + $"</a></header><main class=\"contenu\">");
        html.Append($"<p>{asked.Layers.Count} {Say(
            "couches, découpées au territoire, "
            + "avec leurs styles, leurs versions, les indicateurs et un projet QGIS.",
            "layers, cut to the territory, with their styles, versions, the indicators and a QGIS project.")}</p>"
            + "<ul class=\"fichiers\">");
        foreach (var (ending, french, english) in new[]
        {
            (".gpkg", "GeoPackage, projet QGIS à l'intérieur", "GeoPackage with the QGIS project inside"),
                (".zip", "Le même et son projet à côté (.qgz), en archive", "The same and its project beside it (.qgz), zipped"),
            (".shp.zip", "Shapefiles en archive", "Shapefiles, zipped"), (".geojson", "GeoJSON", "GeoJSON"),
        })
            html.Append($"<li><a class=\"bouton\" href=\"{address}{ending}\">{Say(french, english)}</a></li>");
        html.Append($"</ul><p>{Say(
            $"Le projet cherche le fichier sous le nom « {asked.BaseName}.gpkg », dans son propre dossier : "
            + "il peut être déplacé, mais renommé, le projet ne trouve plus ses couches "
            + "(les couches et leurs styles s'ouvrent encore une à une).",
            $"The project looks for the file by the name '{asked.BaseName}.gpkg' in its own folder: "
            + "it may be moved; renamed, its project finds no layers any more (layers and their styles still open one by one).")}</p>");
        html.Append($"<p>{Say(
            "Dans QGIS : glissez le fichier dans la fenêtre pour ses couches ; pour le projet, Projet ▸ Ouvrir depuis ▸ GeoPackage.",
            "In QGIS: drop the file on the window for its layers; for the project, Project ▸ Open From ▸ GeoPackage.")}</p>");
        html.Append($"<form action=\"{address}.gpkg\"><p>"
            + $"<label>{Say("Marge autour du territoire (mètres)", "Margin around the territory (metres)")} <input name=\"tampon\" "
            + $"type=\"number\" min=\"0\" max=\"50000\" step=\"100\" value=\"2000\"></label></p>"
            + $"<p><label><input type=\"checkbox\" name=\"decoupe\" value=\"0\"> "
                + $"{Say("Objets entiers, non découpés", "Whole features, not cut")}</label></p><p>"
                + $"<button>{Say("Télécharger le GeoPackage", "Download the GeoPackage")}</button></p></form>");
        html.Append($"<p>"
            + $"<a href=\"{request.PublicUrl}{TerritoriesApi.Path}/{ground.Type}/{Encoded(Uri.EscapeDataString(ground.Code))}"
            + $"/indicateurs?f=html\">{Say("Indicateurs", "Indicators")}</a> – "
            + $"<a href=\"{request.PublicUrl}/fiches/{ground.Type}/{Encoded(Uri.EscapeDataString(ground.Code))}.pdf\">"
            + $"{Say("Fiche PDF", "PDF plate")}</a></p>");
        return Encoding.UTF8.GetBytes(html.Append("</main></body></html>\n").ToString());
    }

    private static string Encoded(string text) => PageTemplate.Encoded(text);
}
