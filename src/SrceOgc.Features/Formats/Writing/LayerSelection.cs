using SrceOgc.Features.Layers;
using SrceOgc.Features.ReferenceSystems;

namespace SrceOgc.Features.Formats.Writing;

/// <summary>A style as QGIS or an SLD reader knows it, for files that carry styles.</summary>
public sealed record StyleText(string Name, string? Qml, string? Sld);

/// <summary>
/// What of a layer goes into an answer, and how: the fields asked for, in schema order, whether the geometry is among
/// them, and the reference system under the name the client gave it.
/// </summary>
public sealed record LayerSelection(
    FeatureType Type, string Title, IReadOnlyList<int> Fields, bool WithGeometry, CrsTransform Transform, CrsName Crs, bool NorthingFirst)
{
    /// <summary>What files say of the layer: abstract, licence, version.</summary>
    public string Description { get; init; } = "";

    /// <summary>The same for QGIS, as it keeps metadata with a table; null where there are none.</summary>
    public Func<string>? Metadata { get; init; }

    /// <summary>The default first.</summary>
    public IEnumerable<StyleText> Styles { get; init; } = [];

    /// <summary>
    /// The system's name in GML. Longitude, latitude under the name EPSG:4326 is read the other way round by clients that follow the
    /// authority: it is written as what it is, CRS:84.
    /// </summary>
    public string GmlCrsName =>
        Crs is { Crs.Srid: 4326, Spelling: CrsSpelling.Code } && !NorthingFirst ? CrsRegistry.Standard.LonLat.Urn : Crs.ToString();

    public FixedDecimals Decimals { get; } = new(Crs.Crs.Decimals);

    /// <summary>The whole layer in a system.</summary>
    public static LayerSelection All(FeatureType type, string title, Crs source, CrsName target, AxisOrderRule axisOrder) => new(
        type, title, [.. Enumerable.Range(0, type.Fields.Count)], type.HasGeometry,
        CrsTransform.Between(source, target.Crs), target, target.IsNorthingFirst(axisOrder));
}
