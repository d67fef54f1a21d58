using SrceOgc.Features.Layers;

namespace SrceOgc.Server.OData;

/// <summary>The names an entity has beside those of its fields: the first ones that are free.</summary>
internal sealed record EntityNames(string Key, string Geometry, string GeometryText)
{
    public static EntityNames Of(FeatureType type) =>
        new(Free(type, "fid"), type.GeometryName, type.HasGeometry ? Free(type, type.GeometryName + "_wkt") : "");

    private static string Free(FeatureType type, string name)
    {
        while (type.IndexOf(name) >= 0 || name == type.GeometryName)
            name += "_";
        return name;
    }
}
