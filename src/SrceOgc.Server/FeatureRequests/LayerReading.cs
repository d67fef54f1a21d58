using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Formats.Writing;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Features.Texts;
using SrceOgc.Rendering.StyleFormats.Qml;
using SrceOgc.Server.Catalogs;

namespace SrceOgc.Server.FeatureRequests;

/// <summary>What every protocol that hands out features does with a layer.</summary>
internal static class LayerReading
{
    /// <summary>The systems a client may name: those of the server, and the layer's own.</summary>
    public static CrsRegistry Systems(this CatalogLayer layer) =>
        CrsRegistry.Standard.Find(layer.Crs.Srid) is null ? CrsRegistry.Standard.With([layer.Crs]) : CrsRegistry.Standard;

    /// <summary>How the features of a layer will be written; files get the layer's notice and styles too.</summary>
    public static LayerSelection Select(this CatalogLayer layer, IReadOnlyList<int> fields, bool withGeometry, CrsName crs,
        AxisOrderRule axisOrder) =>
        new(layer.Type, layer.Title.French, fields, withGeometry, CrsTransform.Between(layer.Crs, crs.Crs), crs,
            crs.IsNorthingFirst(axisOrder))
        {
            Description = LayerMetadataText.Of(layer),
            Metadata = () => SavedMetadata.Of(layer),
            Styles = layer.IsSpatial ? layer.Styles.Select(style => new StyleText(style.Name, Qml(layer, style), style.Sld)) : [],
        };

    /// <summary>As QGIS wrote it; else written for QGIS, in the names of the columns, which a file has.</summary>
    private static string Qml(CatalogLayer layer, CatalogStyle style)
    {
        if (style.Qml is { } delivered)
            return delivered;
        var written = QmlWriter.Write(style.Style, layer.Type.Family);
        FieldNaming.Undo(written, layer.Type);
        return "<!DOCTYPE qgis>\n" + written;
    }

    /// <param name="layer">Where names are looked up.</param>
    /// <param name="tally">Of the request.</param>
    /// <param name="defaultCrs">Of a geometry that names none.</param>
    /// <param name="axisOrder">Of the protocol.</param>
    public static FilterBuilder Filters(this CatalogLayer layer, FilterTally tally, CrsName defaultCrs, AxisOrderRule axisOrder) =>
        new(layer.Type, layer.Crs, layer.Systems(), defaultCrs, axisOrder, tally);

    /// <summary>Reads a condition; what is wrong with it is said of the parameter it came in.</summary>
    public static T ForParameter<T>(string parameter, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (FilterException fault)
        {
            throw new ServiceException(fault.IsImpossible ? "OperationProcessingFailed" : fault.IsUnsupported
                ? "OptionNotSupported" : "InvalidParameterValue", parameter, new(fault.French, fault.English));
        }
    }
}
