using SrceOgc.Server.Configuration;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Wms;

internal sealed class WmsService(Settings settings) : IService
{
    public static IReadOnlyList<string> Operations { get; } = ["GetMap"];

    public ErrorDialect DialectOf(Parameters parameters) => ErrorDialect.Wms130;

    public Task Answer(ServiceRequest request) => throw ServiceException.Operation(settings.Urls);
}
