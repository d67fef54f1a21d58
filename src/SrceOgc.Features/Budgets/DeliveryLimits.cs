namespace SrceOgc.Features.Budgets;

/// <summary>
/// What a delivered GeoPackage may hold, counted before anything of it is read, joined or kept. What it may cost is another matter:
/// its rows and bytes are held against its size, its time against a <see cref="SrceOgc.Features.Budgets.RequestBudget"/>. Announced in
/// ogc/securite.md.
/// </summary>
public static class DeliveryLimits
{
    /// <summary>Rows of gpkg_contents, and of gpkg_geometry_columns.</summary>
    public const int Tables = 1_000;

    /// <summary>Rows of sqlite_master: tables, indexes, triggers, views.</summary>
    public const int SchemaObjects = 50_000;

    public const int ReferenceSystems = 20_000;

    /// <summary>Rows of gpkg_data_columns.</summary>
    public const int DescribedColumns = 100_000;

    /// <summary>Rows of layer_styles.</summary>
    public const int Styles = 5_000;

    /// <summary>Styles kept of one layer; the others are left out, and the report says so.</summary>
    public const int StylesOfLayer = 50;

    /// <summary>Bytes of one style, QML and SLD together.</summary>
    public const int StyleBytes = 8 << 20;

    /// <summary>Bytes of all styles of a file.</summary>
    public const long AllStyleBytes = 64 << 20;

    /// <summary>Characters of a name, title or description; what is longer is cut.</summary>
    public const int TextCharacters = 20_000;

    /// <summary>Bytes of a layer delivered as GeoJSON, which is held in memory whole.</summary>
    public const int GeoJsonBytes = 64 << 20;

    /// <summary>Different properties of a layer delivered as GeoJSON.</summary>
    public const int GeoJsonColumns = 1_000;

    /// <summary>Working time of a delivery of no size; each mebibyte adds <see cref="SecondsOfMebibyte"/>.</summary>
    public const double Seconds = 60;

    public const double SecondsOfMebibyte = 1;

    public static TimeSpan TimeFor(long bytes) => TimeSpan.FromSeconds(Seconds + SecondsOfMebibyte * bytes / (1 << 20));
}
