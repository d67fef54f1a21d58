using NetTopologySuite.Geometries;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Features.Texts;

namespace SrceOgc.Features.Expressions.Cql;

/// <summary>Reads Well-Known Text, with PostGIS's "SRID=2154;" prefix and CQL's ENVELOPE and BBOX; Z and M are dropped.</summary>
public sealed class WktReader(CqlLexer lexer, FilterBuilder builder)
{
    private CrsName _crs = builder.DefaultCrs;
    private bool _isNamed;
    private int _depth;

    private static GeometryFactory Factory => LiteralShapes.Factory;

    public static bool Starts(CqlToken token) => token.Kind == CqlTokenKind.Name && token.Text.ToUpperInvariant() is
        "SRID" or "POINT" or "LINESTRING" or "POLYGON" or "MULTIPOINT" or "MULTILINESTRING" or "MULTIPOLYGON" or "GEOMETRYCOLLECTION"
            or "ENVELOPE" or "BBOX";

    public LiteralGeometry Read()
    {
        if (lexer.Skip("SRID"))
            ReadSrid();
        return new LiteralGeometry(ReadGeometry(), _isNamed ? _crs.Crs : null);
    }

    private void ReadSrid()
    {
        lexer.Expect("=");
        var code = "EPSG:" + lexer.Next().Text;
        if (!CrsName.TryParse(code, builder.Registry, out _crs))
            throw new FilterException(
                $"Système de coordonnées inconnu dans le filtre : SRID={GivenText.Shortened(code[5..])}.",
                $"Unknown CRS in the filter: SRID={GivenText.Shortened(code[5..])}.");
        _isNamed = true;
        lexer.Expect(";");
    }

    private Geometry ReadGeometry()
    {
        LiteralShapes.RequireDepth(++_depth);
        var type = lexer.Next().Text.ToUpperInvariant();
        if (lexer.Current.Is("Z") || lexer.Current.Is("M") || lexer.Current.Is("ZM"))
            lexer.Next();
        Geometry geometry = type switch
        {
            "POINT" => Factory.CreatePoint(ReadPoint()),
            "LINESTRING" => LiteralShapes.Line(ReadList(ReadPosition)),
            "POLYGON" => ReadPolygon(),
            "MULTIPOINT" => Factory.CreateMultiPoint([.. ReadList(() => Factory.CreatePoint(ReadMember()))]),
            "MULTILINESTRING" => Factory.CreateMultiLineString([.. ReadList(() => LiteralShapes.Line(ReadList(ReadPosition)))]),
            "MULTIPOLYGON" => Factory.CreateMultiPolygon([.. ReadList(ReadPolygon)]),
            "GEOMETRYCOLLECTION" => Factory.CreateGeometryCollection([.. ReadList(ReadGeometry)]),
            "ENVELOPE" => ReadEnvelope(isCorners: false),
            "BBOX" => ReadEnvelope(isCorners: true),
            _ => throw lexer.Unexpected("géométrie WKT attendue", "WKT geometry expected"),
        };
        _depth--;
        return geometry;
    }

    private List<T> ReadList<T>(Func<T> read)
    {
        var items = new List<T>();
        lexer.Expect("(");
        do
            items.Add(read());
        while (lexer.Skip(","));
        lexer.Expect(")");
        return items;
    }

    private Coordinate ReadPoint()
    {
        lexer.Expect("(");
        var position = ReadPosition();
        lexer.Expect(")");
        return position;
    }

    /// <summary>MULTIPOINT is written with or without parentheses around each point.</summary>
    private Coordinate ReadMember() => lexer.Current.Is("(") ? ReadPoint() : ReadPosition();

    private Polygon ReadPolygon()
    {
        var rings = ReadList(() => LiteralShapes.Ring(ReadList(ReadPosition)));
        return Factory.CreatePolygon(rings[0], [.. rings.Skip(1)]);
    }

    private Coordinate ReadPosition()
    {
        builder.Tally.CountVertices(1);
        var (first, second) = (lexer.ReadNumber(), lexer.ReadNumber());
        for (var extra = 0; extra < 2 && !lexer.Current.Is(",") && !lexer.Current.Is(")"); extra++)
            lexer.ReadNumber();
        return Position(first, second);
    }

    private Coordinate Position(double first, double second) =>
        double.IsFinite(first) && double.IsFinite(second)
            ? _crs.IsNorthingFirst(builder.AxisOrder) ? new Coordinate(second, first) : new Coordinate(first, second)
            : throw new FilterException("Coordonnée infinie dans un filtre.", "Infinite coordinate in a filter.");

    /// <summary>ENVELOPE(x1, x2, y1, y2) is ECQL's; BBOX(x1, y1, x2, y2) is CQL2's.</summary>
    private Geometry ReadEnvelope(bool isCorners)
    {
        var n = ReadList(lexer.ReadNumber);
        if (n.Count != 4)
            throw new FilterException("Une enveloppe attend quatre nombres.", "An envelope takes four numbers.");
        var (low, high) = isCorners ? (Position(n[0], n[1]), Position(n[2], n[3])) : (Position(n[0], n[2]), Position(n[1], n[3]));
        if (low.X > high.X || low.Y > high.Y)
            throw new FilterException("Une enveloppe attend le minimum, puis le maximum.",
                "An envelope takes the least, then the greatest.");
        return Factory.ToGeometry(new(low, high));
    }
}
