using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;
using SrceOgc.Rendering.StyleFormats;
using SrceOgc.Rendering.StyleFormats.Sld;
using SrceOgc.Rendering.Styles;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Server.Maps;

/// <summary>How selected features look (SELECTION): the yellow of QGIS over what the layer's style has drawn, whatever that is.</summary>
internal static class SelectionStyle
{
    private const string Descriptor = """
        <StyledLayerDescriptor version="1.1.0" xmlns="http://www.opengis.net/sld" xmlns:se="http://www.opengis.net/se"><NamedLayer>
        <se:Name/><UserStyle><se:Name>selection</se:Name>
        <se:FeatureTypeStyle><se:Rule>SYMBOLIZER</se:Rule></se:FeatureTypeStyle></UserStyle></NamedLayer></StyledLayerDescriptor>
        """;

    private const string Stroke =
        """<se:Stroke><se:SvgParameter name="stroke">#ffff00</se:SvgParameter><se:SvgParameter name="stroke-width">WIDTH"""
        + """</se:SvgParameter></se:Stroke>""";

    private static readonly string Point =
        """<se:PointSymbolizer><se:Graphic><se:Mark><se:WellKnownName>circle</se:WellKnownName><se:Fill><se:SvgParameter """
            + """name="fill">#ffff00</se:SvgParameter></se:Fill></se:Mark><se:Size>9</se:Size></se:Graphic></se:PointSymbolizer>""";

    private static readonly string Line = $"<se:LineSymbolizer>{Stroke.Replace("WIDTH", "3")}</se:LineSymbolizer>";

    private static readonly string Polygon =
        $"""<se:PolygonSymbolizer><se:Fill><se:SvgParameter name="fill">#ffff00</se:SvgParameter><se:SvgParameter """
            + $"""name="fill-opacity">0.7</se:SvgParameter></se:Fill>{Stroke.Replace("WIDTH", "1.5")}</se:PolygonSymbolizer>""";

    public static Style Of(FeatureType type)
    {
        var symbolizer = type.Family switch
        {
            GeometryFamily.Point => Point,
            GeometryFamily.Line => Line,
            GeometryFamily.Polygon => Polygon,
            _ => Polygon + Line,
        };
        var sent = SldReader.ReadLayers(StyleXml.Load(Descriptor.Replace("SYMBOLIZER", symbolizer)))[0].Styles[0];
        return SldReader.Read("selection", sent, new SldContext(type, new StyleLosses()));
    }
}
