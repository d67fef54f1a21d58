using SrceOgc.Features.Tiles;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Configuration;
using SrceOgc.Server.Diagnostics;
using SrceOgc.Server.Discovery;
using SrceOgc.Server.Drawing;
using SrceOgc.Server.FeatureRequests;
using SrceOgc.Server.Here;
using SrceOgc.Server.Http;
using SrceOgc.Server.Indicators;
using SrceOgc.Server.Maps;
using SrceOgc.Server.OData;
using SrceOgc.Server.OgcApi;
using SrceOgc.Server.Pages;
using SrceOgc.Server.Plates;
using SrceOgc.Server.Qgis;
using SrceOgc.Server.TakeAway;
using SrceOgc.Server.Territories;
using SrceOgc.Server.Wfs;
using SrceOgc.Server.Wms;
using SrceOgc.Server.Wmts;

namespace SrceOgc.Server;

/// <summary>The table of addresses: a path, and who answers there.</summary>
internal sealed class Addresses(IReadOnlyDictionary<string, RequestDelegate> exact,
    IReadOnlyList<(string Folder, RequestDelegate Answer)> folders)
{
    private const string VersionsFolder = "/versions/";

    public static Addresses Make(Settings settings, CatalogHolder catalogs, StewardServices stewards, IndicatorWork indicators,
        PlateModels models, DrawingService drawing, TimeProvider clock, ILoggerFactory log)
    {
        var address = new PublicAddress(settings);
        var pipeline = new RequestPipeline(catalogs, stewards.Tokens, address, settings, clock, log.CreateLogger("Http"));
        var admission = FeatureAdmission.OfThisMachine();
        var maps = new MapAnswer(settings, drawing.Maps, drawing.Admission, drawing.Images);
        var infos = new FeatureInfoAnswer(InfoTemplates.Read(settings.OgcFolder, (file, fault) => log.CreateLogger("Maps")
            .LogWarning("The template {File} is not Liquid; its layer is told as a table: {Fault}", file, fault)), admission);
        var wms = new WmsService(settings, drawing, maps, infos);
        var wmts = new WmtsService(TileMatrixSets.Read(Path.Combine(settings.OgcFolder, "grilles")), maps, infos);
        var wfs = new WfsService(settings, admission);
        var ogcApi = new OgcApiService(settings, admission);
        var odata = new ODataService(settings, admission);
        var odataAnswer = pipeline.To(odata);
        var ows = new AnyService(
            new Dictionary<string, IService> { ["WMS"] = wms, ["WFS"] = wfs, ["WMTS"] = wmts },
            WmsService.Operations.Select(o => (o, (IService)wms)).Concat(WfsService.Operations.Select(o => (o, (IService)wfs)))
                .ToDictionary(pair => pair.Item1.ToUpperInvariant(), pair => pair.Item2),
            wfs);
        var discovery = new CatalogApi();
        ReceivedPerimeter.Tidy(settings.DataFolder);
        var places = new TerritoryRequests(new(settings.DataFolder, clock));
        var reading = new IndicatorReading(indicators, admission);
        var figures = new IndicatorAnswer(reading, places, stewards.Versions);
        var territories = new TerritoriesApi(places, figures.Send);
        var here = new HereService(places, figures);
        var plates = new PlatesService(models, drawing, places, reading, new(settings.DataFolder));
        Addresses? addresses = null;
        var exact = new Dictionary<string, RequestDelegate>(StringComparer.OrdinalIgnoreCase)
        {
            ["/"] = pipeline.To(new HomePage()),
            [LegalPage.NoticePath] = pipeline.To(new LegalPage(isAccessibility: false)),
            [LegalPage.AccessibilityPath] = pipeline.To(new LegalPage(isAccessibility: true)),
            [StewardPage.Path] = pipeline.To(new StewardPage()),
            ["/wms"] = pipeline.To(wms),
            ["/wfs"] = pipeline.To(wfs),
            [TilePath.Folder] = pipeline.To(wmts),
            ["/ows"] = pipeline.To(ows),
            [OgcApiService.Folder] = pipeline.To(ogcApi),
            [ODataService.Folder] = odataAnswer,
            [BatchService.Path] = pipeline.To(new BatchService(odataAnswer)),
            [CatalogApi.LayersPath] = pipeline.To(discovery),
            [CatalogApi.StatePath] = pipeline.To(discovery),
            [TerritoriesApi.CommunesPath] = pipeline.To(territories),
            [TerritoriesApi.Path] = pipeline.To(territories),
            [HereService.Path] = pipeline.To(here),
            [PlatesService.Path] = pipeline.To(plates),
            [PerimetersApi.Path] = pipeline.To(new PerimetersApi(places.Perimeters, admission)),
            [IndicatorsApi.Path] = pipeline.To(new IndicatorsApi(indicators)),
            [ApiDescription.Path] = pipeline.To(new ApiDescription()),
            ["/sante"] = Health.Answer,
            [DiagnosticPage.Path] = pipeline.To(
                new DiagnosticPage(() => addresses!.Answer, stewards.Profiles.Faults, address, stewards.Tokens)),
        };
        foreach (var (path, service) in stewards.Services)
            exact.Add(path, pipeline.To(service));
        var byName = new Dictionary<string, IService>(StringComparer.OrdinalIgnoreCase)
        {
            ["wms"] = wms,
            ["wfs"] = wfs,
            ["wmts"] = wmts,
            ["ogc"] = ogcApi,
            ["odata"] = odata,
            ["qgis"] = new QgisFiles(),
        };
        var versionPage = new VersionPage(stewards.Store);
        foreach (var asset in PageAssets.All)
            exact.Add(PageAssets.Folder + asset.Name, asset.Answer);
        return addresses = new(exact,
        [
            (VersionsFolder, context => AnswerVersion(context, pipeline, stewards.Versions, byName, versionPage)),
            (OgcApiService.Folder + "/", pipeline.To(ogcApi)),
            (ODataService.Folder + "/", odataAnswer),
            (TilePath.Folder + "/", pipeline.To(wmts)),
            (QgisFiles.Folder, pipeline.To(new QgisFiles())),
            (TerritoriesApi.Path + "/", pipeline.To(territories)),
            (HereService.Path + "/", pipeline.To(here)),
            (PlatesService.Folder, pipeline.To(plates)),
            (TakeAwayService.Folder, pipeline.To(new TakeAwayService(places, reading, admission))),
            (CatalogApi.LayersPath + "/", pipeline.To(discovery)),
            (ThemePage.Folder, pipeline.To(new ThemePage())),
            (StyleFiles.Folder, pipeline.To(new StyleFiles())),
            .. stewards.Services.Select(service => (service.Key + "/", pipeline.To(service.Value))),
        ]);
    }

    /// <summary><c>/versions/{dataset}-{number}/wms</c>, <c>/wfs</c> and so on: a kept version, served as it was; without more, its
    /// page.</summary>
    private static Task AnswerVersion(HttpContext context, RequestPipeline pipeline, KeptCatalogs versions,
        IReadOnlyDictionary<string, IService> services, VersionPage page)
    {
        var steps = context.Request.Path.Value![VersionsFolder.Length..].Split('/', 3);
        var isPage = steps.Skip(1).All(step => step.Length == 0) && !steps[0].Contains("..", StringComparison.Ordinal);
        if ((isPage ? page : services.GetValueOrDefault(steps.ElementAtOrDefault(1) ?? "")) is not { } service
            || (steps.Length > 2 && service is WmsService or WfsService))
            return NotFound.Answer(context);
        return pipeline.To(service, (caller, budget) => versions.Acquire(steps[0], caller, budget), VersionsFolder + steps[0])(context);
    }

    public Task Answer(HttpContext context)
    {
        if (Methods.TryRefuse(context))
            return Task.CompletedTask;
        var path = context.Request.Path.Value ?? "/";
        return (exact.GetValueOrDefault(path.Length > 1 ? path.TrimEnd('/') : path) ?? InFolder(path))(context);
    }

    private RequestDelegate InFolder(string path)
    {
        foreach (var (folder, answer) in folders)
            if (path.StartsWith(folder, StringComparison.OrdinalIgnoreCase))
                return answer;
        return NotFound.Answer;
    }
}
