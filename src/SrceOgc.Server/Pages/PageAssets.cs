namespace SrceOgc.Server.Pages;

/// <summary>The files of the first page.</summary>
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
        new("fiche.js", "text/javascript; charset=utf-8"),
        new("integree.js", "text/javascript; charset=utf-8"),
        new("objets.js", "text/javascript; charset=utf-8"),
        new("page.css", "text/css; charset=utf-8"),
        new("icone.svg", "image/svg+xml"),
    ];
}
