using System.Xml;
using NetTopologySuite.Geometries;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Features.Texts;

namespace SrceOgc.Features.Expressions.Fes;

/// <summary>
/// Reads the geometries of GML 2.1.2, 3.1.1 and 3.2 that filters carry, by local names (the three differ by namespace and
/// by a few element names, never by giving one name two meanings). Curves made of arcs are refused.
/// </summary>
internal sealed class GmlGeometryReader(XmlReader reader, FilterBuilder builder)
{
    private const string Namespace2And31 = "http://www.opengis.net/gml";
    private const string Namespace32 = "http://www.opengis.net/gml/3.2";

    private CrsName _crs = builder.DefaultCrs;
    private bool _isNamed;
    private int _dimension = 2;
    private int _depth;

    private static GeometryFactory Factory => LiteralShapes.Factory;

    public static bool IsGeometry(XmlReader reader) =>
        reader.NamespaceURI is Namespace2And31 or Namespace32 && reader.LocalName is not ("TimeInstant" or "TimePeriod" or "Null");

    /// <summary>The reader is on the geometry's element, and ends after it.</summary>
    public LiteralGeometry Read()
    {
        var geometry = ReadGeometry();
        return new LiteralGeometry(geometry, _isNamed ? _crs.Crs : null);
    }

    private Geometry ReadGeometry()
    {
        LiteralShapes.RequireDepth(++_depth);
        ReadAttributes();
        Geometry geometry = reader.LocalName switch
        {
            "Point" => Factory.CreatePoint(Single(ReadPositions())),
            "LineString" or "LineStringSegment" => LiteralShapes.Line(ReadPositions()),
            "LinearRing" => LiteralShapes.Ring(ReadPositions()),
            "Polygon" or "PolygonPatch" or "Rectangle" => ReadPolygon(),
            "Envelope" or "Box" => ReadEnvelope(),
            "Curve" => Factory.BuildGeometry(ReadMembers("segments", "LineStringSegment")),
            "Surface" => Factory.BuildGeometry(ReadMembers("patches", "PolygonPatch", "Rectangle", "polygonPatches")),
            "MultiPoint" => Factory.CreateMultiPoint([.. ReadMembers("pointMember", "pointMembers").OfType<Point>()]),
            "MultiLineString" or "MultiCurve" => Factory.BuildGeometry(ReadMembers("lineStringMember", "curveMember", "curveMembers")),
            "MultiPolygon" or "MultiSurface" => Factory.BuildGeometry(ReadMembers("polygonMember", "surfaceMember", "surfaceMembers")),
            "MultiGeometry" => Factory.CreateGeometryCollection([.. ReadMembers("geometryMember", "geometryMembers")]),
            _ => throw new FilterException(
                $"Géométrie <{GivenText.Shortened(reader.LocalName)}> non prise en charge dans un filtre.",
                $"Geometry <{GivenText.Shortened(reader.LocalName)}> is not supported in a filter."),
        };
        _depth--;
        return geometry;
    }

    /// <summary>srsName and srsDimension hold for everything inside; a part may repeat its parent's srsName, not change it.</summary>
    private void ReadAttributes()
    {
        if (reader.GetAttribute("srsName") is { Length: > 0 } name)
        {
            if (!CrsName.TryParse(name, builder.Registry, out var crs))
                throw new FilterException(
                    $"Système de coordonnées inconnu dans le filtre : « {GivenText.Shortened(name)} ».",
                    $"Unknown CRS in the filter: '{GivenText.Shortened(name)}'.");
            if (_isNamed && crs.Crs != _crs.Crs)
                throw new FilterException("Une géométrie ne peut pas mêler plusieurs systèmes de coordonnées.",
                    "One geometry cannot mix several CRS.");
            (_crs, _isNamed) = (crs, true);
        }
        if (reader.GetAttribute("srsDimension") is { } dimension)
            _dimension = dimension is "2" ? 2 : dimension is "3" ? 3 : throw new FilterException(
                $"srsDimension « {GivenText.Shortened(dimension)} » : 2 ou 3 attendu.",
                $"srsDimension '{GivenText.Shortened(dimension)}': 2 or 3 expected.");
    }

    /// <summary>The vertices directly under this element, whichever way they are written.</summary>
    private List<Coordinate> ReadPositions()
    {
        var positions = new List<Coordinate>();
        reader.ReadChildren(() =>
        {
            switch (reader.LocalName)
            {
                case "pos" or "posList" or "lowerCorner" or "upperCorner":
                    ReadAttributes();
                    Add(positions, CoordinateText.ReadNumbers(reader.ReadText()), _dimension);
                    break;
                case "coordinates":
                    ReadCoordinates(positions);
                    break;
                case "coord":
                    ReadCoord(positions);
                    break;
                case "pointProperty" or "pointRep":
                    reader.ReadChildren(() => positions.Add(ReadGeometry().Coordinate ?? throw Incomplete("Point")));
                    break;
                default:
                    throw new FilterException(
                        $"Élément <{GivenText.Shortened(reader.LocalName)}> inattendu dans une géométrie.",
                        $"Unexpected element <{GivenText.Shortened(reader.LocalName)}> in a geometry.");
            }
        });
        return positions;
    }

    private void ReadCoordinates(List<Coordinate> positions)
    {
        var decimalMark = Separator("decimal", '.');
        var coordinateSeparator = Separator("cs", ',');
        var tupleSeparator = Separator("ts", ' ');
        var numbers = CoordinateText.ReadTuples(reader.ReadText(), decimalMark, coordinateSeparator, tupleSeparator, out var dimension);
        Add(positions, numbers, Math.Max(dimension, 2));
    }

    private char Separator(string attribute, char fallback) => reader.GetAttribute(attribute) is { Length: > 0 } text ? text[0] : fallback;

    private void ReadCoord(List<Coordinate> positions)
    {
        var numbers = new List<double>();
        reader.ReadChildren(() => numbers.AddRange(CoordinateText.ReadNumbers(reader.ReadText())));
        Add(positions, numbers, numbers.Count == 3 ? 3 : 2);
    }

    private void Add(List<Coordinate> positions, List<double> numbers, int dimension)
    {
        if (numbers.Count == 0 || numbers.Count % dimension != 0)
            throw new FilterException(
                $"Nombre de coordonnées incorrect : {numbers.Count} pour une dimension {dimension}.",
                $"Wrong number of coordinates: {numbers.Count} for dimension {dimension}.");
        builder.Tally.CountVertices(numbers.Count / dimension);
        var flipped = _crs.IsNorthingFirst(builder.AxisOrder);
        for (var i = 0; i < numbers.Count; i += dimension)
            positions.Add(flipped ? new Coordinate(numbers[i + 1], numbers[i]) : new Coordinate(numbers[i], numbers[i + 1]));
    }

    private Polygon ReadPolygon()
    {
        LinearRing? shell = null;
        var holes = new List<LinearRing>();
        reader.ReadChildren(() =>
        {
            var isShell = reader.LocalName is "exterior" or "outerBoundaryIs";
            if (!isShell && reader.LocalName is not ("interior" or "innerBoundaryIs"))
                throw new FilterException(
                    $"Élément <{GivenText.Shortened(reader.LocalName)}> inattendu dans un polygone.",
                    $"Unexpected element <{GivenText.Shortened(reader.LocalName)}> in a polygon.");
            reader.ReadChildren(() =>
            {
                var ring = ReadGeometry() as LinearRing ?? throw new FilterException(
                    "Le contour d'un polygone doit être un LinearRing.",
                    "The boundary of a polygon must be a LinearRing.");
                if (isShell)
                    shell = ring;
                else
                    holes.Add(ring);
            });
        });
        return Factory.CreatePolygon(shell ?? throw Incomplete("Polygon"), [.. holes]);
    }

    private Geometry ReadEnvelope()
    {
        var corners = ReadPositions();
        if (corners.Count != 2 || corners[0].X > corners[1].X || corners[0].Y > corners[1].Y)
            throw new FilterException(
                "Une enveloppe attend deux coins : le minimum, puis le maximum.",
                "An envelope takes two corners: the least, then the greatest.");
        return Factory.ToGeometry(new(corners[0], corners[1]));
    }

    /// <summary>Parts, held directly or in one of these member elements.</summary>
    private List<Geometry> ReadMembers(params ReadOnlySpan<string> members)
    {
        var names = members.ToArray();
        var parts = new List<Geometry>();
        reader.ReadChildren(() =>
        {
            if (!names.Contains(reader.LocalName))
                throw new FilterException(
                    $"Élément <{GivenText.Shortened(reader.LocalName)}> inattendu dans une géométrie.",
                    $"Unexpected element <{GivenText.Shortened(reader.LocalName)}> in a geometry.");
            if (char.IsLower(reader.LocalName[0]))
                reader.ReadChildren(() => Flatten(ReadGeometry(), parts));
            else
                parts.Add(ReadGeometry());
        });
        return parts;
    }

    private static void Flatten(Geometry geometry, List<Geometry> parts)
    {
        for (var i = 0; i < geometry.NumGeometries; i++)
            parts.Add(geometry.GetGeometryN(i));
    }

    private static Coordinate Single(List<Coordinate> positions) =>
        positions.Count == 1 ? positions[0]
            : throw new FilterException("Un point attend une position et une seule.", "A point takes exactly one position.");

    private static FilterException Incomplete(string element) =>
        new($"Géométrie <{element}> incomplète.", $"Geometry <{element}> is incomplete.");
}
