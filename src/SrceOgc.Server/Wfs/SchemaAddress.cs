using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Wfs;

/// <summary>The address of the schema of some layers, which collections point to.</summary>
internal static class SchemaAddress
{
    public static string Of(ServiceRequest request, WfsVersion version, IReadOnlyList<CatalogLayer> layers) =>
        $"{request.PublicUrl}/wfs?SERVICE=WFS&VERSION={version.Number}&REQUEST=DescribeFeatureType"
            + $"&{version.TypesParameter}={string.Join(',', layers.Select(layer => $"{WfsNames.Prefix}:{layer.Name}").Distinct())}";
}
