using SrceOgc.Features.Geometries;

namespace SrceOgc.Features.Layers;

/// <summary>What a value of a field is. The order is part of the publication format.</summary>
public enum FieldKind : byte
{
    Null,
    Boolean,
    Integer,
    Real,
    Text,
    Date,
    DateTime,
    Blob,
}

/// <summary>A field: <paramref name="Name"/> is an ASCII NCName, unique in its feature type whatever the case; <paramref name="Title"/> is
/// the column's name or alias as the steward wrote it.</summary>
public sealed record Field(string Name, string Column, string Title, FieldKind Kind, bool Nullable, int MaxLength);

/// <summary>
/// The shape of a layer's features: its fields in source order and its geometry.
/// <paramref name="GeometryName"/> is an ASCII NCName, empty when there is no geometry.
/// <paramref name="IsMulti"/>: any feature has more than one part.
/// </summary>
public sealed record FeatureType(
    string Name,
    string GeometryName,
    GeometryFamily Family,
    bool IsMulti,
    bool HasZ,
    int Srid,
    Envelope Extent,
    long Count,
    IReadOnlyList<Field> Fields)
{
    /// <summary>The column of the source table that holds identifiers; null where the table had none: they are then called fid.</summary>
    public string? KeyColumn { get; init; }

    public bool HasGeometry => Family != GeometryFamily.None;

    /// <summary>Whether this name means the identifier: no field is called so, and the key column is, or it is fid, which QGIS shows for
    /// it.</summary>
    public bool IsKey(string name) =>
        IndexOf(name) < 0 && !name.Equals(GeometryName, StringComparison.OrdinalIgnoreCase)
        && (name.Equals("fid", StringComparison.OrdinalIgnoreCase) || name.Equals(KeyColumn, StringComparison.OrdinalIgnoreCase));

    /// <summary>The index of the field of this name (as published, or as the steward's column is called), or -1.</summary>
    public int IndexOf(string name)
    {
        for (var i = 0; i < Fields.Count; i++)
            if (string.Equals(Fields[i].Name, name, StringComparison.Ordinal))
                return i;
        for (var i = 0; i < Fields.Count; i++)
            if (string.Equals(Fields[i].Column, name, StringComparison.OrdinalIgnoreCase)
                || string.Equals(Fields[i].Name, name, StringComparison.OrdinalIgnoreCase))
                return i;
        return -1;
    }
}
