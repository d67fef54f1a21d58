using SrceOgc.Rendering.Fonts;
using SrceOgc.Rendering.Labels;
using SrceOgc.Rendering.Legends;
using SrceOgc.Rendering.Maps;
using SrceOgc.Server.Configuration;

namespace SrceOgc.Server.Drawing;

/// <summary>
/// All there is to draw with, made once by the host and handed to whatever shows maps: fonts, renderers over one pool of tools, places by
/// cost, images that were drawn lately.
/// </summary>
internal sealed record DrawingService(FontLibrary Fonts, MapRenderer Maps, LegendRenderer Legends, DrawingAdmission Admission,
    ImageCache Images)
{
    public static DrawingService Make(Settings settings, ILogger log)
    {
        var fonts = new FontLibrary();
        if (fonts.IsEmpty)
            log.LogWarning("No font was found: maps and legends will have no text. Install fonts-dejavu-core, or build the server with "
                + "Node.");
        var maps = new MapRenderer(fonts, scene => new MapLabels(scene.Width, scene.Height));
        return new(fonts, maps, new LegendRenderer(fonts, maps.Pool), new DrawingAdmission(settings),
            new ImageCache(settings.CacheMegabytes));
    }
}
