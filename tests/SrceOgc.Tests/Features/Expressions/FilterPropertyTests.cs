using FsCheck;
using FsCheck.Fluent;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using SrceOgc.Features.Expressions.Evaluation;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;
using Envelope = SrceOgc.Features.Geometries.Envelope;

namespace SrceOgc.Tests.Features.Expressions;

/// <summary>
/// Random geometries on a small grid, where touching, crossing and sharing corners are common, against what
/// NetTopologySuite says of them; random conditions against three-valued logic written the plain way.
/// </summary>
public sealed class FilterPropertyTests
{
    private static readonly GeometryFactory Factory = new();

    private static readonly FeatureType Type =
        MemorySource.TypeOf("t", GeometryFamily.Mixed, ("a", FieldKind.Integer), ("b", FieldKind.Text));

    private static readonly Gen<Coordinate> Positions =
        from x in Gen.Choose(0, 12)
        from y in Gen.Choose(0, 12)
        select new Coordinate(x, y);

    private static readonly Gen<Geometry> Shapes = Gen.OneOf(
        Positions.Select(p => (Geometry)Factory.CreatePoint(p)),
        Positions.ArrayOf(3).Where(p => p.Distinct().Count() > 1).Select(p => (Geometry)Factory.CreateLineString(p)),
        Positions.ArrayOf(5).Select(Hull).Where(g => g is Polygon),
        from shell in Positions.ArrayOf(6).Select(Hull).Where(g => g is Polygon { Area: > 30 })
        select shell.Difference(shell.Centroid.Buffer(1, 1)),
        Positions.ArrayOf(3).Select(p => (Geometry)Factory.CreateMultiPointFromCoords(p)),
        from one in Positions.ArrayOf(4).Select(Hull)
        from two in Positions.ArrayOf(4).Select(Hull)
        let union = one.Union(two)
        where union.OgcGeometryType != OgcGeometryType.GeometryCollection
        select union);

    private static readonly Gen<Geometry> Rectangles =
        from a in Positions
        from width in Gen.Choose(1, 8)
        from height in Gen.Choose(1, 8)
        select Factory.ToGeometry(new(a.X, a.X + width, a.Y, a.Y + height));

    [Fact]
    public void A_rectangle_meets_wkb_exactly_when_NetTopologySuite_says_so() =>
        Check.One(Settings(4000), Prop.ForAll(
            (from shape in Shapes from box in Rectangles select (shape, box)).ToArbitrary(),
            pair => WkbRectangle.Intersects(Wkb(pair.shape), Bounds(pair.box)) == pair.shape.Intersects(pair.box)));

    [Fact]
    public void Every_spatial_operator_answers_as_NetTopologySuite() =>
        Check.One(Settings(4000), Prop.ForAll(
            (from shape in Shapes
             from literal in Gen.OneOf(Shapes, Rectangles)
             from spatial in Gen.Elements(Enum.GetValues<SpatialOperator>())
             from negated in Gen.Elements(true, false)
             select (shape, literal, spatial, negated)).ToArbitrary(),
            x =>
            {
                Filter filter = new SpatialFilter(x.spatial, x.literal, 2);
                return Matches(x.negated ? new NotFilter(filter) : filter,
                    new MemoryFeature(1, x.shape, null, null)) == (Expected(x.spatial, x.shape, x.literal) != x.negated);
            }));

    [Fact]
    public void No_match_lies_outside_the_window_of_its_filter() =>
        Check.One(Settings(1000), Prop.ForAll(
            (from shape in Shapes
             from first in SpatialFilters()
             from second in SpatialFilters()
             from isAnd in Gen.Elements(true, false)
             select (shape, filter: isAnd ? (Filter)new AndFilter([first, second]) : new OrFilter([first, second]))).ToArbitrary(),
            x => !Matches(x.filter, new MemoryFeature(1, x.shape, null, null)) || FilterWindow.Of(x.filter) is not { } window
                || window.Intersects(Bounds(x.shape))));

    [Fact]
    public void Conditions_follow_three_valued_logic() =>
        Check.One(Settings(4000), Prop.ForAll(
            (from filter in Conditions(4)
             from a in Gen.Elements<object?>(null, 1L, 2L, 3L)
             from b in Gen.Elements<object?>(null, "x", "été", "z")
             select (filter, feature: new MemoryFeature(7, null, a, b))).ToArbitrary(),
            x => Matches(x.filter, x.feature) == (Evaluate(x.filter, x.feature) == true)));

    private static Gen<SpatialFilter> SpatialFilters() =>
        from literal in Gen.OneOf(Shapes, Rectangles)
        from spatial in Gen.Elements(Enum.GetValues<SpatialOperator>())
        select new SpatialFilter(spatial, literal, 1);

    private static Gen<Filter> Conditions(int depth) => depth == 0 ? Leaves() : Gen.OneOf(
        Leaves(),
        Conditions(depth - 1).Select(filter => (Filter)new NotFilter(filter)),
        Conditions(depth - 1).ArrayOf(2).Select(filters => (Filter)new AndFilter(filters)),
        Conditions(depth - 1).ArrayOf(3).Select(filters => (Filter)new OrFilter(filters)));

    private static Gen<Filter> Leaves() => Gen.OneOf(
        from comparison in Gen.Elements(Enum.GetValues<ComparisonOperator>())
        from value in Gen.Choose(1, 3)
        select (Filter)new ComparisonFilter(comparison, new FieldExpression(0, Type.Fields[0]), LiteralExpression.Of((long)value)),
        from comparison in Gen.Elements(Enum.GetValues<ComparisonOperator>())
        from value in Gen.Elements("x", "été", "z")
        select (Filter)new ComparisonFilter(comparison, new FieldExpression(1, Type.Fields[1]), LiteralExpression.Of(value)),
        Gen.Elements(0, 1).Select(field => (Filter)new IsNullFilter(new FieldExpression(field, Type.Fields[field]))),
        Gen.Elements(7L, 8L).Select(id => (Filter)new IdFilter([id])));

    private static bool? Evaluate(Filter filter, MemoryFeature feature) => filter switch
    {
        NotFilter not => !Evaluate(not.Operand, feature),
        AndFilter and => and.Operands.Select(operand => Evaluate(operand, feature)).Aggregate((bool?)true, (x, y) => x & y),
        OrFilter or => or.Operands.Select(operand => Evaluate(operand, feature)).Aggregate((bool?)false, (x, y) => x | y),
        IsNullFilter { Operand: FieldExpression field } => feature.Values[field.Index] is null,
        IdFilter ids => ids.Ids.Contains(feature.Id),
        ComparisonFilter { Left: FieldExpression field, Right: LiteralExpression literal } comparison => feature.Values[field.Index] switch
        {
            long number => Holds(comparison.Operator, number.CompareTo(literal.Bits)),
            string text => Holds(comparison.Operator, string.CompareOrdinal(text, literal.Text)),
            _ => null,
        },
        _ => throw new InvalidOperationException(),
    };

    private static bool Holds(ComparisonOperator comparison, int order) => comparison switch
    {
        ComparisonOperator.Equal => order == 0,
        ComparisonOperator.NotEqual => order != 0,
        ComparisonOperator.Less => order < 0,
        ComparisonOperator.LessOrEqual => order <= 0,
        ComparisonOperator.Greater => order > 0,
        _ => order >= 0,
    };

    private static bool Expected(SpatialOperator spatial, Geometry a, Geometry b) => spatial switch
    {
        SpatialOperator.Intersects => a.Intersects(b),
        SpatialOperator.Disjoint => a.Disjoint(b),
        SpatialOperator.Contains => a.Contains(b),
        SpatialOperator.Within => a.Within(b),
        SpatialOperator.Touches => a.Touches(b),
        SpatialOperator.Crosses => a.Crosses(b),
        SpatialOperator.Overlaps => a.Overlaps(b),
        SpatialOperator.Equals => a.EqualsTopologically(b),
        SpatialOperator.WithinDistance => a.Distance(b) <= 2,
        _ => a.Distance(b) > 2,
    };

    private static bool Matches(Filter filter, MemoryFeature feature)
    {
        using var cursor = new MemoryCursor([feature]);
        cursor.MoveNext();
        return FilterPredicate.Compile(filter).Matches(cursor);
    }

    private static Geometry Hull(Coordinate[] positions) => Factory.CreateMultiPointFromCoords(positions).ConvexHull();

    private static byte[] Wkb(Geometry geometry) => new WKBWriter(NetTopologySuite.IO.ByteOrder.LittleEndian, false).Write(geometry);

    private static Envelope Bounds(Geometry geometry)
    {
        var bounds = geometry.EnvelopeInternal;
        return new Envelope(bounds.MinX, bounds.MinY, bounds.MaxX, bounds.MaxY);
    }

    /// <summary>A fixed seed: a failure today is a failure tomorrow.</summary>
    private static Config Settings(int count) =>
        Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(new Replay(new Rnd(20_190_501, 7), FSharpNone));

    private static Microsoft.FSharp.Core.FSharpOption<int> FSharpNone => Microsoft.FSharp.Core.FSharpOption<int>.None;
}
