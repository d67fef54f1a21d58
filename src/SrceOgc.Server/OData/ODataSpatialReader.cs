using Microsoft.OData.UriParser;
using Microsoft.Spatial;
using SrceOgc.Features.Expressions.Cql;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Layers;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Features.Texts;

namespace SrceOgc.Server.OData;

/// <summary>
/// geo.intersects and geo.distance between the geometry of the layer and a literal. A geography is in longitudes and
/// latitudes and its distances are metres; a geometry is in the system of its SRID, or without one in the layer's own.
/// </summary>
internal sealed class ODataSpatialReader(ODataExpressionReader expressions)
{
    private const string NoSystem = "SRID=0;";

    private FilterBuilder Builder => expressions.Builder;

    public Filter ReadIntersects(QueryNode one, QueryNode other)
    {
        var (property, literal, _) = Operands(one, other);
        return Builder.Spatial(SpatialOperator.Intersects, property, literal);
    }

    /// <summary>Null when neither side is a distance. The very edge counts as near, whichever operator is used.</summary>
    public Filter? TryReadDistance(ComparisonOperator comparison, QueryNode left, QueryNode right, bool negated)
    {
        if (right is SingleValueFunctionCallNode { Name: "geo.distance" })
            return TryReadDistance(comparison.Converse(), right, left, negated);
        if (left is not SingleValueFunctionCallNode { Name: "geo.distance" } call)
            return null;
        var arguments = call.Parameters.Select(ODataExpressionReader.Bare).ToArray();
        if (arguments.Length != 2 || expressions.Read(right) is not LiteralExpression limit || !limit.Value.TryGetNumber(out var distance))
            throw new FilterException(
                "geo.distance attend deux géométries et se compare à un nombre.",
                "geo.distance takes two geometries and compares with a number.");
        var (property, literal, isGeography) = Operands(arguments[0], arguments[1]);
        var near = comparison switch
        {
            ComparisonOperator.Less or ComparisonOperator.LessOrEqual => true,
            ComparisonOperator.Greater or ComparisonOperator.GreaterOrEqual => false,
            _ => throw FilterException.Unsupported("geo.distance se compare par lt, le, gt ou ge.",
                "geo.distance compares by lt, le, gt or ge."),
        };
        var filter = Builder.Spatial(near != negated ? SpatialOperator.WithinDistance : SpatialOperator.BeyondDistance, property, literal,
            distance, isGeography ? "m" : null);
        return negated ? Builder.Or([filter, Builder.IsNull(property)]) : filter;
    }

    private (Expression Property, LiteralGeometry Literal, bool IsGeography) Operands(QueryNode one, QueryNode other) =>
        (one, other) switch
        {
            (ConstantNode { Value: ISpatial spatial }, not ConstantNode) => (expressions.Read(other), Read(spatial), spatial is Geography),
            (not ConstantNode, ConstantNode { Value: ISpatial spatial }) => (expressions.Read(one), Read(spatial), spatial is Geography),
            _ => throw new FilterException(
                "Une fonction geo. attend la géométrie de la couche et une valeur geography'…' ou geometry'…'.",
                "A geo. function takes the layer's geometry and a value geography'…' or geometry'…'."),
        };

    private LiteralGeometry Read(ISpatial spatial)
    {
        using var text = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);
        var formatter = WellKnownTextSqlFormatter.Create();
        if (spatial is Geography geography)
            formatter.Write(geography, text);
        else
            formatter.Write((Geometry)spatial, text);
        var written = text.ToString();
        var literal = new WktReader(
            new CqlLexer(written.StartsWith(NoSystem, StringComparison.Ordinal) ? written[NoSystem.Length..] : written), Builder).Read();
        return spatial is Geography && literal.Crs is null ? literal with { Crs = CrsRegistry.Standard.LonLat } : literal;
    }
}
