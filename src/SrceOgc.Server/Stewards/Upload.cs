using Microsoft.AspNetCore.Http.Features;
using SrceOgc.Publishing.Deliveries;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Stewards;

/// <summary>Receives the body of a request, whatever its type says: some clients call every file octet-stream, some call it JSON.</summary>
internal static class Upload
{
    public static Task<Staging> Receive(this DeliveryReceiver receiver, ServiceRequest request, string dataset) =>
        receiver.Receive(dataset, Body(receiver, request), request.Context.Request.ContentLength);

    public static Task<ReceivedLayer> ReceiveLayer(this DeliveryReceiver receiver, ServiceRequest request, string dataset) =>
        receiver.ReceiveLayer(dataset, Body(receiver, request), request.Context.Request.ContentLength);

    private static NextBytes Body(DeliveryReceiver receiver, ServiceRequest request)
    {
        if (request.Context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = receiver.MaxBytes;
        var body = request.Context.Request.Body;
        return buffer => body.ReadAsync(buffer, request.Aborted);
    }
}
