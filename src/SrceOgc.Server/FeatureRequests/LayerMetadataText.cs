using System.Globalization;
using SrceOgc.Server.Catalogs;

namespace SrceOgc.Server.FeatureRequests;

/// <summary>What a downloaded file says of its layer, for whoever finds it on a disk in five years.</summary>
internal static class LayerMetadataText
{
    public static string Of(CatalogLayer layer) => string.Join('\n', Lines(layer).Where(line => line.Length > 0));

    private static IEnumerable<string> Lines(CatalogLayer layer)
    {
        yield return layer.Abstract.French;
        yield return layer.Description.Attribution is { } source ? $"Source : {source}." : "";
        yield return layer.License.Length > 0 ? $"Licence : {layer.License.TrimEnd('.')}." : "";
        yield return string.Create(CultureInfo.InvariantCulture,
            $"Version {layer.Publication.Version} du jeu « {layer.Publication.Dataset} », publiée le "
            + $"{layer.Publication.Published:yyyy-MM-dd}.");
    }
}
