using SrceOgc.Features.Geometries;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Catalogs;

namespace SrceOgc.Server.Qgis;

/// <summary>A layer as one entry of a QGIS project: where it is read from, and the identifier the tree and the layer share.</summary>
internal sealed record QgisLayer(CatalogLayer Layer, QgisMode Mode, string PublicUrl, Language Language)
{
    /// <summary>Stands in a file of its own: the tree's entry repeats where the layer is read from.</summary>
    public bool IsAlone { get; init; }

    /// <summary>Stands in a project beside the same layer as features, which holds what is said only once.</summary>
    public bool IsTwin { get; init; }

    /// <summary>Whether a project opens with it on.</summary>
    public bool IsShown { get; init; } = true;

    /// <summary>Another layer of the same file has its title.</summary>
    public bool IsHomonym { get; init; }

    /// <summary>The file the layer is read from, for <see cref="QgisMode.File"/>; columns are called there as they were
    /// delivered.</summary>
    public string? FileName { get; init; }

    /// <summary>The system of that file.</summary>
    public string? FileCrs { get; init; }

    /// <summary>QGIS replaces identifiers of ten characters or fewer by its own, and then finds no layer for the tree's entry.</summary>
    public string Id => $"srceogc_{Layer.Name}_{Mode.Key}";

    public string Title => IsHomonym ? $"{Layer.Title.In(Language)} ({Layer.Publication.Dataset})" : Layer.Title.In(Language);

    public string Crs => !Layer.IsSpatial ? "" : FileCrs ?? Layer.Crs.Code;

    public string Source => Mode.Key switch
    {
        "fichier" => $"./{FileName}|layername={Layer.Name}",
        "wms" => $"contextualWMSLegend=0&crs={Crs}&dpiMode=7&featureCount=10&format=image/png&layers={Layer.Name}&styles="
            + $"&url={PublicUrl}/wms",
        "wfs" => $"pagingEnabled='true' preferCoordinatesForWfsT11='false' restrictToRequestBBOX='1'{Srs} typename='srce:{Layer.Name}' "
            + $"url='{PublicUrl}/wfs' version='2.0.0' table=\"\"",
        _ => $"pagingEnabled='true' restrictToRequestBBOX='1'{Srs} typename='{Layer.Name}' url='{PublicUrl}/ogc' table=\"\"",
    };

    /// <summary>QGIS's names of geometry types, which spare it a request to find out.</summary>
    public string GeometryType => Layer.Type.Family switch
    {
        GeometryFamily.Point => "Point",
        GeometryFamily.Line => "Line",
        GeometryFamily.Polygon => "Polygon",
        GeometryFamily.Mixed => "UnknownGeometry",
        _ => "No geometry",
    };

    public string WkbType => Layer.Type.Family switch
    {
        GeometryFamily.Point => Layer.Type.IsMulti ? "MultiPoint" : "Point",
        GeometryFamily.Line => "MultiLineString",
        GeometryFamily.Polygon => "MultiPolygon",
        GeometryFamily.Mixed => "Unknown",
        _ => "NoGeometry",
    };

    private string Srs => Layer.IsSpatial ? $" srsname='{Crs}'" : "";
}
