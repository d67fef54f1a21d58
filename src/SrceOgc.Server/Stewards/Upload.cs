using Microsoft.AspNetCore.Http.Features;
using SrceOgc.Publishing.Deliveries;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Stewards;

/// <summary>Receives the body of a request, whatever its type says: some clients call every file octet-stream, some call it JSON.</summary>
internal static class Upload
{
    public static Task<Staging> Receive(this DeliveryReceiver receiver, ServiceRequest request, string dataset)
    {
        var http = request.Context.Request;
        if (request.Context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = receiver.MaxBytes;
        return receiver.Receive(dataset, buffer => http.Body.ReadAsync(buffer, request.Aborted), http.ContentLength);
    }
}
