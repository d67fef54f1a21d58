using System.Text.Json;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Indicators;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Features.Texts;
using SrceOgc.Rendering.StyleFormats.Libraries;
using SrceOgc.Server.Discovery;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Territories;

/// <summary>
/// <code>
/// GET /api/v1/territoires?type=&amp;q=&amp;dans=type/code&amp;debut=&amp;limite=   territories by name or code; types and what did not
/// match without a question
/// GET /api/v1/territoires/{type}/{code}?geometrie=1              one: parents, children, addresses, geometry
/// GET /api/v1/territoires/{type}/{code}/indicateurs              its indicators
/// </code>
/// </summary>
/// <param name="territories">Finds them.</param>
/// <param name="sendIndicators">Answers with those of a territory.</param>
internal sealed class TerritoriesApi(TerritoryRequests territories, Func<ServiceRequest, TerritoryGround, Task> sendIndicators) : IService
{
    public const string Path = "/api/v1/territoires";

    /// <summary>Communes alone, in the words of before there were other territories.</summary>
    public const string CommunesPath = "/api/v1/communes";

    private const int UsualPage = 20, UsualCommunes = 10, MostCommunes = 50;

    public ErrorDialect DialectOf(Parameters parameters) => ErrorDialect.Problem;

    public async Task Answer(ServiceRequest request)
    {
        request.Response.Headers.Vary = "Accept, Accept-Language";
        if (request.Path.TrimEnd('/').Equals(CommunesPath, StringComparison.OrdinalIgnoreCase))
        {
            await Send(request, json => WriteCommunes(request, json));
            return;
        }

        switch (request.Path[Path.Length..].Trim('/').Split('/'))
        {
            case [""]:
                await Send(request, json => WriteList(request, json, request.Parameters.Optional("type")));
                break;
            case [var type]:
                await Send(request, json => WriteList(request, json, type));
                break;
            case [var type, var code]:
                await Send(request, json => WriteOne(request, json, type, code));
                break;
            case [var type, var code, "indicateurs"]:
                request.Budget.Start();
                await sendIndicators(request, territories.Require(request, type, code));
                break;
            default:
                throw new ServiceException("NotFound", null, new("Cette adresse n'existe pas.", "There is no such address."), 404);
        }
    }

    private static Task Send(ServiceRequest request, Action<Utf8JsonWriter> write)
    {
        request.Budget.Start();
        return request.IsNotModified($"t{request.Catalog.Sequence}{request.Language}")
            ? Task.CompletedTask : request.Send(JsonAnswer.MediaType, JsonAnswer.Make(write));
    }

    /// <summary>By name, whatever the case and the accents, or by INSEE code; of every layer of communes.</summary>
    private static void WriteCommunes(ServiceRequest request, Utf8JsonWriter json)
    {
        var text = request.Parameters.Required("q").Trim();
        var limit = request.Parameters.Integer("limite", 1, MostCommunes, UsualCommunes);
        var index = TerritoryIndex.Of(request.Catalog);
        json.WriteStartObject();
        json.WriteStartArray("communes");
        foreach (var commune in index.OfType(BuiltInTerritories.Commune).Search(text, StyleNames.Plain(text)).Take(limit))
        {
            json.WriteStartObject();
            json.WriteString("nom", commune.Name);
            json.WriteString("insee", commune.Code);
            LayerSummary.WriteBox(json, "emprise", commune.Bounds);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteList(ServiceRequest request, Utf8JsonWriter json, string? type)
    {
        var index = TerritoryIndex.Of(request.Catalog);
        json.WriteStartObject();
        if (type is null && request.Parameters.Optional("q") is null && request.Parameters.Optional("dans") is null)
            WriteTypes(request, json, index);
        else
            WriteFound(request, json, index, type);
        json.WriteEndObject();
    }

    private static void WriteTypes(ServiceRequest request, Utf8JsonWriter json, TerritoryIndex index)
    {
        json.WriteStartArray("types");
        foreach (var type in index.Present)
        {
            json.WriteStartObject();
            json.WriteString("type", type.Declaration.Type);
            json.WriteString("titre", type.Declaration.Title?.Text.In(request.Language) ?? type.Declaration.Type);
            json.WriteNumber("nombre", type.All.Count);
            LayerSummary.WriteIfAny(json, "couche", type.Layer?.Layer.Name);
            LayerSummary.WriteIfAny(json, "version", type.Layer?.Layer.Version);
            json.WriteString("adresse", $"{request.PublicUrl}{Path}/{type.Declaration.Type}");
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("codesSansCorrespondance");
        foreach (var codes in index.Present.SelectMany(type => type.Unmatched))
        {
            json.WriteStartObject();
            json.WriteString("type", codes.Type);
            json.WriteString("code", codes.Code);
            json.WriteString("nom", codes.Name);
            json.WriteStartArray("communes");
            foreach (var code in codes.Communes)
                json.WriteStringValue(code);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteFound(ServiceRequest request, Utf8JsonWriter json, TerritoryIndex index, string? type)
    {
        var start = request.Parameters.Integer("debut", 0, int.MaxValue, 0);
        var limit = request.Parameters.Integer("limite", 1, RequestLimits.TerritoryPage, UsualPage);
        var found = Search(request, index, type).ToArray();
        json.WriteNumber("total", found.Length);
        json.WriteStartArray("territoires");
        foreach (var territory in found.Skip(start).Take(limit))
        {
            json.WriteStartObject();
            WriteHead(request, json, territory);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (start + limit < found.Length)
            json.WriteString("suite", $"{request.PublicUrl}{Path}?{Next(request, type, start + limit)}");
    }

    private static string Next(ServiceRequest request, string? type, int start) => string.Join('&', request.Parameters.All
        .Where(pair => !pair.Key.Equals("debut", StringComparison.OrdinalIgnoreCase)
            && !pair.Key.Equals("type", StringComparison.OrdinalIgnoreCase))
        .Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}")
        .Append($"debut={start}").Concat(type is null ? [] : [$"type={Uri.EscapeDataString(type)}"]));

    private static IEnumerable<Territory> Search(ServiceRequest request, TerritoryIndex index, string? type)
    {
        var types = type is null ? index.Present : [index.OfType(type)];
        var text = request.Parameters.Optional("q")?.Trim();
        var found = text is null ? types.SelectMany(each => each.All) : types.SelectMany(each => each.Search(text, StyleNames.Plain(text)));
        if (request.Parameters.Optional("dans") is not { } within)
            return found;
        if (within.Split('/') is not [var parentType, var parentCode])
            throw ServiceException.Invalid("dans", within, "type/code, par exemple epci/200067999",
                "type/code, for instance epci/200067999");
        var parent = index.Require(parentType, parentCode);
        var children = index.ChildrenOf(parent).ToHashSet();
        var ground = new Lazy<Geometry>(() => TerritoryGeometry.Of(index, parent));
        return found.Where(territory => children.Contains(territory)
            || (territory.Type != BuiltInTerritories.Commune && index.OfType(territory.Type).Rank < index.OfType(parentType).Rank
                && TerritoryGeometry.IsMiddleIn(index, territory, parent, ground.Value)));
    }

    private static void WriteHead(ServiceRequest request, Utf8JsonWriter json, Territory territory)
    {
        json.WriteString("type", territory.Type);
        json.WriteString("titre", TerritoryIndex.Of(request.Catalog).OfType(territory.Type).Declaration.Title?.Text.In(request.Language)
            ?? territory.Type);
        json.WriteString("code", territory.Code);
        json.WriteString("nom", territory.Name);
        if (!territory.Bounds.IsEmpty)
            LayerSummary.WriteBox(json, "emprise", territory.Bounds);
        json.WriteString("adresse", $"{request.PublicUrl}{Path}/{territory.Type}/{Uri.EscapeDataString(territory.Code)}");
    }

    private void WriteOne(ServiceRequest request, Utf8JsonWriter json, string type, string code)
    {
        var ground = territories.Require(request, type, code);
        json.WriteStartObject();
        if (ground.Declared is { } known)
            WriteHead(request, json, known);
        else
        {
            json.WriteString("type", type);
            json.WriteString("code", code);
            json.WriteString("nom", ground.Name);
            LayerSummary.WriteBox(json, "emprise", BoundsOf(ground));
        }

        json.WriteNumber("surfaceHa", Math.Round(ground.Geometry.Area / 10_000, 4));
        json.WriteString("systeme", ground.System.Code);
        if (ground.Declared is not null)
            WriteFamily(request, json, ground.Declared);
        TerritoryLinks.Write(json, request.PublicUrl, type, code);
        if (request.Parameters.Optional("geometrie") != "0")
            WriteGeometry(json, ground);
        json.WriteEndObject();
    }

    /// <summary>In longitude and latitude.</summary>
    private static Features.Geometries.Envelope BoundsOf(TerritoryGround ground)
    {
        var box = ground.Geometry.EnvelopeInternal;
        return CrsTransform.Between(ground.System, CrsRegistry.Standard.LonLat)
            .TransformEnvelope(new(box.MinX, box.MinY, box.MaxX, box.MaxY));
    }

    private static void WriteFamily(ServiceRequest request, Utf8JsonWriter json, Territory territory)
    {
        var index = TerritoryIndex.Of(request.Catalog);
        foreach (var (name, family) in new[] { ("parents", index.ParentsOf(territory)), ("communes", index.ChildrenOf(territory)) })
        {
            json.WriteStartArray(name);
            foreach (var relative in family)
            {
                json.WriteStartObject();
                json.WriteString("type", relative.Type);
                json.WriteString("code", relative.Code);
                json.WriteString("nom", relative.Name);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }
    }

    /// <summary>RFC 7946: longitude, latitude.</summary>
    private static void WriteGeometry(Utf8JsonWriter json, TerritoryGround ground)
    {
        var geometry = MeasuringTransform.Apply(ground.Geometry.Copy(), CrsTransform.Between(ground.System, CrsRegistry.Standard.LonLat));
        json.WriteStartObject("geometrie");
        json.WriteString("type", "MultiPolygon");
        json.WriteStartArray("coordinates");
        for (var i = 0; i < geometry.NumGeometries; i++)
            if (geometry.GetGeometryN(i) is Polygon polygon)
                WritePolygon(json, polygon);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WritePolygon(Utf8JsonWriter json, Polygon polygon)
    {
        json.WriteStartArray();
        foreach (var ring in polygon.Holes.Prepend(polygon.Shell))
        {
            json.WriteStartArray();
            foreach (var point in ring.Coordinates)
            {
                json.WriteStartArray();
                json.WriteNumberValue(Math.Round(point.X, 7));
                json.WriteNumberValue(Math.Round(point.Y, 7));
                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
    }
}
