using System.Diagnostics.CodeAnalysis;

namespace SrceOgc.Features.LayerFiles.Format;

/// <summary>A layer file is not what was written: nothing of it is shown until it is built anew.</summary>
public sealed class DamagedLayerException(string layer) : Exception($"The file of layer {layer} is damaged.")
{
    /// <summary>Its public name; empty when only a place in its file is known to be wrong.</summary>
    public string Layer => layer;

    [DoesNotReturn]
    public static void ThrowOutside() => throw new DamagedLayerException("");
}
