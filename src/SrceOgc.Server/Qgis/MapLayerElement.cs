using System.Xml.Linq;
using SrceOgc.Server.Catalogs;

namespace SrceOgc.Server.Qgis;

/// <summary>The <c>maplayer</c> element of a project or a layer definition: everything QGIS needs to know of a layer, so that it asks the
/// server nothing it could have been told.</summary>
internal static class MapLayerElement
{
    /// <summary>Which version of the data and of the style was embedded, for "update my project".</summary>
    public const string VersionProperty = "srceogc/version";

    public const string StyleProperty = "srceogc/style";

    public const string NameProperty = "srceogc/couche";

    public static XElement Of(QgisLayer entry) => entry.Mode.IsVector ? Vector(entry) : Raster(entry);

    private static XElement Vector(QgisLayer entry) => new("maplayer",
        new XAttribute("type", "vector"), new XAttribute("geometry", entry.GeometryType), new XAttribute("wkbType", entry.WkbType),
            new XAttribute("refreshOnNotifyEnabled", 0),
        Common(entry),
        new XElement("provider", new XAttribute("encoding", "UTF-8"), entry.Mode.Provider),
        entry.Layer.IsSpatial ? EmbeddedStyle.Of(entry.Layer, entry.FileName is not null) : []);

    private static XElement Raster(QgisLayer entry) => new("maplayer",
        new XAttribute("type", "raster"),
        Common(entry),
        new XElement("provider", entry.Mode.Provider),
        new XElement("pipe", new XElement("rasterrenderer", new XAttribute("type", "singlebandcolordata"), new XAttribute("band", 1),
            new XAttribute("opacity", 1), new XAttribute("alphaBand", -1))),
        new XElement("blendMode", 0));

    private static IEnumerable<XObject> Common(QgisLayer entry)
    {
        var layer = entry.Layer;
        yield return new XElement("id", entry.Id);
        yield return new XElement("datasource", entry.Source);
        yield return new XElement("layername", entry.Title);
        yield return new XElement("shortname", layer.Name);
        if (layer.IsSpatial)
        {
            yield return new XElement("srs", ProjectCrs.Of(entry.Crs));
            if (!layer.Type.Extent.IsEmpty && entry.FileName is null)
                yield return LayerMetadata.Extent("extent", layer.Type.Extent);
            if (!entry.IsTwin && entry.FileName is null && LayerMetadata.GeographicExtent(entry) is { } degrees)
                yield return degrees;
        }

        yield return entry.IsTwin ? LayerMetadata.OfTwin(entry) : LayerMetadata.Of(entry);
        yield return Properties(entry);
    }

    /// <summary>A picture is identified by the pages of the service, which say what values mean: of itself QGIS asks for bare
    /// values.</summary>
    private static XElement Properties(QgisLayer entry) => new("customproperties", new XElement("Option", new XAttribute("type", "Map"),
        entry.Mode.IsVector ? null : Property("identify/format", "Html"),
        Property(NameProperty, entry.Layer.Name), Property(VersionProperty, entry.Layer.Version),
        Property(StyleProperty, entry.Layer.DefaultStyle.Version)));

    private static XElement Property(string name, string value) =>
        new("Option", new XAttribute("type", "QString"), new XAttribute("name", name), new XAttribute("value", value));
}
