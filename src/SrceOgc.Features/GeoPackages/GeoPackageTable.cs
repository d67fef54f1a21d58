using SrceOgc.Features.Layers;
using SrceOgc.Features.Texts;

namespace SrceOgc.Features.GeoPackages;

/// <summary>A column as the file declares it; <paramref name="Title"/> is its alias in gpkg_data_columns, else its name.</summary>
public sealed record GeoPackageColumn(string Name, string Title, FieldKind Kind, int MaxLength);

/// <summary>How a spatial reference system is declared in gpkg_spatial_ref_sys.</summary>
public sealed record GeoPackageSrs(int Id, string Organization, int OrganizationId, string Name, string Definition);

/// <summary>
/// A table of features or attributes. <paramref name="KeyColumn"/> is its integer primary key, or null;
/// <paramref name="GeometryColumn"/> and <paramref name="Srs"/> are null for attributes.
/// </summary>
public sealed record GeoPackageTable(
    string Name,
    string Title,
    string Description,
    string? KeyColumn,
    string? GeometryColumn,
    string GeometryType,
    GeoPackageSrs? Srs,
    IReadOnlyList<GeoPackageColumn> Columns)
{
    /// <summary>Columns of geometries beside the one that is read: the standard allows one a table (12-128r17, requirement 30).</summary>
    public IReadOnlyList<string> OtherGeometries { get; init; } = [];
}

/// <summary>A row of layer_styles, QGIS's own table.</summary>
public sealed record GeoPackageStyle(string Table, string Name, string Description, bool IsDefault, string? Qml, string? Sld,
    string Updated);

/// <summary>A listed table that cannot be read, and why, in French.</summary>
public sealed record UnreadableTable(string Name, Text Reason);
