using SrceOgc.Rendering.Styles.Symbolizers;

namespace SrceOgc.Rendering.Styles.Expressions;

/// <summary>QGIS's names with a sign: <c>$area</c>, <c>@map_scale</c>…</summary>
internal static class SpecialNames
{
    public static StyleExpression Special(string name) => name.ToLowerInvariant() switch
    {
        "$area" => new GeometryMeasure(Measure.Area),
        "$length" => new GeometryMeasure(Measure.Length),
        "$perimeter" => new GeometryMeasure(Measure.Perimeter),
        "$x" => new GeometryMeasure(Measure.X),
        "$y" => new GeometryMeasure(Measure.Y),
        "$id" => new FeatureIdentifier(),
        "$geometry" => FeatureGeometry.Instance,
        "$currentfeature" => new FeatureItself(),
        "$scale" => new ScaleDenominator(),
        "$now" => FunctionCatalog.Call("now", []),
        "$pi" => Literal.Of(Math.PI),
        _ => throw new ExpressionException($"« {name} » n'est pas connu du serveur"),
    };

    public static StyleExpression Variable(string name) => name.ToLowerInvariant() switch
    {
        "map_scale" => new ScaleDenominator(),
        "id" => new FeatureIdentifier(),
        "geometry" => FeatureGeometry.Instance,
        "feature" => new FeatureItself(),
        "pi" => Literal.Of(Math.PI),
        "geometry_part_count" or "geometry_part_num" or "symbol_layer_count" or "symbol_layer_index" => Literal.Of(1L),
        _ => throw new ExpressionException($"la variable « @{name} » n'est pas connue du serveur"),
    };
}
