using SrceOgc.Features.Texts;
using SrceOgc.Server.Configuration;
using SrceOgc.Server.Http;
using SrceOgc.Server.Maps;

namespace SrceOgc.Server.Wms;

/// <summary>WMS 1.3.0, 7.3: a fault may be answered as an image (EXCEPTIONS).</summary>
internal sealed class GetMap(Settings settings, MapAnswer maps, ErrorImage errors)
{
    public async Task Answer(ServiceRequest request, WmsVersion version)
    {
        try
        {
            await maps.Answer(request, GetMapRequest.Of(request, version.Given(request.Parameters), settings));
        }
        catch (ServiceException fault) when (ErrorImage.IsWanted(request.Parameters))
        {
            await errors.Answer(request, fault);
        }
    }
}
