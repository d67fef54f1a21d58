using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Configuration;
using SrceOgc.Server.Http;
using SrceOgc.Server.Pages;
using SrceOgc.Server.Wms;

namespace SrceOgc.Server;

/// <summary>The table of addresses: a path, and who answers there.</summary>
internal sealed class Addresses(IReadOnlyDictionary<string, RequestDelegate> exact, RequestDelegate otherwise)
{
    public static Addresses Of(Settings settings, CatalogHolder catalogs, ILoggerFactory log)
    {
        var door = new Door(catalogs, new PublicAddress(settings), log.CreateLogger("Http"));
        var wms = new WmsService(settings);
        var ows = new AnyService(
            new Dictionary<string, IService> { ["WMS"] = wms },
            WmsService.Operations.ToDictionary(o => o.ToUpperInvariant(), _ => (IService)wms),
            wms);
        return new(
            new Dictionary<string, RequestDelegate>(StringComparer.OrdinalIgnoreCase)
            {
                ["/wms"] = door.To(wms),
                ["/ows"] = door.To(ows),
                ["/sante"] = Health.Answer,
            },
            NotFound.Answer);
    }

    public Task Answer(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "/";
        return (exact.GetValueOrDefault(path.Length > 1 ? path.TrimEnd('/') : path) ?? otherwise)(context);
    }
}
