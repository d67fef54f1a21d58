using SrceOgc.Features.Texts;

namespace SrceOgc.Features.GeoPackages;

/// <summary>A file that cannot be read as a GeoPackage, in words made for the steward.</summary>
public sealed class GeoPackageException(Text text, Exception? inner = null) : Exception(text.French, inner)
{
    public Text Text => text;
}
