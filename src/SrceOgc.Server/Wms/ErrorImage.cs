using SrceOgc.Features.Texts;
using SrceOgc.Rendering.Canvases;
using SrceOgc.Rendering.Fonts;
using SrceOgc.Rendering.Images;
using SrceOgc.Rendering.Rasterization;
using SrceOgc.Server.Http;
using SrceOgc.Server.Maps;

namespace SrceOgc.Server.Wms;

/// <summary>Faults as images (WMS 1.3.0, 7.3.3.11): INIMAGE writes the text, BLANK leaves the background.</summary>
internal sealed class ErrorImage(FontLibrary fonts)
{
    private const double TextSize = 13, LineHeight = 18, Margin = 8;
    private const int OtherwiseWide = 512, OtherwiseHigh = 256, Largest = 4096;

    /// <summary>Larger images are answered in the usual size: who is refused a map for its size must not get one of it.</summary>
    private const int MostPixels = 1_000_000;

    public static bool IsWanted(Parameters parameters) =>
        parameters.All.TryGetValue("EXCEPTIONS", out var form) && (IsInImage(form) || IsBlank(form));

    public async Task Answer(ServiceRequest request, ServiceException fault)
    {
        var parameters = request.Parameters;
        // Of the formats of pixels: a fault is read on a screen.
        var format = OfferedFormats.Maps.FirstOrDefault(
            f => !f.Format.IsVector() && f.Answers(parameters.All.GetValueOrDefault("FORMAT", ""))) ?? OfferedFormats.Maps[0];
        var isTransparent = format.Format != MapFormat.Jpeg && parameters.All.GetValueOrDefault("TRANSPARENT", "")
            .Equals("TRUE", StringComparison.OrdinalIgnoreCase);
        var canvas = new RasterCanvas();
        var (width, height) = (Size(parameters, "WIDTH", OtherwiseWide), Size(parameters, "HEIGHT", OtherwiseHigh));
        if (width * height > MostPixels)
            (width, height) = (OtherwiseWide, OtherwiseHigh);
        canvas.Begin(width, height, isTransparent ? Color.Transparent : Background(parameters));
        if (IsInImage(parameters.All["EXCEPTIONS"]))
            Write(canvas, fault.Text.In(request.Language));
        using var image = new ByteSink();
        if (format.Format == MapFormat.Jpeg)
            new JpegEncoder().Write(canvas.Image, image);
        else
            new PngEncoder().Write(canvas.Image, image);
        request.Response.Headers.CacheControl = "no-store";
        await request.Send(format.MediaType, image.Memory);
    }

    private static bool IsInImage(string form) => form.ToUpperInvariant() is "INIMAGE" or "APPLICATION/VND.OGC.SE_INIMAGE";

    private static bool IsBlank(string form) => form.ToUpperInvariant() is "BLANK" or "APPLICATION/VND.OGC.SE_BLANK";

    private static int Size(Parameters parameters, string name, int otherwise) =>
        parameters.All.TryGetValue(name, out var text) && int.TryParse(text, out var size) && size is > 0 and <= Largest ? size : otherwise;

    private static Color Background(Parameters parameters)
    {
        try
        {
            return GetMapRequest.ColorOf(parameters.All.GetValueOrDefault("BGCOLOR"));
        }
        catch (ServiceException)
        {
            return Color.White;
        }
    }

    private void Write(RasterCanvas canvas, string text)
    {
        if (fonts.Find() is not { } font)
            return;
        var path = new PathBuffer();
        var y = Margin + TextSize;
        foreach (var line in Lines(font, text, canvas.Width - 2 * Margin))
        {
            TextLine.AddOutlines(font, TextSize, line, path, Affine.Translation(Margin, y));
            y += LineHeight;
        }

        canvas.Fill(path, new Color(176, 0, 32), FillRule.NonZero);
    }

    private static IEnumerable<string> Lines(Font font, string text, double width)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            var longer = line.Length == 0 ? word : line + " " + word;
            if (line.Length > 0 && TextLine.Measure(font, TextSize, longer) > width)
            {
                yield return line;
                longer = word;
            }

            line = longer;
        }

        yield return line;
    }
}
