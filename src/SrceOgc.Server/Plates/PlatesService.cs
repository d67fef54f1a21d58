using System.Security.Cryptography;
using System.Text.Json;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Texts;
using SrceOgc.Rendering.Images;
using SrceOgc.Rendering.Labels;
using SrceOgc.Rendering.Legends;
using SrceOgc.Rendering.Maps;
using SrceOgc.Server.Drawing;
using SrceOgc.Server.Http;
using SrceOgc.Server.Indicators;
using SrceOgc.Server.Territories;

namespace SrceOgc.Server.Plates;

/// <summary>
/// <code>
/// GET /fiches                             the models
/// GET /fiches/{type}/{code}.pdf           plates; ?modele=&amp;format=A3|A4&amp;orientation=&amp;date=&amp;echelle=&amp;planche=
///                                         &amp;communes=0|1
/// GET /fiches/{type}/{code}.zip           those of each of its communes, in an archive
/// GET /fiches/registre                    plates given out; ?sha256=&amp;type=&amp;code=
/// </code>
/// Drawn in a turn, within the budget of the request. The same inputs give the same bytes.
/// </summary>
internal sealed class PlatesService(
    PlateModels models, DrawingService drawing, TerritoryRequests territories, IndicatorReading indicators,
    PlateRegister register) : IService
{
    public const string Path = "/fiches", Folder = "/fiches/";

    private const string Ending = ".pdf", Archive = ".zip", Register = "registre";

    private const int UsualPage = 100;

    /// <summary>Changes when the same inputs give other bytes.</summary>
    private const string Drawing = "fiche-1";

    private readonly Lazy<PlateTools> _tools = new(() =>
    {
        var renderer = new MapRenderer(drawing.Fonts, scene => new MapLabels(scene.Width, scene.Height, areWhole: true));
        return new(drawing.Fonts, renderer, new LegendRenderer(drawing.Fonts, renderer.Pool));
    });

    public ErrorDialect DialectOf(Parameters parameters) => ErrorDialect.Problem;

    public Task Answer(ServiceRequest request)
    {
        request.Response.Headers.Vary = "Accept-Language";
        return request.Path[Path.Length..].Trim('/').Split('/') switch
        {
            [""] => SendModels(request),
            [Register] => SendRegister(request),
            [var type, var last] when last.EndsWith(Ending, StringComparison.OrdinalIgnoreCase) =>
                SendPlates(request, type, last[..^Ending.Length], Ending),
            [var type, var last] when last.EndsWith(Archive, StringComparison.OrdinalIgnoreCase) =>
                SendPlates(request, type, last[..^Archive.Length], Archive),
            _ => throw NotFound(),
        };
    }

    private async Task SendPlates(ServiceRequest request, string type, string code, string ending)
    {
        request.Budget.Start();
        if (drawing.Fonts.IsEmpty)
            throw new ServiceException("NotFound", null, new(
                "Aucune police n'est installée : les fiches n'auraient pas de texte.",
                "No font is installed: plates would have no text."), 503);
        var asked = PlateRequest.Of(request, territories.Require(request, type, code), models);
        var isPrivate = asked.Ground.Declared is null || request.Caller.Token is not null;
        var isKnown = request.IsNotModified(TagOf(request, asked) + ending.TrimStart('.'));
        request.Response.Headers.CacheControl = isPrivate ? "private, no-cache" : "public, no-cache";
        if (isKnown)
            return;
        request.Budget.Pause();
        using var file = new ByteSink(request.Budget);
        await drawing.Admission.Take(DrawingCost.OfVectors(), request.Budget,
            () => Write(request, asked, ending, file, isPrivate), request.Aborted);
        using var held = drawing.Admission.Hold(file.Length);
        request.Response.Headers.ContentDisposition = ContentDisposition.Write(asked.BaseName + ending, isAttachment: ending != Ending);
        request.Response.Headers["Repr-Digest"] = $"sha-256=:{Convert.ToBase64String(SHA256.HashData(file.Span))}:";
        await request.Send(ending == Ending ? "application/pdf" : "application/zip", file.Memory);
    }

    private bool Write(ServiceRequest request, PlateRequest asked, string ending, ByteSink file, bool isPrivate)
    {
        PlateSeries SeriesOf(PlateRequest of) => new(request, of, _tools.Value, territories, indicators);
        void Keep(PlateRequest of, PlateSeries series, ByteSink document)
        {
            if (!isPrivate && !request.IsHead)
                register.Add(new(Convert.ToHexStringLower(SHA256.HashData(document.Span)), request.Now, of.Ground.Type, of.Ground.Code,
                    of.Ground.Name, of.Model.Key, [.. series.Shown.Select(layer => layer.Version).Distinct().Order(StringComparer.Ordinal)],
                    document.Length));
        }

        if (ending == Archive)
        {
            new PlateBatch(request, asked, territories, SeriesOf).Write(file, Keep);
            return true;
        }

        var series = SeriesOf(asked);
        series.Write(file);
        Keep(asked, series, file);
        return true;
    }

    private static string TagOf(ServiceRequest request, PlateRequest asked)
    {
        var inputs = $"{Drawing} {request.Catalog.Sequence} {asked.Print} {request.Language}";
        return Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(inputs)).AsSpan(0, 12));
    }

    private Task SendModels(ServiceRequest request) => request.Send(JsonAnswer.MediaType, JsonAnswer.Make(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("modeles");
        foreach (var model in models.All)
        {
            json.WriteStartObject();
            json.WriteString("cle", model.Key);
            json.WriteString("titre", model.Titre.Text.In(request.Language));
            json.WriteString("format", model.Format);
            json.WriteString("orientation", model.Orientation);
            json.WriteStartArray("planches");
            foreach (var map in model.Planches)
            {
                json.WriteStartObject();
                json.WriteString("cle", map.Cle);
                json.WriteString("titre", map.Titre.Text.In(request.Language));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("fiche", $"{request.PublicUrl}{Folder}{{type}}/{{code}}{Ending}");
        json.WriteString("registre", $"{request.PublicUrl}{Folder}{Register}");
        json.WriteEndObject();
    }));

    private Task SendRegister(ServiceRequest request)
    {
        request.Response.Headers.CacheControl = "no-store";
        var limit = request.Parameters.Integer("limite", 1, RequestLimits.TerritoryPage, UsualPage);
        var start = request.Parameters.Integer("debut", 0, int.MaxValue, 0);
        var found = register.Find(request.Parameters.Optional("sha256")?.ToLowerInvariant(), request.Parameters.Optional("type"),
            request.Parameters.Optional("code"));
        return request.Send(JsonAnswer.MediaType, JsonAnswer.Make(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("total", found.Count);
            json.WritePropertyName("fiches");
            json.WriteStartArray();
            foreach (var plate in found.Skip(start).Take(limit))
                JsonSerializer.Serialize(json, plate, PlateRegisterJson.Default.RegisteredPlate);
            json.WriteEndArray();
            json.WriteEndObject();
        }));
    }

    private static ServiceException NotFound() => new("NotFound", null, new(
        "Cette adresse n'existe pas ; attendu : /fiches/{type}/{code}.pdf ou .zip, ou /fiches/registre.",
        "There is no such address; expected: /fiches/{type}/{code}.pdf or .zip, or /fiches/registre."), 404);
}
