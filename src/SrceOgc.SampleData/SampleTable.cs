using System.Text;
using NetTopologySuite.Geometries;
using SrceOgc.Features.GeoPackages;
using SrceOgc.Features.Layers;

namespace SrceOgc.SampleData;

/// <summary>A layer of the sample: its columns, and rows as they will be written.</summary>
internal sealed class SampleTable(string name, string title, string description, string geometryType, params GeoPackageColumn[] columns)
{
    private static readonly GeoPackageSrs Lambert93 = new(2154, "EPSG", 2154, "RGF93 v1 / Lambert-93",
        "PROJCS[\"RGF93 v1 / Lambert-93\",GEOGCS[\"RGF93 v1\",DATUM[\"Reseau_Geodesique_Francais_1993_v1\",SPHEROID[\"GRS 1980\","
            + "6378137,298.257222101]],PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]],"
            + "PROJECTION[\"Lambert_Conformal_Conic_2SP\"],PARAMETER[\"latitude_of_origin\",46.5],PARAMETER[\"central_meridian\",3],"
            + "PARAMETER[\"standard_parallel_1\",49],PARAMETER[\"standard_parallel_2\",44],PARAMETER[\"false_easting\",700000],"
            + "PARAMETER[\"false_northing\",6600000],UNIT[\"metre\",1],AUTHORITY[\"EPSG\",\"2154\"]]");

    private readonly List<(Geometry Shape, object?[] Values)> _rows = [];

    public IEnumerable<Geometry> Geometries => _rows.Select(r => r.Shape);

    public static GeoPackageColumn Text(string name, string title, int length = 0) => new(name, title, FieldKind.Text, length);

    public static GeoPackageColumn Typed(FieldKind kind, string name, string title) => new(name, title, kind, 0);

    /// <summary>Values: string, double, long, bool, DateOnly or null, one a column.</summary>
    public void Add(Geometry shape, params object?[] values) => _rows.Add((shape, values));

    public void Write(GeoPackageWriter file)
    {
        using var table = file.CreateTable(new(name, title, description, "geom", geometryType, false, Lambert93, columns));
        for (var row = 0; row < _rows.Count; row++)
        {
            var (shape, values) = _rows[row];
            table.Begin(row + 1);
            table.Geometry(row + 1, Cast(shape));
            for (var i = 0; i < values.Length; i++)
                Write(table, i, values[i]);
            table.End();
        }
    }

    private Geometry Cast(Geometry shape) => (geometryType, shape) switch
    {
        ("MULTIPOLYGON", Polygon polygon) => Shapes.Factory.CreateMultiPolygon([polygon]),
        ("MULTILINESTRING", LineString line) => Shapes.Factory.CreateMultiLineString([line]),
        _ => shape,
    };

    private static void Write(GeoPackageTableWriter table, int column, object? value) => table.Value(column, value switch
    {
        string text => FieldValue.Of(Encoding.UTF8.GetBytes(text)),
        double number => FieldValue.Of(number),
        long whole => FieldValue.Of(whole),
        bool flag => FieldValue.Of(flag),
        DateOnly date => FieldValue.OfDays(date.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber),
        _ => FieldValue.Null,
    });
}
