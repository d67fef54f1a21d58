using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using NetTopologySuite.Geometries;

namespace SrceOgc.Rendering.Styles.Expressions;

/// <summary>Simple geometries written in GML: points, lines, polygons and collections of them, x before y.</summary>
internal static class ShapeGml
{
    private const int DeepestNesting = 8;

    /// <summary>No DTD, nothing resolved, and no longer than a text may be.</summary>
    private static readonly XmlReaderSettings Hostile = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = TextScratch.MaxTextLength,
    };

    public static Geometry Read(string text)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(text), Hostile);
            return Of(XElement.Load(reader), 0) ?? throw new EvaluationFailure();
        }
        catch (XmlException)
        {
            throw new EvaluationFailure();
        }
    }

    private static Geometry? Of(XElement element, int depth)
    {
        var factory = GeometryFactory.Default;
        if (depth > DeepestNesting)
            return null;
        switch (element.Name.LocalName)
        {
            case "Point":
                return factory.CreatePoint(Positions(element)[0]);
            case "LineString" or "LinearRing":
                return factory.CreateLineString(Positions(element));
            case "Polygon":
                var rings = element.Descendants().Where(child => child.Name.LocalName == "LinearRing").Select(ring =>
                    factory.CreateLinearRing(Positions(ring))).ToArray();
                return rings.Length == 0 ? null : factory.CreatePolygon(rings[0], rings[1..]);
            default:
                var members = element.Elements().SelectMany(member => member.Elements()).Select(member =>
                    Of(member, depth + 1)).OfType<Geometry>().ToList();
                return members.Count == 0 ? null : ShapeChanges.Collected(members);
        }
    }

    private static Coordinate[] Positions(XElement element)
    {
        var texts = element.DescendantsAndSelf().Where(child => !child.HasElements).Select(child => child.Value);
        var isPairs = element.Descendants().Any(child => child.Name.LocalName == "coordinates");
        var numbers = string.Join(' ', texts).Split([' ', ',', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries)
            .Select(number => double.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture)).ToArray();
        var stride = !isPairs && element.Descendants().Any(child => (string?)child.Attribute("srsDimension") == "3") ? 3 : 2;
        return [.. Enumerable.Range(0, numbers.Length / stride).Select(i => new Coordinate(numbers[i * stride], numbers[i * stride + 1]))];
    }
}
