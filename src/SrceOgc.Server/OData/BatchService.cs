using Microsoft.OData;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.OData;

/// <summary>
/// $batch (part 1, 11.7, and JSON, 19): questions sent together, multipart or JSON, which the library reads and writes. Nothing but
/// questions: GET, of relative addresses, one after the other.
/// </summary>
/// <param name="answer">The pipeline that answers a single request below <see cref="ODataService.Folder"/>.</param>
internal sealed class BatchService(RequestDelegate answer) : IService
{
    public const string Path = ODataService.Folder + "/$batch";

    private static readonly ODataMessageReaderSettings Reading = new()
    {
        EnableMessageStreamDisposal = false,
        MessageQuotas = new()
        {
            MaxPartsPerBatch = RequestLimits.BatchParts,
            MaxOperationsPerChangeset = 1,
            MaxReceivedMessageSize = RequestLimits.BatchBytes,
        },
    };

    public ErrorDialect DialectOf(Parameters parameters) => ErrorDialect.OData;

    public string MethodsAt(string path) => "POST, OPTIONS";

    public async Task Answer(ServiceRequest request)
    {
        request.Response.Headers["OData-Version"] = "4.0";
        request.Response.Headers.CacheControl = "no-store";
        var root = new Uri($"http://batch{ODataService.Folder}/");
        var parts = await Read(request, root);
        var isPatient = request.Context.Request.Headers["Prefer"].ToString()
            .Contains("continue-on-error", StringComparison.OrdinalIgnoreCase);
        request.Response.ContentType = IsJson(request) ? "application/json" : $"multipart/mixed; boundary=batchresponse_{Guid.NewGuid():N}";
        var message = new BatchMessage(request.Response.BodyWriter.AsStream(leaveOpen: true), root, request.Response.ContentType);
        using var writer = new ODataMessageWriter((IODataResponseMessageAsync)message,
            new ODataMessageWriterSettings { EnableMessageStreamDisposal = false, Version = ODataVersion.V4 });
        var batch = await writer.CreateODataBatchWriterAsync();
        await batch.WriteStartBatchAsync();
        foreach (var (id, part) in parts)
        {
            await part.Run(answer);
            if (part.IsAborted && !part.IsTooLong)
            {
                request.Context.Abort();
                return;
            }

            await Write(await batch.CreateOperationResponseMessageAsync(id), part, request.Language);
            if (part.StatusCode >= StatusCodes.Status400BadRequest && !isPatient)
                break;
        }

        await batch.WriteEndBatchAsync();
        await batch.FlushAsync();
    }

    private static bool IsJson(ServiceRequest request) =>
        request.Context.Request.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>All of them, before the first is answered.</summary>
    private static async Task<List<(string? Id, BatchPart Part)>> Read(ServiceRequest request, Uri root)
    {
        if (request.Context.Request.ContentLength > RequestLimits.BatchBytes)
            throw Wrong($"au plus {RequestLimits.BatchBytes} octets", $"at most {RequestLimits.BatchBytes} bytes");
        var parts = new List<(string?, BatchPart)>();
        try
        {
            using var body = new MemoryStream();
            await request.Context.Request.Body.CopyToAsync(body, request.Aborted);
            body.Position = 0;
            var message = new BatchMessage(body, root, request.Context.Request.ContentType);
            using var reader = new ODataMessageReader((IODataRequestMessageAsync)message, Reading);
            var batch = await reader.CreateODataBatchReaderAsync();
            while (await batch.ReadAsync())
            {
                if (batch.State == ODataBatchReaderState.ChangesetStart)
                    throw Wrong("aucun changement n'est pris ; seulement des GET", "no changes are taken; only GET");
                if (batch.State == ODataBatchReaderState.Operation)
                    parts.Add(PartOf(await batch.CreateOperationRequestMessageAsync(), request));
            }

            return parts.Count > 0 ? parts : throw Wrong("aucune question", "no question");
        }
        catch (Exception fault) when (fault is ODataException or UriFormatException or System.Text.Json.JsonException)
        {
            throw Wrong(fault.Message, fault.Message);
        }
    }

    private static (string? Id, BatchPart Part) PartOf(ODataBatchOperationRequestMessage message, ServiceRequest request)
    {
        if (message.Method != HttpMethods.Get)
            throw Wrong($"méthode {GivenText.Shortened(message.Method)} ; seulement GET",
                $"method {GivenText.Shortened(message.Method)}; only GET");
        if (message.Url.AbsolutePath.EndsWith("$batch", StringComparison.OrdinalIgnoreCase))
            throw Wrong("pas de lot dans un lot", "no batch within a batch");
        return (message.ContentId, new BatchPart(request.Context, message.Url, message.Headers.ToArray()));
    }

    private static async Task Write(ODataBatchOperationResponseMessage message, BatchPart part, Language language)
    {
        var (status, type, content) = part.IsTooLong
            ? (StatusCodes.Status413PayloadTooLarge, ODataFormat.Json, TooLong(language))
            : (part.StatusCode, part.Headers.ContentType.ToString(), part.Content);
        message.StatusCode = status;
        if (type.Length > 0)
            message.SetHeader("Content-Type", type);
        foreach (var name in new[] { "ETag", "OData-Version", "Retry-After", "WWW-Authenticate" })
            if (!part.IsTooLong && part.Headers.TryGetValue(name, out var value))
                message.SetHeader(name, value.ToString());
        await using var stream = await message.GetStreamAsync();
        await stream.WriteAsync(content);
    }

    private static ReadOnlyMemory<byte> TooLong(Language language) => ErrorDialect.OData.Write(new("OperationProcessingFailed", null, new(
        $"La réponse dépasse {RequestLimits.BatchPartBytes >> 20} Mo : demandez-la seule.",
        $"The answer exceeds {RequestLimits.BatchPartBytes >> 20} MB: ask for it alone.")), language);

    private static ServiceException Wrong(string french, string english) =>
        new("InvalidParameterValue", "$batch", new($"$batch : {french}.", $"$batch: {english}."));
}
