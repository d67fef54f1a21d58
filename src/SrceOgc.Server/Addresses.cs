using SrceOgc.Rendering.Fonts;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Configuration;
using SrceOgc.Server.Http;
using SrceOgc.Server.Pages;
using SrceOgc.Server.Wfs;
using SrceOgc.Server.Wms;

namespace SrceOgc.Server;

/// <summary>The table of addresses: a path, and who answers there.</summary>
internal sealed class Addresses(IReadOnlyDictionary<string, RequestDelegate> exact, RequestDelegate otherwise)
{
    public static Addresses Of(Settings settings, CatalogHolder catalogs, ILoggerFactory log)
    {
        var fonts = new FontLibrary();
        if (fonts.IsEmpty)
            log.CreateLogger("Cartes").LogWarning("Aucune police trouvée : les cartes et les légendes n'auront pas de texte. Installez « fonts-dejavu-core » ou construisez le serveur avec Node.");
        var door = new Door(catalogs, new PublicAddress(settings), log.CreateLogger("Http"));
        var wms = new WmsService(settings, fonts);
        var wfs = new WfsService(settings);
        var ows = new AnyService(
            new Dictionary<string, IService> { ["WMS"] = wms, ["WFS"] = wfs },
            WmsService.Operations.Select(o => (o, (IService)wms)).Concat(WfsService.Operations.Select(o => (o, (IService)wfs))).ToDictionary(pair => pair.Item1.ToUpperInvariant(), pair => pair.Item2),
            wfs);
        var exact = new Dictionary<string, RequestDelegate>(StringComparer.OrdinalIgnoreCase)
        {
            ["/"] = door.To(new HomePage()),
            ["/wms"] = door.To(wms),
            ["/wfs"] = door.To(wfs),
            ["/ows"] = door.To(ows),
            ["/api/v1/couches"] = door.To(new LayersApi()),
            ["/sante"] = Health.Answer,
        };
        foreach (var asset in PageAssets.All)
            exact.Add(PageAssets.Folder + asset.Name, asset.Answer);
        return new(exact, NotFound.Answer);
    }

    public Task Answer(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "/";
        return (exact.GetValueOrDefault(path.Length > 1 ? path.TrimEnd('/') : path) ?? otherwise)(context);
    }
}
