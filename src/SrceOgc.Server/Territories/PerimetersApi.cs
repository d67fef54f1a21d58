using NetTopologySuite.Geometries;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Discovery;
using SrceOgc.Server.FeatureRequests;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Territories;

/// <summary><c>POST /api/v1/perimetres?nom=</c>, GeoJSON, a GeoPackage of one layer or a zipped Shapefile: keeps a perimeter for a month,
/// by an address nobody can guess; whoever has it may use it.</summary>
internal sealed class PerimetersApi(PerimeterStore store, FeatureAdmission admission) : IService
{
    public const string Path = "/api/v1/perimetres";

    private const int LongestName = 200;

    private readonly WaitingQueue _turn = new(1, RequestLimits.CostlyQueue, new(
        "Le serveur lit déjà d'autres périmètres ; recommencez dans quelques secondes.",
        "The server is reading other perimeters; try again in a few seconds."));

    public ErrorDialect DialectOf(Parameters parameters) => ErrorDialect.Problem;

    public string MethodsAt(string path) => "POST, OPTIONS";

    public async Task Answer(ServiceRequest request)
    {
        using var body = await ReceivedPerimeter.Of(request, store.DataFolder);
        var reading = new PerimeterReading();
        var (geometry, system) = await Read(request, body.File, reading);
        var name = DocumentText.Clean(request.Parameters.Optional("nom") ?? reading.Name
            ?? (request.Language == Language.French ? "Périmètre" : "Perimeter"));
        name = name.Length > LongestName ? name[..LongestName] : name;
        var code = store.Keep(name, geometry, system);
        request.Response.Headers.CacheControl = "no-store";
        request.Response.Headers.Location = $"{request.PublicUrl}{TerritoriesApi.Path}/{BuiltInTerritories.Perimeter}/{code}";
        await request.Send(JsonAnswer.MediaType, JsonAnswer.Make(json =>
        {
            json.WriteStartObject();
            json.WriteString("type", BuiltInTerritories.Perimeter);
            json.WriteString("code", code);
            json.WriteString("nom", name);
            json.WriteNumber("surfaceHa", Math.Round(geometry.Area / 10_000, 4));
            json.WriteString("systeme", system.Code);
            json.WriteString("gardeJusquau", request.Now + PerimeterStore.Kept);
            LayerSummary.WriteIfAny(json, "remarque", reading.Repaired?.In(request.Language));
            TerritoryLinks.Write(json, request.PublicUrl, BuiltInTerritories.Perimeter, code);
            json.WriteEndObject();
        }), StatusCodes.Status201Created);
    }

    /// <summary>One after the other: a perimeter of as many vertices as are allowed takes a second, and twenty times its bytes.</summary>
    private async Task<(Geometry Geometry, Crs System)> Read(ServiceRequest request, string file, PerimeterReading reading)
    {
        using (await _turn.Enter(request.Aborted))
        using (await admission.Enter(true, request.Aborted))
        {
            request.Budget.Start();
            return reading.Finish(PerimeterGeoPackage.Is(file)
                ? new PerimeterGeoPackage(reading, request.Budget).Read(file)
                : new PerimeterGeoJson(reading).Read(await File.ReadAllBytesAsync(file, request.Aborted)));
        }
    }
}
