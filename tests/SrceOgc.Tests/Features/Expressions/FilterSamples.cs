using NetTopologySuite.IO;
using SrceOgc.Features.Expressions.Cql;
using SrceOgc.Features.Expressions.Fes;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;
using SrceOgc.Features.ReferenceSystems;

namespace SrceOgc.Tests.Features.Expressions;

/// <summary>A handful of features with accents, nulls, dates and every geometry family, and the ways to filter them.</summary>
internal static class FilterSamples
{
    public static readonly MemorySource Source = new(
        MemorySource.TypeOf("corridor", GeometryFamily.Mixed, ("nom", FieldKind.Text), ("longueur", FieldKind.Real),
            ("rang", FieldKind.Integer), ("actif", FieldKind.Boolean), ("releve", FieldKind.Date), ("modifie", FieldKind.DateTime)),
        new(1, Wkt("POINT(10 10)"), "Forêt de Mormal", 12.5, 1, true, new DateOnly(2019, 5, 1),
            new DateTime(2019, 5, 1, 10, 0, 0, DateTimeKind.Utc)),
        new(2, Wkt("LINESTRING(0 0, 100 100)"), "MARAIS ÉTÉ", 3.0, 2, false, new DateOnly(2020, 1, 1), null),
        new(3, Wkt("POLYGON((20 20, 60 20, 60 60, 20 60, 20 20),(30 30, 50 30, 50 50, 30 50, 30 30))"), "marais été", 7.25, 3, null, null,
            null),
        new(4, Wkt("MULTIPOINT((200 200),(300 300))"), null, null, null, true, new DateOnly(2018, 12, 31), null),
        new(5, null, "L'Haÿ_100%", -4.0, 02, false, new DateOnly(2021, 7, 14), null));

    public static FilterBuilder Builder(string crs = "EPSG:2154", AxisOrderRule rule = AxisOrderRule.BySpelling, double reach = 0)
    {
        Assert.True(CrsName.TryParse(crs, CrsRegistry.Standard, out var name));
        var type = reach > 0 ? Source.Type with { Extent = new(-reach, -reach, reach, reach) } : Source.Type;
        return new FilterBuilder(type, CrsRegistry.Standard.Lambert93, CrsRegistry.Standard, name, rule);
    }

    /// <summary>The identifiers that match, as "1,2".</summary>
    public static string Ids(Filter filter)
    {
        using var cursor = Source.Open(new FeatureQuery { Filter = filter });
        var ids = new List<long>();
        while (cursor.MoveNext())
            ids.Add(cursor.Id);
        return string.Join(",", ids);
    }

    public static string Cql(string text) => Ids(CqlReader.Read(text, Builder()));

    /// <summary>A condition in FES 2.0, without its Filter element.</summary>
    public static string Fes(string condition, string crs = "EPSG:2154") => Ids(FesFilterReader.Read(
        $"""<fes:Filter xmlns:fes="http://www.opengis.net/fes/2.0" xmlns:gml="http://www.opengis.net/gml/3.2">{condition}</fes:Filter>""",
            Builder(crs)));

    private static NetTopologySuite.Geometries.Geometry Wkt(string text) => new WKTReader().Read(text);
}
