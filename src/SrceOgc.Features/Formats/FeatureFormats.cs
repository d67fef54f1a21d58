using SrceOgc.Features.Formats.GeoJson;
using SrceOgc.Features.Formats.GeoPackages;
using SrceOgc.Features.Formats.Gml;
using SrceOgc.Features.Formats.Kml;
using SrceOgc.Features.Formats.Shapefiles;
using SrceOgc.Features.Formats.Spreadsheets;
using SrceOgc.Features.Formats.Tables;
using SrceOgc.Features.ReferenceSystems;

namespace SrceOgc.Features.Formats;

/// <summary>The table of the formats features are given in; what it names may see files and encodings, which do not see each
/// other.</summary>
public static class FeatureFormats
{
    public static readonly FeatureFormat Gml32 = new(
        "gml32", "application/gml+xml; version=3.2", "gml", context => Gml(context, GmlDialect.Gml32),
        "application/gml+xml", "text/xml; subtype=gml/3.2", "text/xml; subtype=gml/3.2.1", "gml3.2", "text/xml", "application/xml", "gml");

    public static readonly FeatureFormat Gml31 = new(
        "gml3", "text/xml; subtype=gml/3.1.1", "gml", context => Gml(context, GmlDialect.Gml31),
        "application/gml+xml; version=3.1", "text/xml; subtype=gml/3.1.1/profiles/gmlsf/1.0.0/0", "gml31", "gml311", "gml3.1",
            "text/xml; subtype=gml/3.1", "text/gml; subtype=gml/3.1.1");

    public static readonly FeatureFormat Gml21 = new(
        "gml2", "text/xml; subtype=gml/2.1.2", "gml", context => Gml(context, GmlDialect.Gml21),
        "application/gml+xml; version=2.1", "text/gml; subtype=gml/2.1.2", "gml212", "gml2.1.2");

    public static readonly FeatureFormat GeoJson = new(
        "geojson", "application/geo+json", "geojson", context => new GeoJsonEncoder(context.Output, context.GeoJson),
        "application/json", "json", "application/vnd.geo+json", "application/json; subtype=geojson", "text/geojson", "text/json",
            "text/x-json", "geo+json")
    {
        AlsoAnnounced = "application/json",
    };

    public static readonly FeatureFormat Csv =
        new("csv", "text/csv", "csv", context => new CsvEncoder(context.Output, withByteOrderMark: false))
        {
            IsSingleLayer = true,
            IsWhole = true,
        };

    /// <summary>For spreadsheets, which read accents wrong without the mark.</summary>
    public static readonly FeatureFormat CsvWithMark =
        new("csv-bom", "text/csv; charset=utf-8; bom=true", "csv", context =>
        new CsvEncoder(context.Output, withByteOrderMark: true), "excel")
        {
            IsSingleLayer = true,
            IsWhole = true,
        };

    public static readonly FeatureFormat Kml =
        new("kml", "application/vnd.google-earth.kml+xml", "kml", context =>
        new KmlEncoder(context.Output), "application/kml+xml", "application/vnd.google-earth.kml", "text/kml")
        {
            IsWhole = true,
            OnlySrid = CrsRegistry.LonLatSrid,
        };

    public static readonly FeatureFormat GeoPackage =
        new("gpkg", "application/geopackage+sqlite3", "gpkg", context => new GeoPackageEncoder(context.Output), "geopackage",
        "application/x-gpkg", "application/geopackage+vnd.sqlite3", "application/geopackage", "application/x-geopackage")
        {
            IsWhole = true,
            IsBinary = true,
        };

    public static readonly FeatureFormat Shapefile =
        new("shape-zip", "application/zip", "zip", context => new ShapefileEncoder(context.Output), "shapefile", "shp", "shapezip", "shape",
        "shp-zip", "application/x-shapefile", "application/x-zipped-shp", "application/vnd.shp", "application/shapefile")
        {
            IsWhole = true,
            IsBinary = true,
        };

    public static readonly FeatureFormat Spreadsheet =
        new("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", context =>
        new SpreadsheetEncoder(context.Output), "excel2007", "application/xlsx")
        {
            IsWhole = true,
            IsBinary = true,
        };

    public static IReadOnlyList<FeatureFormat> All { get; } =
        [Gml32, Gml31, Gml21, GeoJson, GeoPackage, Shapefile, Csv, CsvWithMark, Spreadsheet, Kml];

    public static FeatureFormat? Find(string asked) => All.FirstOrDefault(format => format.Answers(asked));

    /// <summary>All of them, the default of a version first.</summary>
    public static IEnumerable<FeatureFormat> Announced(FeatureFormat first) => All.Where(format => format != first).Prepend(first);

    private static GmlFeatureEncoder Gml(EncodingContext context, GmlDialect dialect) =>
        new(context.Output, dialect, context.Prefix, context.NamespaceUri);
}
