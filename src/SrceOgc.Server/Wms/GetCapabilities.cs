using SrceOgc.Features.Texts;
using SrceOgc.Rendering.Legends;
using SrceOgc.Server.Configuration;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Wms;

/// <summary>WMS 1.3.0, 7.2: written once per catalogue, version, language and public address.</summary>
internal sealed class GetCapabilities(Settings settings, LegendRenderer legends)
{
    public Task Answer(ServiceRequest request, WmsVersion version)
    {
        // WMS 1.3.0, 7.2.3.5: a client that already has the current capabilities is told so.
        if (UpdateSequence.Of(request) == KnownSequence.Current)
            throw new ServiceException("CurrentUpdateSequence", "UPDATESEQUENCE",
                new("Les capacités n'ont pas changé.", "The capabilities have not changed."));
        var key = $"wms {version.Number} {request.Language} {request.PublicUrl}";
        var document = request.Catalog.Memo.GetOrAdd(key, () => WmsCapabilities.Write(request, settings, version, legends));
        if (request.IsNotModified($"c{request.Catalog.Sequence}{request.Language}", 0))
            return Task.CompletedTask;
        return request.Send(version == WmsVersion.V130 ? "text/xml; charset=utf-8" : "application/vnd.ogc.wms_xml; charset=utf-8",
            document);
    }
}
