using System.Globalization;
using System.Xml.Linq;
using SrceOgc.Features.Geometries;
using SrceOgc.Rendering.Styles;
using SrceOgc.Rendering.Styles.Symbolizers;

namespace SrceOgc.Rendering.StyleFormats.Qml;

/// <summary>
/// Writes styles as QGIS keeps them (a rule-based renderer, rule-based labels), so that a layer styled by an SLD of the service
/// arrives in QGIS as it looks here. Symbols are written for QGIS 3.22 and read by later ones.
/// </summary>
public static class QmlWriter
{
    public static XElement Write(Style style, GeometryFamily family) => new("qgis",
        new XAttribute("version", "3.22.0"),
        new XAttribute("styleCategories", "Symbology|Labeling"),
        ScaleAttributes(style.Scales),
        Renderer(style, family),
        style.Labels.Count > 0 ? QmlLabelWriter.Write(style.Labels) : null,
        new XElement("blendMode", 0), new XElement("featureBlendMode", 0), new XElement("layerOpacity", Number(style.Opacity)));

    /// <summary>QGIS names the bounds by zoom: "minScale" is the largest denominator.</summary>
    private static object[] ScaleAttributes(ScaleRange scales) => scales.IsAll ? [] :
    [
        new XAttribute("hasScaleBasedVisibilityFlag", "1"),
        new XAttribute("minScale", double.IsFinite(scales.Max) ? Number(scales.Max) : "1e+08"),
        new XAttribute("maxScale", Number(scales.Min)),
    ];

    /// <summary>Every rule is drawn before the next when passes follow one another: QGIS's symbol levels.</summary>
    private static XElement Renderer(Style style, GeometryFamily family)
    {
        var rules = style.Passes.SelectMany((pass, i) => pass.Rules.Select(rule => (Rule: rule, Pass: i)))
            .Where(r => r.Rule.Symbolizers.Count > 0).ToArray();
        return new("renderer-v2",
            new XAttribute("type", "RuleRenderer"), new XAttribute("symbollevels", style.Passes.Count > 1 ? 1 : 0),
                new XAttribute("forceraster", 0), new XAttribute("enableorderby", 0),
            new XElement("rules", new XAttribute("key", "racine"), rules.Select((rule, i) => RuleElement(rule.Rule, i))),
            new XElement("symbols", rules.Select((rule, i) =>
                QmlSymbolWriter.Symbol(i.ToString(CultureInfo.InvariantCulture), rule.Rule.Symbolizers, family, rule.Pass))));
    }

    private static XElement RuleElement(Rule rule, int symbol) => new("rule",
        new XAttribute("key", $"r{symbol}"), new XAttribute("symbol", symbol),
            new XAttribute("label", rule.Title.Length > 0 ? rule.Title : rule.Name),
        RuleScope(rule));

    /// <summary>Filter and scales, which rules of symbols and rules of labels write alike.</summary>
    public static IEnumerable<XAttribute> RuleScope(Rule rule)
    {
        if (rule.IsElse)
            yield return new("filter", "ELSE");
        else if (rule.Filter is { } filter)
            yield return new("filter", ExpressionText.Of(filter));
        if (rule.Scales.IsAll)
            yield break;
        // Whole numbers: QGIS takes anything else for 0, which means no bound.
        yield return new("scalemindenom", (long)rule.Scales.Min);
        yield return new("scalemaxdenom", double.IsFinite(rule.Scales.Max) ? (long)rule.Scales.Max : 0);
    }

    public static string Number(double value) => Math.Round(value, 4).ToString(CultureInfo.InvariantCulture);
}
