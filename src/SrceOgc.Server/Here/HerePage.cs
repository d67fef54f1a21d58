using System.Globalization;
using System.Text;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Http;
using SrceOgc.Server.Pages;
using SrceOgc.Server.Territories;

namespace SrceOgc.Server.Here;

/// <summary>The answer for people.</summary>
internal static class HerePage
{
    public static byte[] Write(ServiceRequest request, HereAnswer answer)
    {
        var isFrench = request.Language == Language.French;
        string Say(string french, string english) => isFrench ? french : english;
        var title = Say("Que trouve-t-on ici ?", "What is there here?");
        var html = new StringBuilder(
            $"<!DOCTYPE html>\n<html lang=\"{Say("fr", "en")}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
            + $"content=\"width=device-width, initial-scale=1\">"
            + $"<link rel=\"stylesheet\" href=\"{request.SiteUrl}/actifs/page.css\"><link rel=\"icon\" "
                + $"href=\"{request.SiteUrl}/actifs/icone.svg\" type=\"image/svg+xml\"><title>{title}</title></head>"
            + $"<body class=\"document texte\"><header><h1>{title}</h1><a href=\"{request.SiteUrl}/\">{Say("Carte", "Map")}</a>"
                + $"</header><main class=\"contenu\">");
        html.Append($"<p>{Say("Longitude, latitude :", "Longitude, latitude:")} "
            + $"{answer.Place.X.ToString("0.#####", CultureInfo.InvariantCulture)}, "
            + $"{answer.Place.Y.ToString("0.#####", CultureInfo.InvariantCulture)}</p>");
        html.Append($"<h2>{Say("Territoires", "Territories")}</h2>")
            .Append(answer.Territories.Count == 0
            ? $"<p>{Say("Aucun territoire publié ne contient ce point.", "No published territory holds this point.")}</p>" : "<ul>");
        foreach (var territory in answer.Territories)
        {
            var kind = TerritoryIndex.Of(request.Catalog).OfType(territory.Type).Declaration.Title?.Text.In(request.Language)
                ?? territory.Type;
            var code = Encoded(Uri.EscapeDataString(territory.Code));
            html.Append($"<li>{Encoded(kind)}{Say(" :", ":")} <strong>{Encoded(territory.Name)}</strong> ({Encoded(territory.Code)}) – "
                + $"<a href=\"{request.PublicUrl}{TerritoriesApi.Path}/{territory.Type}/{code}"
                + $"/indicateurs?f=html\">{Say("indicateurs", "indicators")}</a>, "
                + $"<a href=\"{request.PublicUrl}/fiches/{territory.Type}/{code}.pdf\">{Say("fiche PDF", "PDF plate")}</a>, "
                + $"<a href=\"{request.PublicUrl}/emporter/{territory.Type}/{code}\">{Say("emporter", "take away")}</a></li>");
        }

        html.Append(answer.Territories.Count == 0 ? "" : "</ul>");
        Append(html, request, Say("Ici", "Here"), answer.Present,
            Say("Aucun élément des trames ni des zonages publiés.", "Nothing of the published networks and zonings."));
        Append(html, request, Say("Au plus près (jusqu'à 5 km)", "Nearest (up to 5 km)"), answer.Nearest,
            Say("Rien à moins de 5 km.", "Nothing within 5 km."));
        return Encoding.UTF8.GetBytes(html.Append("</main></body></html>\n").ToString());
    }

    private static void Append(StringBuilder html, ServiceRequest request, string title, IReadOnlyList<FoundHere> all, string none)
    {
        html.Append($"<h2>{title}</h2>").Append(all.Count == 0 ? $"<p>{none}</p>" : "<ul>");
        foreach (var found in all)
        {
            html.Append($"<li><strong>{Encoded(found.Layer.Title.In(request.Language))}</strong>");
            html.Append(found.Name is { } name ? $"{(request.Language == Language.French ? " :" : ":")} {Encoded(name)}" : "");
            html.Append(found.Metres > 0 ? request.Language == Language.French
                ? $", à {Distance(found.Metres)}" : $", {Distance(found.Metres)} away" : "");
            foreach (var (key, value) in found.Details)
                html.Append($"<br>{Encoded(key)} : {Encoded(value)}");
            html.Append($"<br><small>{Encoded(found.Layer.Version)}, "
                + $"{found.Layer.Publication.Published.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)}"
                + (found.Layer.Description.ValidityScale is { } scale
                    ? $", 1/{scale.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', '\u202f')}" : "") + "</small></li>");
        }

        html.Append(all.Count == 0 ? "" : "</ul>");
    }

    private static string Distance(double metres) =>
        metres < 1000 ? $"{metres:0}\u00a0m" : $"{(metres / 1000).ToString("0.0", CultureInfo.InvariantCulture).Replace('.', ',')}\u00a0km";

    private static string Encoded(string text) => PageTemplate.Encoded(text);
}
