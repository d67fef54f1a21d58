namespace SrceOgc.Server.Pages;

/// <summary>The files of the pages.</summary>
internal static class PageAssets
{
    public const string Folder = "/actifs/";

    public static IReadOnlyList<PageAsset> All { get; } =
    [
        new("ol.js", "text/javascript; charset=utf-8"),
        new("ol.css", "text/css; charset=utf-8"),
        new("proj4.js", "text/javascript; charset=utf-8"),
        new("carte.js", "text/javascript; charset=utf-8"),
        new("accueil.js", "text/javascript; charset=utf-8"),
        new("perimetre.js", "text/javascript; charset=utf-8"),
        new("territoire.js", "text/javascript; charset=utf-8"),
        new("travail.js", "text/javascript; charset=utf-8"),
        new("fiche.js", "text/javascript; charset=utf-8"),
        new("integree.js", "text/javascript; charset=utf-8"),
        new("objets.js", "text/javascript; charset=utf-8"),
        new("gestion.js", "text/javascript; charset=utf-8"),
        new("acces.js", "text/javascript; charset=utf-8"),
        new("dialogue.js", "text/javascript; charset=utf-8"),
        new("livraison.js", "text/javascript; charset=utf-8"),
        new("tables.js", "text/javascript; charset=utf-8"),
        new("versions.js", "text/javascript; charset=utf-8"),
        new("comparaison.js", "text/javascript; charset=utf-8"),
        new("apercu.js", "text/javascript; charset=utf-8"),
        new("jetons.js", "text/javascript; charset=utf-8"),
        new("page.css", "text/css; charset=utf-8"),
        new("gestion.css", "text/css; charset=utf-8"),
        new("icone.svg", "image/svg+xml"),
    ];
}
