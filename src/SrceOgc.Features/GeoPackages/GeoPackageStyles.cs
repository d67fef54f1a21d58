using System.Globalization;
using SrceOgc.Features.Budgets;

namespace SrceOgc.Features.GeoPackages;

/// <summary>
/// The styles QGIS wrote into a file. Their texts are counted by their lengths first, which SQLite knows without reading them; of each
/// layer so many are kept, the default before the others.
/// </summary>
public sealed class GeoPackageStyles
{
    private const string Columns = "f_table_name, styleName, description, useAsDefault, styleQML, styleSLD, update_time";

    private const string Measures =
        "rowid, f_table_name, coalesce(octet_length(styleQML), 0) + coalesce(octet_length(styleSLD), 0), useAsDefault";

    private static readonly GeoPackageStyles None = new([], new(SqliteNames.Comparer));

    private readonly List<GeoPackageStyle> _styles;
    private readonly Dictionary<string, int> _leftOut;

    private GeoPackageStyles(List<GeoPackageStyle> styles, Dictionary<string, int> leftOut) => (_styles, _leftOut) = (styles, leftOut);

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<GeoPackageStyle> All => _styles;

    public IReadOnlyList<GeoPackageStyle> Of(string table) => [.. All.Where(style => SqliteNames.Comparer.Equals(style.Table, table))];

    /// <summary>How many styles of a table are too long, or too many, and are left out.</summary>
    public int LeftOut(string table) => _leftOut.GetValueOrDefault(table);

    /// <exception cref="GeoPackageException">More rows than are allowed, or computed columns.</exception>
    public static GeoPackageStyles Read(SqliteFile file, GeoPackageCatalogue catalogue)
    {
        file.AllowValues(SqliteDefences.LongestCatalogueValue);
        if (!catalogue.CanRead("layer_styles", DeliveryLimits.Styles))
            return None;
        var leftOut = new Dictionary<string, int>(SqliteNames.Comparer);
        return new([.. Chosen(file, leftOut).Order().Select(row => One(file, row)).OfType<GeoPackageStyle>()], leftOut);
    }

    /// <summary>By itself, so that no text is read that is left out.</summary>
    private static GeoPackageStyle? One(SqliteFile file, long row)
    {
        using var rows = file.Query($"SELECT {Columns} FROM layer_styles WHERE rowid = CAST(?1 AS INTEGER)",
            row.ToString(CultureInfo.InvariantCulture));
        return rows.Read()
            ? new(rows.Text(0) ?? "", rows.Text(1) ?? "", rows.Text(2) ?? "", IsTrue(rows.Text(3)), rows.Text(4), rows.Text(5), rows.Text(6)
                ?? "")
            : null;
    }

    /// <summary>Row numbers of the styles to be read.</summary>
    private static HashSet<long> Chosen(SqliteFile file, Dictionary<string, int> leftOut)
    {
        var (chosen, counts, all) = (new HashSet<long>(), new Dictionary<string, int>(SqliteNames.Comparer), 0L);
        foreach (var (row, table, bytes, _) in Measured(file).OrderByDescending(style => style.IsDefault))
        {
            var count = counts.GetValueOrDefault(table);
            if (bytes > DeliveryLimits.StyleBytes || count == DeliveryLimits.StylesOfLayer || all + bytes > DeliveryLimits.AllStyleBytes)
            {
                leftOut[table] = leftOut.GetValueOrDefault(table) + 1;
                continue;
            }

            counts[table] = count + 1;
            all += bytes;
            chosen.Add(row);
        }

        return chosen;
    }

    private static List<(long Row, string Table, long Bytes, bool IsDefault)> Measured(SqliteFile file)
    {
        var found = new List<(long, string, long, bool)>();
        using var rows = file.Query($"SELECT {Measures} FROM layer_styles ORDER BY rowid");
        while (rows.Read())
            found.Add((rows.Integer(0), rows.Text(1) ?? "", rows.Integer(2), IsTrue(rows.Text(3))));
        return found;
    }

    /// <summary>QGIS has written booleans as 1, true, T and their like over the years.</summary>
    private static bool IsTrue(string? text) => text is "1" or "t" or "T" or "true" or "TRUE" or "True";
}
