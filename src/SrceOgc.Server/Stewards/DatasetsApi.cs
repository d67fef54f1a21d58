using System.Globalization;
using SrceOgc.Features.Texts;
using SrceOgc.Publishing.Checks;
using SrceOgc.Publishing.Deliveries;
using SrceOgc.Publishing.Store;
using SrceOgc.Server.Http;
using SrceOgc.Server.Identity;

namespace SrceOgc.Server.Stewards;

/// <summary>
/// <c>/api/v1/jeux</c>: the steward's side.
/// <code>
/// GET    /api/v1/jeux                              the datasets served
/// GET    /api/v1/jeux/{id}                         its versions
/// PUT    /api/v1/jeux/{id}[?essai=1][&amp;brouillon=1][&amp;accepter=pertes][&amp;commentaire=…]
///                                                  deliver a GeoPackage (or a zip with its -wal)
/// PUT    /api/v1/jeux/{id}/couches/{couche}        deliver one layer (GeoPackage, zipped Shapefile, GeoJSON), the same parameters
/// GET    /api/v1/jeux/{id}/etat                    how far a delivery has come
/// GET    /api/v1/jeux/{id}/versions/{n}/rapport    the report, JSON or HTML
/// GET    /api/v1/jeux/{id}/versions/{n}/defauts.gpkg  its faults, to open in QGIS
/// GET    /api/v1/jeux/{id}/rapport[/defauts.gpkg]  the same of the last delivery, also tried or refused
/// GET    /api/v1/jeux/{id}/comparer?de=&amp;a=         what changed from one version to another, JSON, HTML or GeoJSON
/// POST   /api/v1/jeux/{id}/versions/{n}/activer    serve that version (a draft, a roll back)
/// POST   /api/v1/jeux/{id}/versions/{n}/epingler   keep that version for ever: it is cited
/// POST   /api/v1/jeux/{id}/versions/{n}/desepingler?raison=…  no more; for administrators
/// POST   /api/v1/jeux/{id}/acces?pour=jetons|tous  who may read it
/// DELETE /api/v1/jeux/{id}                         serve it no more
/// </code>
/// Reading is public but for drafts and restricted datasets; changing needs a token (see <see cref="Credentials"/>), and minds
/// If-Match, the version believed to be served.
/// </summary>
internal sealed class DatasetsApi(DatasetStore store, PublicationSet publications, Publisher publisher, DeliveryReceiver receiver,
    LastReports reports, ComparisonApi comparisons) : IService
{
    public const string Path = "/api/v1/jeux";

    private const int LongestComment = 1000;

    private readonly ReportPage _reportPage = new();
    private readonly SemaphoreSlim _building = new(1, 1);

    public ErrorDialect DialectOf(Parameters parameters) => ErrorDialect.Problem;

    public bool Changes => true;

    public string MethodsAt(string path) => path[Path.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries) switch
    {
        [_] => "GET, HEAD, PUT, DELETE, OPTIONS",
        [_, "couches", _] => "PUT, OPTIONS",
        [_, "acces"] or [_, "versions", _, "activer" or "epingler" or "desepingler"] => "POST, OPTIONS",
        _ => Methods.Reading,
    };

    public Task Answer(ServiceRequest request)
    {
        var parts = request.Context.Request.Path.Value![Path.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries);
        var method = request.Context.Request.Method.ToUpperInvariant();
        request.Response.Headers.CacheControl = "private, no-cache";
        var visible = new VisibleDatasets(store, publications, request.Caller);
        return (method, parts) switch
        {
            ("GET" or "HEAD", []) => Send(request, DatasetsJson.List(visible, request)),
            ("GET" or "HEAD", [var id]) => SendDataset(request, visible, Existing(visible, id)),
            ("GET" or "HEAD", [var id, "etat"]) => Send(request, State(request, visible, id)),
            ("GET" or "HEAD", [var id, "versions", var n, "rapport"]) => SendReport(request, FolderOf(visible, Existing(visible, id), n)),
            ("GET" or "HEAD", [var id, "versions", var n, FaultsFile.Name]) =>
                SendFaults(request, FolderOf(visible, Existing(visible, id), n), $"{id}-{n}"),
            ("GET" or "HEAD", [var id, "rapport"]) => SendReport(request, FolderOfLast(request, id)),
            ("GET" or "HEAD", [var id, "rapport", FaultsFile.Name]) => SendFaults(request, FolderOfLast(request, id), id),
            ("GET" or "HEAD", [var id, "comparer"]) => comparisons.Answer(request, visible, Existing(visible, id)),
            ("PUT", [var id]) => Deliver(request, Named(id), null),
            ("PUT", [var id, "couches", var layer]) => Deliver(request, Existing(visible, id), layer),
            ("POST", [var id, "versions", var n, "activer"]) => Activate(request, visible, Existing(visible, id), n),
            ("POST", [var id, "versions", var n, "epingler"]) => Pin(request, visible, Existing(visible, id), n),
            ("POST", [var id, "versions", var n, "desepingler"]) => Unpin(request, visible, Existing(visible, id), n),
            ("POST", [var id, "acces"]) => Restrict(request, Named(id)),
            ("DELETE", [var id]) => Retire(request, Existing(visible, id)),
            _ => throw NotFound(),
        };
    }

    private static ServiceException NotFound() =>
        new("NotFound", null, new("Cette adresse n'existe pas.", "There is nothing at this address."), 404);

    /// <summary>Also of a first delivery, for who may read what it will be.</summary>
    private byte[] State(ServiceRequest request, VisibleDatasets visible, string id) =>
        request.Caller.MayRead(id) || visible.Has(id)
            ? DatasetsJson.State(receiver.ProgressOf(id), publisher.Current, id) : throw NotFound();

    /// <summary>What this caller must not know of is not there.</summary>
    private static string Existing(VisibleDatasets visible, string id) =>
        visible.Has(id) ? id : throw (visible.IsRetired(id) ? ServiceException.Gone(id, null) : NotFound());

    private static string Named(string id) => id == NcName.Of(id).ToLowerInvariant()
        ? id
        : throw ServiceException.Invalid("id", id, "des lettres minuscules sans accent, chiffres et « _ »",
            "lower-case ASCII letters, digits and '_'");

    private async Task Deliver(ServiceRequest request, string id, string? layer)
    {
        var token = request.Require(Right.Publish, id);
        PluginVocabulary.Require(request);
        var delivery = new Delivery(id, token.Name, request.From(), Comment(request))
        {
            IsDryRun = IsSet(request, "essai"),
            IsDraft = IsSet(request, "brouillon"),
            OnLoss = LossesAccepted(request) ? OnLoss.Publish : OnLoss.Refuse,
            Precondition = request.Precondition(),
        };
        delivery.Precondition.Check(publications.Find(id)?.Version);
        var report = layer is null ? await Publish(request, delivery) : await PublishLayer(request, delivery, layer);
        if (report.AwaitsConsent)
            await LossProblem.Send(request, report);
        else
            await Send(request, report, report.Accepted ? 200 : report.IsServersFault ? StatusCodes.Status507InsufficientStorage : 422);
    }

    /// <summary>
    /// The quarantine is empty again before anybody is answered. Deliveries wait for each other without holding a thread, and are built on
    /// one of
    /// their own that gives way: however many come, requests go on.
    /// </summary>
    private async Task<Report> Publish(ServiceRequest request, Delivery delivery)
    {
        using var staging = await receiver.Receive(request, delivery.Dataset);
        return await InTurn(request, () => publisher.Publish(staging, delivery, request.Aborted));
    }

    private async Task<Report> PublishLayer(ServiceRequest request, Delivery delivery, string layer)
    {
        using var received = await receiver.ReceiveLayer(request, delivery.Dataset);
        return await InTurn(request, () => publisher.PublishLayer(received, layer, delivery, request.Aborted));
    }

    private async Task<Report> InTurn(ServiceRequest request, Func<Report> publish)
    {
        await _building.WaitAsync(request.Aborted);
        try
        {
            Report? report = null;
            await LowPriorityThread.Run(() => report = publish());
            return report!;
        }
        catch (OperationCanceledException) when (!request.Aborted.IsCancellationRequested)
        {
            throw new ServiceException("NoApplicableCode", null, new(
                "Le serveur s'arrête ; livrez de nouveau quand il est reparti. Rien n'a changé.",
                "The server is stopping; deliver again once it is back. Nothing changed."), 503)
            { RetryAfter = 30 };
        }
        finally
        {
            _building.Release();
        }
    }

    private static bool IsSet(ServiceRequest request, string parameter) => request.Parameters.Optional(parameter) switch
    {
        null or "0" or "false" => false,
        "1" or "true" => true,
        var other => throw ServiceException.Invalid(parameter, other, "1 ou 0", "1 or 0"),
    };

    private static bool LossesAccepted(ServiceRequest request) => request.Parameters.Optional(LossProblem.Parameter) switch
    {
        null => false,
        LossProblem.Losses => true,
        var other => throw ServiceException.Invalid(LossProblem.Parameter, other, LossProblem.Losses, LossProblem.Losses),
    };

    private static string Comment(ServiceRequest request)
    {
        var comment = request.Parameters.Optional("commentaire") ?? "";
        return comment.Length <= LongestComment
            ? comment : throw ServiceException.Invalid("commentaire", comment, $"au plus {LongestComment} caractères",
            $"at most {LongestComment} characters");
    }

    private Task Activate(ServiceRequest request, VisibleDatasets visible, string id, string version)
    {
        var token = request.Require(Right.Publish, id);
        if (!publisher.Activate(id, Number(version), request.Precondition(), token.Name, request.From()))
            throw NotFound();
        return SendDataset(request, visible, id);
    }

    private Task Pin(ServiceRequest request, VisibleDatasets visible, string id, string version)
    {
        var token = request.Require(Right.Publish, id);
        if (!publisher.Pin(id, Number(version), isPinned: true, token.Name, request.From(), Comment(request)))
            throw NotFound();
        return SendDataset(request, visible, id);
    }

    /// <summary>Somebody may have cited it: letting it go is said why, and stays in the journal.</summary>
    private Task Unpin(ServiceRequest request, VisibleDatasets visible, string id, string version)
    {
        var token = request.Require(Right.Administer, id);
        var reason = request.Parameters.Required("raison");
        if (reason.Length > LongestComment)
            throw ServiceException.Invalid("raison", reason, $"au plus {LongestComment} caractères",
                $"at most {LongestComment} characters");
        if (!publisher.Pin(id, Number(version), isPinned: false, token.Name, request.From(), reason))
            throw NotFound();
        return SendDataset(request, visible, id);
    }

    /// <summary>Possible before the first delivery, so that what must stay hidden never shows.</summary>
    private Task Restrict(ServiceRequest request, string id)
    {
        var token = request.Require(Right.Publish, id);
        var isRestricted = request.Parameters.Required("pour") switch
        {
            "jetons" => true,
            "tous" => false,
            var other => throw ServiceException.Invalid("pour", other, "jetons ou tous", "jetons or tous"),
        };
        publisher.Restrict(id, isRestricted, request.Precondition(), token.Name, request.From());
        request.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private Task Retire(ServiceRequest request, string id)
    {
        var token = request.Require(Right.Publish, id);
        if (!publisher.Retire(id, request.Precondition(), token.Name, request.From()))
            throw NotFound();
        request.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    /// <summary>With the version served as ETag, for the If-Match of the change that follows.</summary>
    private Task SendDataset(ServiceRequest request, VisibleDatasets visible, string id)
    {
        if (publications.Find(id) is { } served)
            request.Response.Headers.ETag = Precondition.Tag(served.Version);
        return Send(request, DatasetsJson.Dataset(visible, id, request));
    }

    private static string FolderOf(VisibleDatasets visible, string id, string version) =>
        visible.Versions(id).FirstOrDefault(v => v.Manifest.Version == Number(version))?.Folder ?? throw NotFound();

    /// <summary>It tells of data that may never be published: for who may read drafts.</summary>
    private string FolderOfLast(ServiceRequest request, string id)
    {
        request.Require(Right.Read, Named(id));
        return reports.Find(id) ?? store.Kept(id).FirstOrDefault()?.Folder ?? throw NotFound();
    }

    private Task SendReport(ServiceRequest request, string folder) => Send(request, Report.Read(folder) ?? throw NotFound(), 200);

    private static Task SendFaults(ServiceRequest request, string folder, string name)
    {
        request.Response.Headers.ContentDisposition = $"attachment; filename=\"defauts-{name}.gpkg\"";
        return request.Send("application/geopackage+sqlite3", File.ReadAllBytes(FaultsFile.In(folder) ?? throw NotFound()), 200);
    }

    private static int Number(string version) =>
        int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw NotFound();

    private Task Send(ServiceRequest request, Report report, int status)
    {
        request.Response.Headers.Vary = "Accept, Accept-Language";
        if (!request.Context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal))
            return request.Send("application/json; charset=utf-8", report.Json(request.Language), status);
        request.Response.Headers.ContentSecurityPolicy = ContentPolicy.Page;
        return request.Send("text/html; charset=utf-8", _reportPage.Write(request, report), status);
    }

    private static Task Send(ServiceRequest request, byte[] json) => request.Send("application/json; charset=utf-8", json);
}
