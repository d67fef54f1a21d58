using System.Globalization;
using System.Text;
using NetTopologySuite.Geometries;

namespace SrceOgc.Rendering.Styles.Expressions;

/// <summary>Geometries as QGIS writes WKT.</summary>
internal static class ShapeText
{
    public static string Write(Geometry geometry, int places)
    {
        var result = new StringBuilder();
        Whole(geometry, places, result);
        return result.ToString();
    }

    private static void Whole(Geometry geometry, int places, StringBuilder result)
    {
        var hasZ = geometry.Coordinates.Length > 0 && !double.IsNaN(geometry.Coordinates[0].Z);
        var hasM = geometry.Coordinates.Length > 0 && !double.IsNaN(geometry.Coordinates[0].M);
        result.Append(Name(geometry)).Append(hasZ && hasM ? " ZM" : hasZ ? " Z" : hasM ? " M" : "").Append(' ');
        if (geometry.IsEmpty)
            result.Append("EMPTY");
        else
            Body(geometry, places, result);
    }

    private static string Name(Geometry geometry) => geometry switch
    {
        Point => "Point",
        LineString => "LineString",
        Polygon => "Polygon",
        MultiPoint => "MultiPoint",
        MultiLineString => "MultiLineString",
        MultiPolygon => "MultiPolygon",
        _ => "GeometryCollection",
    };

    private static void Body(Geometry geometry, int places, StringBuilder result)
    {
        result.Append('(');
        switch (geometry)
        {
            case Point or LineString:
                Positions(geometry.Coordinates, places, result);
                break;
            case Polygon polygon:
                Body(polygon.ExteriorRing, places, result);
                foreach (var hole in polygon.InteriorRings)
                {
                    result.Append(',');
                    Body(hole, places, result);
                }

                break;
            default:
                for (var i = 0; i < geometry.NumGeometries; i++)
                {
                    result.Append(i > 0 ? "," : "");
                    if (geometry.GeometryType == Geometry.TypeNameGeometryCollection)
                        Whole(geometry.GetGeometryN(i), places, result);
                    else
                        Body(geometry.GetGeometryN(i), places, result);
                }

                break;
        }

        result.Append(')');
    }

    private static void Positions(Coordinate[] coordinates, int places, StringBuilder result)
    {
        for (var i = 0; i < coordinates.Length; i++)
        {
            result.Append(i > 0 ? ", " : "").Append(Number(coordinates[i].X, places)).Append(' ').Append(Number(coordinates[i].Y, places));
            if (!double.IsNaN(coordinates[i].Z))
                result.Append(' ').Append(Number(coordinates[i].Z, places));
            if (!double.IsNaN(coordinates[i].M))
                result.Append(' ').Append(Number(coordinates[i].M, places));
        }
    }

    private static string Number(double value, int places)
    {
        var text = value.ToString($"F{places}", CultureInfo.InvariantCulture);
        text = text.Contains('.', StringComparison.Ordinal) ? text.TrimEnd('0').TrimEnd('.') : text;
        return text == "-0" ? "0" : text;
    }
}
