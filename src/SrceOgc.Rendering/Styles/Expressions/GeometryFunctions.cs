using System.Buffers.Binary;
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
        var wkb = context.Feature.Geometry;
        return wkb.Length < 5 ? FieldValue.Null : (BinaryPrimitives.ReadUInt32LittleEndian(wkb[1..]) % 1000) switch
        {
            1 or 4 => FieldValue.Of("Point"u8),
            2 or 5 => FieldValue.Of("Line"u8),
            3 or 6 => FieldValue.Of("Polygon"u8),
            7 => OfMember(context.Member),
            _ => FieldValue.Null,
        };
    }

    private static FieldValue OfMember(int member) => member switch
    {
        1 => FieldValue.Of("Point"u8),
        2 => FieldValue.Of("Line"u8),
        3 => FieldValue.Of("Polygon"u8),
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
