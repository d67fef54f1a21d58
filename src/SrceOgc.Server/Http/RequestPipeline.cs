using System.Globalization;
using System.Runtime.ExceptionServices;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.LayerFiles.Format;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Configuration;
using SrceOgc.Server.Identity;

namespace SrceOgc.Server.Http;

/// <summary>
/// Where every request enters and every failure ends: CORS, parameters, who asks, one leased catalogue of what they may see,
/// and errors in the caller's dialect. Nothing a client sends, and nothing that breaks, gets past here as a stack trace.
/// </summary>
internal sealed class RequestPipeline(CatalogHolder catalogs, TokenStore tokens, PublicAddress address, Settings settings,
    TimeProvider clock, ILogger log)
{
    private const int MostFormBytes = 1 << 20;
    private const int OverspentRetrySeconds = 30;

    private readonly ForeignOrigin _origins = new(settings);
    private readonly FailedTries _failed = new(clock);

    public RequestDelegate To(IService service) => context => Enter(context, service, Current, "");

    /// <summary>A service over another catalogue than the current one, below its own <paramref name="folder"/> of the public
    /// address.</summary>
    /// <param name="service">Who answers.</param>
    /// <param name="acquire">The catalogue with a lease, which may have to be made within the budget; null answers 404.</param>
    /// <param name="folder">Begins with a slash.</param>
    public RequestDelegate To(IService service, Func<Caller, RequestBudget, ValueTask<Catalog?>> acquire, string folder) =>
        context => Enter(context, service, acquire, folder);

    private ValueTask<Catalog?> Current(Caller caller, RequestBudget budget) => new(catalogs.Acquire(caller));

    private async Task Enter(HttpContext context, IService service, Func<Caller, RequestBudget, ValueTask<Catalog?>> acquire, string folder)
    {
        AllowEveryOrigin(context);
        if (HttpMethods.IsOptions(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            context.Response.Headers.Allow = service.MethodsAt(context.Request.Path.Value![folder.Length..]);
            return;
        }

        var parameters = Parameters.Parse(context.Request.QueryString.Value);
        var caller = Credentials.CallerOf(context.Request, tokens);
        using var budget = new RequestBudget(TimeSpan.FromSeconds(settings.RequestSeconds), (long)settings.RequestMegabytes << 20,
            context.RequestAborted, clock);
        var (catalog, fault) = await Acquire(acquire, caller, budget);
        if (catalog is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        try
        {
            var request = new ServiceRequest(context, parameters, catalog, caller, address.Of(context), folder, budget, clock.UtcNow());
            await AnswerOrFail(request, service, fault);
        }
        finally
        {
            catalog.Release();
        }
    }

    /// <summary>What goes wrong here is said as any failure of the service: with the current catalogue, of which it shows
    /// nothing.</summary>
    private async ValueTask<(Catalog? Catalog, ExceptionDispatchInfo? Fault)> Acquire(
        Func<Caller, RequestBudget, ValueTask<Catalog?>> acquire, Caller caller, RequestBudget budget)
    {
        try
        {
            return (await acquire(caller, budget), null);
        }
        catch (Exception fault)
        {
            return (catalogs.Acquire(caller), ExceptionDispatchInfo.Capture(fault));
        }
    }

    private async Task AnswerOrFail(ServiceRequest request, IService service, ExceptionDispatchInfo? fault)
    {
        try
        {
            fault?.Throw();
            if (request.Caller.IsRefused)
            {
                await _failed.Slow(request.Context);
                throw Credentials.Unauthorized(request);
            }

            KeepPrivate(request);
            Methods.Check(request.Context, service.MethodsAt(request.Path));
            if (service.Changes)
                _origins.Check(request.Context.Request, request.SiteUrl);
            await ReadForm(request);
            await service.Answer(request);
        }
        catch (ServiceException error)
        {
            await Fail(request, service, error);
        }
        catch (OperationCanceledException) when (request.Aborted.IsCancellationRequested)
        {
            request.Context.Abort();
        }
        catch (BudgetExceededException spent)
        {
            await Fail(request, service, Overspent(spent));
        }
        catch (DamagedLayerException damaged)
        {
            log.LogError("A layer file is damaged: {Layer} ({Path})", damaged.Layer, request.Context.Request.Path);
            await Fail(request, service, Damaged(damaged));
        }
        catch (BadHttpRequestException error)
        {
            await Fail(request, service, new("NoApplicableCode", null, Text.Same(error.Message), error.StatusCode) { IsOfHttp = true });
        }
        catch (IOException cut) when (cut.InnerException is OverflowException)
        {
            // A chunk larger than any number (RFC 9112, 7.1): Kestrel says so in these words alone.
            await Fail(request, service,
                new("NoApplicableCode", null,
                new("La taille d'un morceau du corps n'est pas un nombre possible.",
                "The size of a chunk of the body is no possible number."), 400)
                { IsOfHttp = true });
        }
        catch (Exception failure)
        {
            log.LogError(failure, "Request failed: {Path}", request.Context.Request.Path);
            await Fail(request, service,
                new("NoApplicableCode", null,
                new("Une erreur inattendue s'est produite ; elle est notée au journal du serveur.",
                "An unexpected error occurred; it is in the server's log."), 500));
        }
    }

    private static ServiceException Overspent(BudgetExceededException spent) =>
        new("NoApplicableCode", null, spent.Resource == SpentResource.Time
        ? new($"La réponse n'a pas pu être calculée en {spent.Longest.TotalSeconds:0} s. Demandez moins à la fois.",
            $"The answer could not be computed within {spent.Longest.TotalSeconds:0} s. Ask for less at a time.")
        : new($"La réponse demande plus de {spent.MostBytes >> 20} Mo de mémoire. Demandez moins à la fois.",
            $"The answer needs more than {spent.MostBytes >> 20} MB of memory. Ask for less at a time."), 503)
        { RetryAfter = OverspentRetrySeconds };

    private static ServiceException Damaged(DamagedLayerException damaged) =>
        new("NoApplicableCode", damaged.Layer.Length > 0 ? damaged.Layer : null, new(
        $"Le fichier d'une couche {(damaged.Layer.Length > 0 ? $"(« {damaged.Layer} ») " : "")}est abîmé sur le disque du serveur ; elle "
            + $"est refaite à partir du fichier livré. Réessayez dans un instant.",
        $"The file of a layer {(damaged.Layer.Length > 0 ? $"('{damaged.Layer}') " : "")}is damaged on the server's disk; it is being "
            + $"built anew from the delivered file. Try again in a moment."), 503)
        { RetryAfter = OverspentRetrySeconds };

    private static async Task Fail(ServiceRequest request, IService service, ServiceException error)
    {
        if (request.Response.HasStarted)
        {
            // What was sent is not whole, and must not look whole.
            request.Context.Abort();
            return;
        }

        var dialect = service.DialectOf(request.Parameters);
        request.Response.Headers.Remove("ETag");
        request.Response.Headers.Remove("Content-Encoding");
        request.Response.Headers.Remove("Content-Disposition");
        request.Response.Headers.CacheControl = "no-store";
        if (error.RetryAfter is { } seconds)
            request.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        var status = dialect.KeepsStatus || error.IsOfHttp || error.Status is not (400 or 404) ? error.Status : StatusCodes.Status200OK;
        await request.Send(dialect.ContentType, dialect.Write(error, request.Language), status);
    }

    /// <summary>What the bearer of a token is answered must not reach others through a shared cache (RFC 9111, 3.5 and 5.2.2.7).</summary>
    private static void KeepPrivate(ServiceRequest request)
    {
        var isBearer = request.Caller.Token is not null;
        if (!isBearer && !request.Catalog.VariesByCaller)
            return;
        request.Response.OnStarting(() =>
        {
            var headers = request.Response.Headers;
            headers.Append("Vary", "Authorization, X-Api-Key");
            if (isBearer)
                headers.CacheControl = headers.CacheControl.ToString() is { Length: > 0 } said
                    ? said.Replace("public", "private") : "private, no-cache";
            return Task.CompletedTask;
        });
    }

    /// <summary>Reading is for the pages of every site; changing for those of the setting (see <see cref="ForeignOrigin"/>).</summary>
    private void AllowEveryOrigin(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.AccessControlAllowOrigin = "*";
        headers["Access-Control-Expose-Headers"] =
            "ETag, Content-Disposition, Content-Crs, Link, Location, OData-Version, OGC-NumberMatched, OGC-NumberReturned, Retry-After";
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = ContentPolicy.Nothing;
        if (!HttpMethods.IsOptions(context.Request.Method))
            return;
        headers.AccessControlAllowMethods = _origins.IsAllowed(context.Request.Headers.Origin.ToString())
            ? "GET, HEAD, POST, PUT, DELETE, OPTIONS" : Methods.Asking;
        headers.AccessControlAllowHeaders = "*, Authorization";
        headers["Access-Control-Max-Age"] = "86400";
    }

    /// <summary>Whether the first character of the body that is no space begins an element: no form does. Nothing of the body is
    /// taken.</summary>
    private static async Task<bool> IsXml(HttpRequest http, CancellationToken aborted)
    {
        var start = await http.BodyReader.ReadAsync(aborted);
        var isXml = Begins(start.Buffer);
        http.BodyReader.AdvanceTo(start.Buffer.Start);
        return isXml;
    }

    private static bool Begins(in System.Buffers.ReadOnlySequence<byte> body)
    {
        foreach (var segment in body)
            foreach (var character in segment.Span)
                if (character == (byte)'<')
                    return true;
                else if (character is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or 0xEF or 0xBB or 0xBF))
                    return false;
        return false;
    }

    private static async Task ReadForm(ServiceRequest request)
    {
        var http = request.Context.Request;
        if (!HttpMethods.IsPost(http.Method)
            || http.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) != true)
            return;
        if (await IsXml(http, request.Aborted))
        {
            // The type that curl and jQuery give by themselves to whatever they send.
            http.ContentType = "application/xml";
            return;
        }

        if (http.ContentLength > MostFormBytes)
            throw new ServiceException("InvalidParameterValue", null,
                new($"Le formulaire dépasse {MostFormBytes} octets.", $"The form exceeds {MostFormBytes} bytes."), 413);
        using var reader = new StreamReader(http.Body, System.Text.Encoding.Latin1);
        var form = new char[MostFormBytes + 1];
        var length = await reader.ReadBlockAsync(form, request.Aborted);
        if (length > MostFormBytes)
            throw new ServiceException("InvalidParameterValue", null,
                new($"Le formulaire dépasse {MostFormBytes} octets.", $"The form exceeds {MostFormBytes} bytes."), 413);
        request.Parameters.AddForm(form.AsSpan(0, length));
    }
}
