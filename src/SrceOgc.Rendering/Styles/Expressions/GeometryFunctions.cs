using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;
using SrceOgc.Rendering.Styles.Symbolizers;

namespace SrceOgc.Rendering.Styles.Expressions;

internal enum Measure : byte
{
    Area,
    Length,
    Perimeter,
    X,
    Y,
    XMin,
    XMax,
    YMin,
    YMax,
    Parts,
    Points,
}

/// <summary>The feature's geometry.</summary>
internal sealed record FeatureGeometry : ObjectExpression
{
    public static readonly FeatureGeometry Instance = new();

    public override object? ObjectOf(EvaluationContext context) => context.Geometry();
}

/// <summary>A number taken from the geometry as it is drawn, planar, in the layer's CRS.</summary>
internal sealed record GeometryMeasure(Measure Measure) : StyleExpression
{
    public override FieldValue Evaluate(EvaluationContext context)
    {
        if (context.Feature.Geometry.IsEmpty)
            return FieldValue.Null;
        var bounds = context.Feature.Bounds;
        return Measure switch
        {
            Measure.XMin => FieldValue.Of(bounds.MinX),
            Measure.XMax => FieldValue.Of(bounds.MaxX),
            Measure.YMin => FieldValue.Of(bounds.MinY),
            Measure.YMax => FieldValue.Of(bounds.MaxY),
            _ => FieldValue.Of(OfShape(PlanarMeasures.Of(context.Feature.Geometry))),
        };
    }

    private double OfShape(PlanarMeasures measures) => Measure switch
    {
        Measure.Area => measures.Area,
        Measure.Length => measures.Length,
        Measure.Perimeter => measures.Perimeter,
        Measure.X => measures.CentroidX,
        Measure.Y => measures.CentroidY,
        Measure.Parts => measures.Parts,
        _ => measures.Points,
    };
}

/// <summary>QGIS <c>geometry_type()</c>: 'Point', 'Line' or 'Polygon', whether single or multiple.</summary>
internal sealed record GeometryTypeName : StyleExpression
{
    public override FieldValue Evaluate(EvaluationContext context)
    {
        return WkbCursor.TypeOf(context.Feature.Geometry) switch
        {
            WkbType.Point or WkbType.MultiPoint => FieldValue.Of("Point"u8),
            WkbType.LineString or WkbType.MultiLineString => FieldValue.Of("Line"u8),
            WkbType.Polygon or WkbType.MultiPolygon => FieldValue.Of("Polygon"u8),
            WkbType.GeometryCollection => OfMember(context.Member),
            _ => FieldValue.Null,
        };
    }

    private static FieldValue OfMember(WkbType member) => member switch
    {
        WkbType.Point => FieldValue.Of("Point"u8),
        WkbType.LineString => FieldValue.Of("Line"u8),
        WkbType.Polygon => FieldValue.Of("Polygon"u8),
        _ => FieldValue.Null,
    };
}

internal static class GeometryFunctions
{
    /// <summary>The functions of <c>$geometry</c> that need no object; null when this is none of them.</summary>
    public static StyleExpression? TryCall(string name, IReadOnlyList<StyleExpression> arguments)
    {
        if (arguments is not [FeatureGeometry])
            return null;
        return name.ToLowerInvariant() switch
        {
            "area" => new GeometryMeasure(Measure.Area),
            "length" => new GeometryMeasure(Measure.Length),
            "perimeter" => new GeometryMeasure(Measure.Perimeter),
            "x" => new GeometryMeasure(Measure.X),
            "y" => new GeometryMeasure(Measure.Y),
            "x_min" => new GeometryMeasure(Measure.XMin),
            "x_max" => new GeometryMeasure(Measure.XMax),
            "y_min" => new GeometryMeasure(Measure.YMin),
            "y_max" => new GeometryMeasure(Measure.YMax),
            "geometry_type" => new GeometryTypeName(),
            "num_points" => new GeometryMeasure(Measure.Points),
            _ => null,
        };
    }
}
