using SrceOgc.Server.Configuration;
using SrceOgc.Server.Http;
using SrceOgc.Server.Maps;

namespace SrceOgc.Server.Wms;

/// <summary>WMS 1.3.0, 7.4.</summary>
internal sealed class GetFeatureInfo(Settings settings, FeatureInfoAnswer infos)
{
    public Task Answer(ServiceRequest request, WmsVersion version) =>
        infos.Answer(request, GetFeatureInfoRequest.Of(request, version.Given(request.Parameters), settings));
}
