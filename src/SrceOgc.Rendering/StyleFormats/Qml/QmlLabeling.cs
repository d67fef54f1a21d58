using System.Xml.Linq;
using SrceOgc.Rendering.Styles;

namespace SrceOgc.Rendering.StyleFormats.Qml;

/// <summary>Reads <c>&lt;labeling&gt;</c>, simple or rule-based, into passes of text symbolizers.</summary>
internal sealed class QmlLabeling(QmlContext context)
{
    public IReadOnlyList<StylePass> Read(XElement? labeling) => QmlContext.Attribute(labeling ?? new XElement("none"), "type") switch
    {
        "simple" when Label(labeling!.Element("settings")) is { } label => [new StylePass([label], false)],
        "rule-based" => RuleBased(labeling!),
        _ => [],
    };

    private StylePass[] RuleBased(XElement labeling)
    {
        var rules = new List<Rule>();
        foreach (var (element, rule) in new QmlRuleTree(context).Flatten(labeling.Element("rules")))
            if (Label(element.Element("settings")) is { } label)
                rules.Add(rule with { Symbolizers = label.Symbolizers, Scales = rule.Scales.And(label.Scales) });
            else if (!rule.IsElse)
                rules.Add(rule);
        return [new StylePass(rules, false)];
    }

    private Rule? Label(XElement? settings)
    {
        if (settings is null || new QmlLabel(settings, context).Read() is not { } symbolizer)
            return null;
        return new Rule { Name = "étiquettes", Symbolizers = [symbolizer], Scales = Scales(settings) };
    }

    private static ScaleRange Scales(XElement settings)
    {
        if (settings.Element("rendering") is not { } rendering || QmlContext.Attribute(rendering, "scaleVisibility") != "1")
            return ScaleRange.All;
        var near = Denominator(QmlContext.Number(rendering, "scaleMin", 0));
        var far = Denominator(QmlContext.Number(rendering, "scaleMax", 0));
        return ScaleRange.Inclusive(near, far > 0 ? far : double.PositiveInfinity);
    }

    /// <summary>Scales closer than 1:1 are written below zero (QgsPalLayerSettings: -4 is 4:1).</summary>
    private static double Denominator(double written) => written < 0 ? 1 / -written : written;
}
