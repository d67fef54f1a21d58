using Microsoft.AspNetCore.Http.Features;
using NetTopologySuite.Geometries;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Features.Texts;
using SrceOgc.Rendering.Images;
using SrceOgc.Server.Discovery;
using SrceOgc.Server.FeatureRequests;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Territories;

/// <summary><c>POST /api/v1/perimetres?nom=</c>, GeoJSON, a GeoPackage of one layer or a zipped Shapefile: keeps a perimeter for a month,
/// by an address nobody can guess; whoever has it may use it.</summary>
internal sealed class PerimetersApi(PerimeterStore store, FeatureAdmission admission) : IService
{
    public const string Path = "/api/v1/perimetres";

    private const int LongestName = 200, Piece = 1 << 16;

    public ErrorDialect DialectOf(Parameters parameters) => ErrorDialect.Problem;

    public string MethodsAt(string path) => "POST, OPTIONS";

    public async Task Answer(ServiceRequest request)
    {
        using var body = await Receive(request);
        var reading = new PerimeterReading();
        var (geometry, system) = await Read(request, body.Memory, reading);
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

    /// <summary>In an admission: a perimeter of as many vertices as are allowed takes a second, and a hundred times its bytes.</summary>
    private async Task<(Geometry Geometry, Crs System)> Read(ServiceRequest request, ReadOnlyMemory<byte> body, PerimeterReading reading)
    {
        using (await admission.Enter(true, request.Aborted))
        {
            request.Budget.Start();
            var given = PerimeterGeoPackage.Is(body.Span)
                ? store.Received(body.Span, new PerimeterGeoPackage(reading, request.Budget).Read)
                : new PerimeterGeoJson(reading).Read(body);
            return reading.Finish(given);
        }
    }

    /// <summary>Into rented memory, which counts on the request's budget: bodies of a hostile crowd would be the collector's
    /// otherwise.</summary>
    private static async Task<ByteSink> Receive(ServiceRequest request)
    {
        if (request.Context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = RequestLimits.PerimeterBytes + 1;
        var body = new ByteSink(request.Budget);
        try
        {
            for (int read; (read = await request.Context.Request.Body.ReadAsync(body.GetMemory(Piece), request.Aborted)) > 0;)
            {
                body.Advance(read);
                if (body.Length > RequestLimits.PerimeterBytes)
                    throw new ServiceException("TooLarge", null, new(
                        $"Le périmètre dépasse {RequestLimits.PerimeterBytes >> 20} Mo.",
                        $"The perimeter exceeds {RequestLimits.PerimeterBytes >> 20} MB."), 413);
            }

            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }
}
