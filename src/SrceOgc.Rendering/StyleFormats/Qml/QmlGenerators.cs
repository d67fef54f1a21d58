using SrceOgc.Rendering.Styles.Symbolizers;

namespace SrceOgc.Rendering.StyleFormats.Qml;

/// <summary>Geometry generators: the few expressions that name a part of the geometry are drawn, others are not.</summary>
internal static class QmlGenerators
{
    public static List<Symbolizer> Read(QmlLayer layer)
    {
        var expression = layer.Properties.Text("geometryModifier");
        if (Source(expression) is { } source)
            return [.. layer.ReadSub().Select(symbolizer => source == GeometrySource.Feature ? symbolizer : symbolizer with { Source = source })];
        layer.Losses.Refuse($"générateur de géométrie « {QmlContext.Shorten(expression)} »", "non dessiné");
        return [];
    }

    private static GeometrySource? Source(string expression)
    {
        var compact = string.Concat(expression.Where(c => !char.IsWhiteSpace(c))).ToLowerInvariant().Replace("@geometry", "$geometry", StringComparison.Ordinal);
        return compact switch
        {
            "$geometry" => GeometrySource.Feature,
            "centroid($geometry)" => GeometrySource.Centroid,
            "point_on_surface($geometry)" or "pole_of_inaccessibility($geometry)" => GeometrySource.PointOnSurface,
            "start_point($geometry)" => GeometrySource.StartPoint,
            "end_point($geometry)" => GeometrySource.EndPoint,
            "nodes_to_points($geometry)" => GeometrySource.Vertices,
            "boundary($geometry)" => GeometrySource.Feature,
            "exterior_ring($geometry)" => GeometrySource.ExteriorRing,
            _ => null,
        };
    }
}
