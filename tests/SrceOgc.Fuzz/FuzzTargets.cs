namespace SrceOgc.Fuzz;

/// <summary>Every reader of what strangers send and stewards deliver.</summary>
internal static class FuzzTargets
{
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        GeometryTargets.Wkb, .. FilterTargets.All, .. StyleTargets.All, FileTargets.GeoPackage, FileTargets.SingleLayer,
            FileTargets.LayerFile, RequestTargets.Kvp, RequestTargets.OData, RequestTargets.Xml,
    ];
}
