using System.Xml.Linq;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Rendering.StyleFormats.Qml;

/// <summary>Paint effects (shadows, glows, blurs, colour changes) of renderers and symbol layers: not drawn, and said by name.</summary>
internal static class QmlEffects
{
    private static readonly Dictionary<string, string> Names = new()
    {
        ["dropShadow"] = "ombre portée",
        ["innerShadow"] = "ombre intérieure",
        ["outerGlow"] = "halo extérieur",
        ["innerGlow"] = "halo intérieur",
        ["blur"] = "flou",
        ["color"] = "changement de couleur",
        ["transform"] = "transformation",
        ["drawSource"] = "opacité ou fusion de la source",
    };

    /// <param name="owner">The element that may hold an effect.</param>
    /// <param name="what">What the owner is called in the report.</param>
    /// <param name="losses">Where it is said.</param>
    public static void Report(XElement owner, string what, StyleLosses losses)
    {
        foreach (var stack in owner.Elements("effect").Where(IsEnabled))
            foreach (var effect in stack.Elements("effect").Where(effect => IsEnabled(effect) && Shows(effect)).DefaultIfEmpty())
                if (effect is not null || QmlContext.Attribute(stack, "type") != "effectStack")
                    losses.Approximate($"{what}, effet « {Name(effect ?? stack)} »", "dessiné sans cet effet");
    }

    private static string Name(XElement effect)
    {
        var type = QmlContext.Attribute(effect, "type");
        return Names.GetValueOrDefault(type, type);
    }

    private static bool IsEnabled(XElement effect) => QmlContext.Attribute(effect, "enabled", Property(effect, "enabled")) == "1";

    /// <summary>Drawing the source as it is is what is done without effects.</summary>
    private static bool Shows(XElement effect) =>
        QmlContext.Attribute(effect, "type") != "drawSource" || Property(effect, "opacity") is not ("" or "1")
            || Property(effect, "blend_mode") is not ("" or "0");

    private static string Property(XElement effect, string name) =>
        effect.Descendants().Where(element => QmlContext.Attribute(element, element.Name.LocalName == "prop" ? "k" : "name") == name)
            .Select(element => QmlContext.Attribute(element, element.Name.LocalName == "prop" ? "v" : "value")).FirstOrDefault() ?? "";
}
