using NetTopologySuite.Geometries;
using SrceOgc.Features.Filters.Literals;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.ReferenceSystems;

namespace SrceOgc.Features.Filters.Readers;

/// <summary>Reads Well-Known Text, with PostGIS's "SRID=2154;" prefix and CQL's ENVELOPE and BBOX; Z and M are dropped.</summary>
internal sealed class WktReader(CqlLexer lexer, FilterBuilder builder)
{
    private CrsName _crs = builder.DefaultCrs;
    private bool _isNamed;
    private int _depth;
    private int _vertices;

    private static GeometryFactory Factory => WkbGeometryReader.Factory;

    public static bool Starts(CqlToken token) => token.Kind == CqlTokenKind.Name && token.Text.ToUpperInvariant() is
        "SRID" or "POINT" or "LINESTRING" or "POLYGON" or "MULTIPOINT" or "MULTILINESTRING" or "MULTIPOLYGON" or "GEOMETRYCOLLECTION" or "ENVELOPE" or "BBOX";

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
        if (++_depth > FilterLimits.Depth)
            throw new FilterException($"Géométrie trop profonde : au plus {FilterLimits.Depth} niveaux.", $"Geometry too deep: at most {FilterLimits.Depth} levels.");
        var type = lexer.Next().Text.ToUpperInvariant();
        if (lexer.Current.Is("Z") || lexer.Current.Is("M") || lexer.Current.Is("ZM"))
            lexer.Next();
        Geometry geometry = type switch
        {
            "POINT" => Factory.CreatePoint(ReadPoint()),
            "LINESTRING" => ReadLine(),
            "POLYGON" => ReadPolygon(),
            "MULTIPOINT" => Factory.CreateMultiPoint([.. ReadList(() => Factory.CreatePoint(ReadMember()))]),
            "MULTILINESTRING" => Factory.CreateMultiLineString([.. ReadList(ReadLine)]),
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

    private LineString ReadLine()
    {
        var positions = ReadList(ReadPosition);
        return positions.Count >= 2 ? Factory.CreateLineString([.. positions]) : throw new FilterException(
            "Une ligne attend au moins deux positions.",
            "A line takes at least two positions.");
    }

    private Polygon ReadPolygon()
    {
        var rings = ReadList(() => CreateRing(ReadList(ReadPosition)));
        return Factory.CreatePolygon(rings[0], [.. rings.Skip(1)]);
    }

    private static LinearRing CreateRing(List<Coordinate> positions) =>
        positions.Count >= 4 && positions[0].Equals2D(positions[^1])
            ? Factory.CreateLinearRing([.. positions])
            : throw new FilterException(
                "Un anneau attend au moins quatre positions, la dernière égale à la première.",
                "A ring takes at least four positions, the last equal to the first.");

    private Coordinate ReadPosition()
    {
        if (++_vertices > FilterLimits.Vertices)
            throw new FilterException(
                $"Géométrie trop détaillée : au plus {FilterLimits.Vertices} sommets dans un filtre.",
                $"Geometry too detailed: at most {FilterLimits.Vertices} vertices in a filter.");
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
            throw new FilterException("Une enveloppe attend le minimum, puis le maximum.", "An envelope takes the least, then the greatest.");
        return Factory.ToGeometry(new(low, high));
    }
}
