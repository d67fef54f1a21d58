using SrceOgc.Features.Texts;
using SrceOgc.Server.Configuration;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Wfs;

/// <summary>WFS 2.0.0, 8: written once per catalogue, version, choice of sections, language and public address.</summary>
internal static class GetCapabilities
{
    public static Task Answer(ServiceRequest request, WfsVersion version, Settings settings)
    {
        var sections = SectionsParameter.Read(request.Parameters, version);
        if (UpdateSequence.Of(request) == KnownSequence.Current && version != WfsVersion.V100)
            sections = SectionsParameter.Least(version);
        var key = $"wfs {version.Number} {(int)sections} {request.Language} {request.PublicUrl}";
        var document = request.Catalog.Memo.GetOrAdd(key, () =>
            version == WfsVersion.V100 ? Capabilities100.Write(request) : OwsCapabilities.Write(request, version, sections, settings));
        if (request.IsNotModified($"w{version.Number[0]}{version.Number[2]}{request.Catalog.Sequence}{request.Language}{(int)sections}", 0))
            return Task.CompletedTask;
        return request.Send("text/xml; charset=utf-8", document);
    }
}
