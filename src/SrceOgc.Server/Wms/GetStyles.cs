using System.Text;
using SrceOgc.Rendering.StyleFormats.Sld;
using SrceOgc.Server.Http;
using SrceOgc.Server.Maps;

namespace SrceOgc.Server.Wms;

/// <summary>SLD 1.0.0 (02-070), 6.7: the styles of layers given back as SLD.</summary>
internal static class GetStyles
{
    public static Task Answer(ServiceRequest request, WmsVersion version)
    {
        var layers = LayerTree.Asked(request).Distinct();
        var document = SldWriter.Write(
            layers.Select(l => (l.Name, (IReadOnlyList<SrceOgc.Rendering.Styles.Style>)[.. l.Styles.Select(s => s.Style)])));
        return request.Send("application/vnd.ogc.sld+xml; charset=utf-8",
            Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + document));
    }
}
