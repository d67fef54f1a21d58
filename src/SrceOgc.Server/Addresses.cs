using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Configuration;
using SrceOgc.Server.Diagnostics;
using SrceOgc.Server.Discovery;
using SrceOgc.Server.Drawing;
using SrceOgc.Server.FeatureRequests;
using SrceOgc.Server.Here;
using SrceOgc.Server.Http;
using SrceOgc.Server.Indicators;
using SrceOgc.Server.Jobs;
using SrceOgc.Server.OData;
using SrceOgc.Server.OgcApi;
using SrceOgc.Server.Pages;
using SrceOgc.Server.Plates;
using SrceOgc.Server.Qgis;
using SrceOgc.Server.TakeAway;
using SrceOgc.Server.Territories;
using SrceOgc.Server.Wfs;
using SrceOgc.Server.Wms;

namespace SrceOgc.Server;

/// <summary>The table of addresses: a path, and who answers there.</summary>
internal sealed class Addresses(IReadOnlyDictionary<string, RequestDelegate> exact,
    IReadOnlyList<(string Folder, RequestDelegate Answer)> folders)
{
    private const string VersionsFolder = "/versions/";

    public static Addresses Of(Settings settings, CatalogHolder catalogs, StewardServices stewards, IndicatorWork indicators,
        PlateModels models, DrawingService drawing, JobQueue jobs, TimeProvider clock, ILoggerFactory log)
    {
        var address = new PublicAddress(settings);
        var pipeline = new RequestPipeline(catalogs, stewards.Tokens, address, settings, clock, log.CreateLogger("Http"));
        var admission = FeatureAdmission.OfThisMachine();
        var wms = new WmsService(settings, drawing, admission);
        var wfs = new WfsService(settings, admission);
        var ogcApi = new OgcApiService(settings, admission);
        var odata = new ODataService(settings, admission);
        var odataAnswer = pipeline.To(odata);
        var ows = new AnyService(
            new Dictionary<string, IService> { ["WMS"] = wms, ["WFS"] = wfs },
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
        var plates = new PlatesService(models, drawing, places, reading, new(settings.DataFolder), jobs);
        var takeAway = new TakeAwayService(places, reading, admission, jobs);
        Addresses? addresses = null;
        var exact = new Dictionary<string, RequestDelegate>(StringComparer.OrdinalIgnoreCase)
        {
            ["/"] = pipeline.To(new HomePage()),
            [LegalPage.NoticePath] = pipeline.To(new LegalPage(isAccessibility: false)),
            [LegalPage.AccessibilityPath] = pipeline.To(new LegalPage(isAccessibility: true)),
            [StewardPage.Path] = pipeline.To(new StewardPage()),
            ["/wms"] = pipeline.To(wms),
            ["/wfs"] = pipeline.To(wfs),
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
            ["ogc"] = ogcApi,
            ["odata"] = odata,
            ["qgis"] = new QgisFiles(),
        };
        var ofTerritories = new Dictionary<string, IService>
        {
            [PlatesService.Path] = plates,
            [HereService.Path] = here,
            [TakeAwayService.Path] = takeAway,
            [TerritoriesApi.Path] = territories,
        };
        var versionPage = new VersionPage(stewards.Store);
        foreach (var asset in PageAssets.All)
            exact.Add(PageAssets.Folder + asset.Name, asset.Answer);
        return addresses = new(exact,
        [
            (VersionsFolder, context => AnswerVersion(context, pipeline, stewards.Versions, byName, ofTerritories, versionPage)),
            (OgcApiService.Folder + "/", pipeline.To(ogcApi)),
            (ODataService.Folder + "/", odataAnswer),
            (QgisFiles.Folder, pipeline.To(new QgisFiles())),
            (TerritoriesApi.Path + "/", pipeline.To(territories)),
            (HereService.Path + "/", pipeline.To(here)),
            (PlatesService.Folder, pipeline.To(plates)),
            (TakeAwayService.Folder, pipeline.To(takeAway)),
            (JobsService.Folder, pipeline.To(new JobsService(jobs))),
            (CatalogApi.LayersPath + "/", pipeline.To(discovery)),
            (ThemePage.Folder, pipeline.To(new ThemePage())),
            (StyleFiles.Folder, pipeline.To(new StyleFiles())),
            .. stewards.Services.Select(service => (service.Key + "/", pipeline.To(service.Value))),
        ]);
    }

    /// <summary><c>/versions/{dataset}-{number}/wms</c>, <c>/wfs</c> and so on: a kept version, served as it was; <c>/fiches</c>,
    /// <c>/ici</c>, <c>/emporter</c> and <c>/api/v1/territoires</c>: what it says of a territory of today; without more, its
    /// page.</summary>
    private static Task AnswerVersion(HttpContext context, RequestPipeline pipeline, KeptCatalogs versions,
        IReadOnlyDictionary<string, IService> services, IReadOnlyDictionary<string, IService> ofTerritories, VersionPage page)
    {
        var path = context.Request.Path.Value!;
        var steps = path[VersionsFolder.Length..].Split('/', 3);
        var folder = VersionsFolder + steps[0];
        var isOne = !steps[0].Contains("..", StringComparison.Ordinal);
        if (isOne && ofTerritories.FirstOrDefault(each => IsBelow(path.AsSpan(folder.Length), each.Key)).Value is { } ofTerritory)
            return pipeline.To(ofTerritory, (caller, budget) => versions.AcquireAmong(steps[0], caller, budget), folder)(context);
        var isPage = steps.Skip(1).All(step => step.Length == 0) && isOne;
        if ((isPage ? page : services.GetValueOrDefault(steps.ElementAtOrDefault(1) ?? "")) is not { } service
            || (steps.Length > 2 && service is WmsService or WfsService))
            return NotFound.Answer(context);
        return pipeline.To(service, (caller, budget) => versions.Acquire(steps[0], caller, budget), folder)(context);
    }

    private static bool IsBelow(ReadOnlySpan<char> path, string folder) =>
        path.StartsWith(folder, StringComparison.OrdinalIgnoreCase) && (path.Length == folder.Length || path[folder.Length] == '/');

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
