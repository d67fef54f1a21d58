using System.Globalization;
using System.Xml.Linq;
using SrceOgc.Rendering.Styles;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Rendering.StyleFormats.Sld;

/// <summary>
/// Writes styles as SLD 1.1 with Symbology Encoding, for GetStyles and for clients that draw themselves. Lengths on paper become
/// pixels of 0.28 mm, SE's own; what SE cannot say (marks along dashes, frames of labels) is left out.
/// </summary>
public static class SldWriter
{
    public static readonly XNamespace Sld = "http://www.opengis.net/sld";
    public static readonly XNamespace Se = "http://www.opengis.net/se";
    private static readonly XNamespace Xsi = "http://www.w3.org/2001/XMLSchema-instance";

    /// <summary>Ours count scales at 96 dpi (<see cref="MapScale.Denominator"/>), SE at 0.28 mm a pixel.</summary>
    private const double StandardPixel = 0.28 / (25.4 / MapScale.DefaultDpi);

    public static XDocument Write(IEnumerable<(string Layer, IReadOnlyList<Style> Styles)> layers) => new(
        new XElement(Sld + "StyledLayerDescriptor",
            new XAttribute("version", "1.1.0"),
            new XAttribute(XNamespace.Xmlns + "se", Se),
            new XAttribute(XNamespace.Xmlns + "ogc", SldExpressionWriter.Ogc),
            new XAttribute(XNamespace.Xmlns + "xsi", Xsi),
            new XAttribute(Xsi + "schemaLocation",
                "http://www.opengis.net/sld http://schemas.opengis.net/sld/1.1.0/StyledLayerDescriptor.xsd"),
            layers.Select(layer => new XElement(Sld + "NamedLayer",
                new XElement(Se + "Name", layer.Layer),
                layer.Styles.Select((style, i) => UserStyle(style, i == 0))))));

    private static XElement UserStyle(Style style, bool isDefault) => new(Sld + "UserStyle",
        new XElement(Se + "Name", style.Name),
        new XElement(Se + "Description", new XElement(Se + "Title", style.Title)),
        isDefault ? new XElement(Sld + "IsDefault", "true") : null,
        style.Passes.Concat(style.Labels).Select(pass => FeatureTypeStyle(pass, style)));

    private static XElement FeatureTypeStyle(StylePass pass, Style style) => new(Se + "FeatureTypeStyle",
        pass.Rules.Where(rule => rule.Symbolizers.Count > 0).Select(rule => RuleElement(rule, style)));

    private static XElement RuleElement(Rule rule, Style style)
    {
        var scales = rule.Scales.And(style.Scales);
        return new(Se + "Rule",
            rule.Name.Length > 0 ? new XElement(Se + "Name", rule.Name) : null,
            rule.Title.Length > 0 ? new XElement(Se + "Description", new XElement(Se + "Title", rule.Title)) : null,
            rule.IsElse ? new XElement(Se + "ElseFilter") : rule.Filter is { } filter ? SldExpressionWriter.Filter(filter) : null,
            scales.Min > 0 ? new XElement(Se + "MinScaleDenominator", Number(scales.Min / StandardPixel)) : null,
            double.IsFinite(scales.Max) ? new XElement(Se + "MaxScaleDenominator", Number(scales.Max / StandardPixel)) : null,
            SldSymbolizerWriter.Write(rule.Symbolizers));
    }

    public static string Number(double value) => Math.Round(value, 4).ToString(CultureInfo.InvariantCulture);
}
