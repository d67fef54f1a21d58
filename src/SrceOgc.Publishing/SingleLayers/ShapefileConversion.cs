using System.Globalization;
using System.Text;
using System.Text.Unicode;
using NetTopologySuite.IO.Esri;
using NetTopologySuite.IO.Esri.Dbf.Fields;
using NetTopologySuite.IO.Esri.Shapefiles.Readers;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.GeoPackages;
using SrceOgc.Features.Layers;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Features.Texts;

namespace SrceOgc.Publishing.SingleLayers;

/// <summary>
/// A Shapefile as a GeoPackage. Without .prj it is in the system of the layer it replaces. Texts are UTF-8 where .cpg says so, or where
/// they can be nothing else; else Windows-1252.
/// </summary>
internal static class ShapefileConversion
{
    /// <summary>Of its files, once unpacked.</summary>
    public const string Name = "formes";

    public static readonly string[] Extensions = [".shp", ".shx", ".dbf", ".prj", ".cpg"];

    private const int LongestProjection = 64 << 10;

    public static void Write(string folder, string path, GeoPackageTable served, List<Text> notes, RequestBudget budget)
    {
        foreach (var needed in new[] { ".shp", ".dbf" })
            if (!File.Exists(Part(folder, needed)))
                throw Wrong(new($"il manque le fichier {needed}", $"the file {needed} is missing"));
        try
        {
            WriteTable(folder, path, served, notes, budget);
        }
        catch (Exception fault) when (fault is not (GeoPackageException or OperationCanceledException or BudgetExceededException
            or UnauthorizedAccessException) && (fault is not IOException || fault is EndOfStreamException or InvalidDataException))
        {
            throw Wrong(Text.Same(fault.Message.TrimEnd('.')));
        }
    }

    private static void WriteTable(string folder, string path, GeoPackageTable served, List<Text> notes, RequestBudget budget)
    {
        // Latin-1 gives each byte as it is: which text it is, is decided value by value.
        var options = new ShapefileReaderOptions
        {
            Encoding = Encoding.Latin1,
            GeometryBuilderMode = GeometryBuilderMode.IgnoreInvalidShapes,
        };
        using var reader = Shapefile.OpenRead(Part(folder, ".shp"), options);
        var srs = System(folder, served, notes);
        var isUtf8 = File.Exists(Part(folder, ".cpg"))
            && File.ReadAllText(Part(folder, ".cpg")).Trim().Replace("-", "").ToUpperInvariant() is "UTF8" or "65001";
        GeoPackageColumn[] columns = [.. reader.Fields.Select(field => new GeoPackageColumn(field.Name, field.Name, KindOf(field), 0))];
        using var writer = new GeoPackageWriter(path, budget.Now);
        var type = TypeOf(reader.ShapeType, served);
        var draft = new GeoPackageDraft(served.Name, served.Name, "", served.GeometryColumn ?? "geom", type,
            reader.ShapeType.ToString().Contains('Z'), srs, columns);
        using (var table = writer.CreateTable(draft))
            for (long id = 1; reader.Read(); id++)
            {
                budget.Look();
                table.Begin(id);
                table.Geometry(id, GeometryShape.As(reader.Geometry, type));
                for (var i = 0; i < columns.Length; i++)
                    Add(table, i, reader.Fields[i].Value, isUtf8);
                table.End();
            }

        writer.Finish();
    }

    private static string TypeOf(ShapeType shape, GeoPackageTable served)
    {
        var name = shape.ToString();
        var family = name.StartsWith("Poly", StringComparison.Ordinal) ? name.StartsWith("PolyL", StringComparison.Ordinal)
            ? "LINESTRING" : "POLYGON" : "POINT";
        return served.GeometryType.EndsWith(family, StringComparison.Ordinal) ? served.GeometryType
            : name.StartsWith("Point", StringComparison.Ordinal) ? "POINT" : "MULTI" + family;
    }

    private static GeoPackageSrs System(string folder, GeoPackageTable served, List<Text> notes)
    {
        if (!File.Exists(Part(folder, ".prj")) && served.Srs is { } own)
        {
            notes.Add(new(
                $"le Shapefile n'a pas de fichier .prj : il est lu dans le système de la couche servie ({own.Name}).",
                $"the Shapefile has no .prj file: it is read in the system of the layer served ({own.Name})."));
            return own;
        }

        var definition = File.Exists(Part(folder, ".prj")) && new FileInfo(Part(folder, ".prj")).Length < LongestProjection
            ? File.ReadAllText(Part(folder, ".prj")) : "";
        return GeoPackageReferenceSystem.Resolve(CrsRegistry.Standard, 0, "", "", 0, definition) is { } crs
            ? new(crs.Srid, "EPSG", crs.Srid, crs.Title, CrsWellKnownText.Of(crs))
            : throw Wrong(new("son système de coordonnées (.prj) n'est pas reconnu", "its reference system (.prj) is not known"));
    }

    private static FieldKind KindOf(DbfField field) => field switch
    {
        DbfLogicalField => FieldKind.Boolean,
        DbfDateField => FieldKind.Date,
        DbfNumericInt32Field or DbfNumericInt64Field => FieldKind.Integer,
        DbfCharacterField => FieldKind.Text,
        _ => FieldKind.Real,
    };

    private static void Add(GeoPackageTableWriter table, int column, object? value, bool isUtf8) => table.Value(column, value switch
    {
        null => FieldValue.Null,
        bool boolean => FieldValue.Of(boolean),
        int integer => FieldValue.Of((long)integer),
        long integer => FieldValue.Of(integer),
        DateTime date => FieldValue.Of(Encoding.ASCII.GetBytes(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))),
        IConvertible number and not string => FieldValue.Of(number.ToDouble(CultureInfo.InvariantCulture)),
        _ => FieldValue.Of(Utf8Text(Encoding.Latin1.GetBytes($"{value}"), isUtf8)),
    });

    private static byte[] Utf8Text(byte[] bytes, bool isUtf8) =>
        isUtf8 || Utf8.IsValid(bytes) ? bytes : Encoding.UTF8.GetBytes(Windows1252.Decode(bytes));

    private static string Part(string folder, string extension) => Path.Combine(folder, Name + extension);

    private static GeoPackageException Wrong(Text reason) =>
        new(new Text($"Le Shapefile ne peut pas être lu : {reason.French}.", $"The Shapefile cannot be read: {reason.English}."));
}
