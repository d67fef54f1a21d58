using SrceOgc.Rendering.Images;
using SrceOgc.Rendering.Rasterization;

namespace SrceOgc.Rendering.Maps;

/// <summary>A finished map. Its pixels are borrowed: dispose of it once it is encoded.</summary>
public sealed class RenderedMap(DrawingTools tools, DrawingToolsPool pool) : IDisposable
{
    private DrawingTools? _tools = tools;

    public PixelBuffer Image => Tools.Canvas.Image;

    private DrawingTools Tools => _tools ?? throw new ObjectDisposedException(nameof(RenderedMap));

    public void Encode(ImageFormat format, ByteSink sink)
    {
        pool.Forget(Tools.FinishDrawing());
        switch (format)
        {
            case ImageFormat.Png:
                Tools.Png.Write(Image, sink);
                break;
            case ImageFormat.Png8:
                Tools.Png.WriteReduced(Image, sink);
                break;
            default:
                Tools.Jpeg.Write(Image, sink);
                break;
        }
    }

    public void Dispose()
    {
        if (_tools is not { } tools)
            return;
        _tools = null;
        pool.Return(tools);
    }
}
