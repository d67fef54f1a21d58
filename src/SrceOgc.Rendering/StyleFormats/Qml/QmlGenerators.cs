using SrceOgc.Features.Geometries;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Rendering.StyleFormats.Qml;

/// <summary>Geometry generators: the few expressions that name a part of the geometry are drawn, others are not.</summary>
internal static class QmlGenerators
{
    public static List<Symbolizer> Read(QmlLayer layer)
    {
        var expression = layer.Properties.Text("geometryModifier");
        if (Source(expression) is { } source)
            return [.. layer.ReadSub().Select(symbolizer => source == GeometrySource.Feature ? symbolizer
                : symbolizer with { Source = source })];
        var losses = new StyleLosses { LayerNames = layer.Losses.LayerNames };
        if ((layer.Context with { Losses = losses }).TryParse(expression, "", "") is { IsObject: true } generated)
        {
            layer.Losses.IsVolatile |= losses.IsVolatile;
            layer.Losses.AsksForm |= losses.AsksForm;
            foreach (var loss in losses.All)
                layer.Losses.Approximate(loss.Feature, loss.Message);
            ReportUnits(layer);
            return [.. layer.ReadSub().Select(symbolizer => symbolizer with { Generated = generated })];
        }

        layer.Losses.Approximate($"générateur de géométrie « {QmlContext.Shorten(expression)} »", "symbole dessiné sur l'objet lui-même");
        return [.. layer.ReadSub().SelectMany(symbolizer => OnFeature(symbolizer, layer.Context.Type.Family))];
    }

    /// <summary>An expression may be meant in the picture's millimetres or pixels.</summary>
    private static void ReportUnits(QmlLayer layer)
    {
        if (layer.Properties.Text("units", "MapUnit") is not ("MapUnit" or ""))
            layer.Losses.Approximate("générateur de géométrie en unités de papier", "évalué en unités de carte");
    }

    /// <summary>
    /// Where the geometry that was meant is not to be had: fills and lines of points become discs of their colour, fills of lines lines.
    /// </summary>
    private static IEnumerable<Symbolizer> OnFeature(Symbolizer symbolizer, GeometryFamily family)
    {
        yield return symbolizer;
        var paint = symbolizer switch
        {
            PolygonSymbolizer { Fill: SolidFill fill } => fill.Paint,
            LineSymbolizer line => line.Stroke.Paint,
            _ => (Paint?)null,
        };
        if (paint is { } known && family is GeometryFamily.Point)
            yield return new PointSymbolizer(NearestSymbol.Disc(known)) { Size = Length.Millimetres(2) };
        else if (paint is { } fillPaint && family is GeometryFamily.Line && symbolizer is PolygonSymbolizer)
            yield return new LineSymbolizer(new Stroke { Paint = fillPaint, Width = Length.Millimetres(0.4) });
    }

    private static GeometrySource? Source(string expression)
    {
        var compact = string.Concat(expression.Where(c => !char.IsWhiteSpace(c))).ToLowerInvariant().Replace("@geometry", "$geometry",
            StringComparison.Ordinal);
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
