using SrceOgc.Rendering.Images;

namespace SrceOgc.Server.Maps;

/// <summary>What a map is answered as.</summary>
internal enum MapFormat
{
    Png,
    Png8,
    Jpeg,
    Pdf,
    Svg,
}

internal static class MapFormats
{
    public static bool IsVector(this MapFormat format) => format is MapFormat.Pdf or MapFormat.Svg;

    /// <summary>Of pixels.</summary>
    public static ImageFormat Image(this MapFormat format) => format switch
    {
        MapFormat.Png8 => ImageFormat.Png8,
        MapFormat.Jpeg => ImageFormat.Jpeg,
        _ => ImageFormat.Png,
    };
}
