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
using SrceOgc.Server.Jobs;
using SrceOgc.Server.Territories;

namespace SrceOgc.Server.Plates;

/// <summary>
/// <code>
/// GET /fiches                             the models
/// GET /fiches/{type}/{code}               the page: which model, which paper
/// GET /fiches/{type}/{code}.pdf           plates; ?modele=&amp;format=A3|A4&amp;orientation=&amp;date=&amp;echelle=&amp;planche=
///                                         &amp;communes=0|1
/// GET /fiches/{type}/{code}.zip           those of each of its communes, in an archive
/// GET /fiches/registre                    plates given out; ?sha256=&amp;type=&amp;code=
/// </code>
/// Drawn in a turn, within the budget of the request, or by a job where there are many pages. The same inputs give the same bytes.
/// </summary>
internal sealed class PlatesService(
    PlateModels models, DrawingService drawing, TerritoryRequests territories, IndicatorReading indicators,
    PlateRegister register, JobQueue jobs) : IService
{
    public const string Path = "/fiches", Folder = "/fiches/";

    private const string Ending = ".pdf", Archive = ".zip", Register = "registre";

    private const int UsualPage = 100;

    /// <summary>About as many on disk.</summary>
    private const long BytesOfPage = 300_000;

    /// <summary>Changes when the same inputs give other bytes.</summary>
    private const string Drawing = "fiche-1";

    private readonly Lazy<PlateTools> _tools = new(() =>
    {
        var renderer = new MapRenderer(drawing.Fonts, scene => new MapLabels(scene.Width, scene.Height, areWhole: true));
        return new(drawing.Fonts, renderer, new LegendRenderer(drawing.Fonts, renderer.Pool), models.Background);
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
            [var type, var code] when code.Length > 0 => SendChoice(request, territories.Require(request, type, code)),
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
        var tag = TagOf(request, asked) + ending.TrimStart('.');
        var isKnown = request.IsNotModified(tag);
        request.Response.Headers.CacheControl = isPrivate ? "private, no-cache" : "public, no-cache";
        if (isKnown)
            return;
        var work = new PlateWork(asked, ending == Archive, isPrivate, _tools, territories, indicators, register);
        var pages = work.Pages(request.Work);
        var contentType = ending == Ending ? "application/pdf" : "application/zip";
        if (pages > RequestLimits.DirectPages || JobAnswer.IsPreferred(request))
        {
            await JobAnswer.Accept(request, jobs, new(TitleOf(request, asked), asked.BaseName + ending, contentType, pages * BytesOfPage,
                tag, work.Write));
            return;
        }

        request.Budget.Pause();
        using var file = new ByteSink(request.Budget);
        await drawing.Admission.Take(DrawingCost.OfVectors(), request.Budget,
            () => work.Write(request.Work, file, isGivenOut: !request.IsHead), request.Aborted);
        using var held = drawing.Admission.Hold(file.Length);
        request.Response.Headers.ContentDisposition = ContentDisposition.Write(asked.BaseName + ending, isAttachment: ending != Ending);
        request.Response.Headers["Repr-Digest"] = $"sha-256=:{Convert.ToBase64String(SHA256.HashData(file.Span))}:";
        await request.Send(contentType, file.Memory);
    }

    private static string TitleOf(ServiceRequest request, PlateRequest asked) =>
        $"{asked.Model.Titre.Text.In(request.Language)} – {asked.Ground.Name}";

    private string TagOf(ServiceRequest request, PlateRequest asked)
    {
        var inputs = $"{Drawing} {request.Catalog.Sequence} {asked.Print} {models.Background?.Print} {request.Language}";
        return Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(inputs)).AsSpan(0, 12));
    }

    private Task SendChoice(ServiceRequest request, TerritoryGround ground)
    {
        request.Response.Headers.Vary = "Accept, Accept-Language";
        request.Response.Headers.CacheControl = ground.Declared is null ? "private, no-cache" : "public, no-cache";
        if (!request.Context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase))
            return SendModels(request);
        models.Require(null);
        request.Response.Headers.ContentSecurityPolicy = ContentPolicy.Page;
        return request.Send("text/html; charset=utf-8", PlateChoicePage.Write(request, ground, models));
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
