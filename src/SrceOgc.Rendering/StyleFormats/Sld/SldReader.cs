using System.Xml.Linq;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Layers;
using SrceOgc.Rendering.Styles;
using SrceOgc.Rendering.Styles.Expressions;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Rendering.StyleFormats.Sld;

/// <summary>A layer of a StyledLayerDescriptor with the styles it asks for, in order; none stands for the layer's default.</summary>
public sealed record SldLayer(string Name, IReadOnlyList<SldStyle> Styles);

/// <summary>A style of a descriptor, not yet bound to a feature type; <paramref name="Definition"/> is null for a NamedStyle, the server's
/// own.</summary>
public sealed record SldStyle(string Name, string Title, bool IsDefault, XElement? Definition);

/// <summary>Reads SLD 1.0, SLD 1.1 and bare Symbology Encoding documents.</summary>
public static class SldReader
{
    /// <summary>OGC denominators suppose pixels of 0.28 mm (SE 1.1, 10.2), ours the 96 dpi of QGIS.</summary>
    private const double StandardPixel = 0.28 / (25.4 / MapScale.DefaultDpi);

    /// <summary>Passes, rules and symbolizers of the whole document, before any of them is read.</summary>
    /// <exception cref="StyleException">There are too many.</exception>
    public static void CheckCounts(XElement root)
    {
        int passes = 0, rules = 0, symbolizers = 0;
        foreach (var element in root.DescendantsAndSelf())
            switch (element.Name.LocalName)
            {
                case "FeatureTypeStyle":
                    passes++;
                    break;
                case "Rule":
                    rules++;
                    break;
                case var name when name.EndsWith("Symbolizer", StringComparison.Ordinal):
                    symbolizers++;
                    break;
            }
        Check(passes, RequestLimits.StylePasses, "éléments « FeatureTypeStyle »");
        Check(rules, RequestLimits.StyleRules, "règles");
        Check(symbolizers, RequestLimits.StyleSymbolizers, "symboles");
    }

    private static void Check(int count, int most, string what)
    {
        if (count > most)
            throw new StyleException($"le style compte {count} {what} ; au plus {most}");
    }

    /// <summary>The layers and styles of a descriptor, as SLD_BODY sends them.</summary>
    public static IReadOnlyList<SldLayer> ReadLayers(XElement root)
    {
        if (root.Name.LocalName == "FeatureTypeStyle")
            return [new("", [new(SldContext.Text(root, "Name"), "", true, new XElement("UserStyle", root))])];
        if (root.Name.LocalName != "StyledLayerDescriptor")
            throw new StyleException("ce n'est pas un document SLD (pas d'élément « StyledLayerDescriptor »)");
        return [.. root.Elements().Where(layer => layer.Name.LocalName is "NamedLayer" or "UserLayer").Select(Layer)];
    }

    private static SldLayer Layer(XElement layer) => new(
        SldContext.Text(layer, "Name"),
        [.. layer.Elements().Where(child => child.Name.LocalName is "UserStyle" or "NamedStyle").Select(style => new SldStyle(
            SldContext.Text(style, "Name"),
            Title(style),
            SldContext.Text(style, "IsDefault") is "1" or "true",
            style.Name.LocalName == "UserStyle" ? style : null))]);

    /// <summary>SLD 1.0 puts titles directly, SE inside a Description.</summary>
    private static string Title(XElement element)
    {
        var direct = SldContext.Text(element, "Title");
        return direct.Length > 0 ? direct : SldContext.Text(SldContext.Child(element, "Description"), "Title");
    }

    public static Style Read(string name, XElement root, FeatureType type, StyleLosses losses) =>
        Read(name, root, new SldContext(type, losses));

    /// <summary>The default style of a document about one layer, else its first.</summary>
    public static Style Read(string name, XElement root, SldContext context)
    {
        var styles = ReadLayers(root).SelectMany(layer => layer.Styles).Where(style => style.Definition is not null).ToList();
        var chosen = styles.Find(style => style.IsDefault) ?? styles.FirstOrDefault()
            ?? throw new StyleException("le document SLD ne définit aucun style");
        if (styles.Count > 1)
            context.Losses.Approximate($"{styles.Count} styles dans un document SLD", $"seul « {chosen.Name} » est lu");
        return Read(name, chosen, context);
    }

    public static Style Read(string name, SldStyle style, SldContext context)
    {
        var passes = new List<StylePass>();
        var labels = new List<StylePass>();
        var elements = SldContext.Children(style.Definition, "FeatureTypeStyle").ToList();
        Check(elements.Count, RequestLimits.StylePasses, "éléments « FeatureTypeStyle »");
        foreach (var featureTypeStyle in elements)
            ReadPass(featureTypeStyle, context, passes, labels);
        return new Style
        {
            Name = name,
            Title = style.Title.Length > 0 ? style.Title : style.Name.Length > 0 ? style.Name : name,
            Passes = passes,
            Labels = labels,
            Legend = [.. passes.SelectMany(pass => pass.Rules).Where(rule => rule.Symbolizers.Count > 0)],
        };
    }

    private static void ReadPass(XElement featureTypeStyle, SldContext context, List<StylePass> passes, List<StylePass> labels)
    {
        Check(SldContext.Children(featureTypeStyle, "Rule").Count(), RequestLimits.StyleRules, "règles");
        var rules = SldContext.Children(featureTypeStyle, "Rule")
            .Select((rule, i) => ReadRule(rule, i, context)).OfType<Rule>().ToList();
        var firstOnly = SldContext.Vendor(featureTypeStyle, "ruleEvaluation") == "first";
        if (rules.Exists(rule => rule.Symbolizers.Any(symbolizer => symbolizer is not TextSymbolizer)))
            passes.Add(new StylePass([.. rules.Select(rule => Only(rule, symbolizer => symbolizer is not TextSymbolizer))], firstOnly));
        if (rules.Exists(rule => rule.Symbolizers.Any(symbolizer => symbolizer is TextSymbolizer)))
            labels.Add(new StylePass([.. rules.Select(rule => Only(rule, symbolizer => symbolizer is TextSymbolizer))], firstOnly));
    }

    /// <summary>A rule without what it does not draw still counts for ElseFilter.</summary>
    private static Rule Only(Rule rule, Func<Symbolizer, bool> kept) => rule with { Symbolizers = [.. rule.Symbolizers.Where(kept)] };

    private static Rule? ReadRule(XElement rule, int index, SldContext context)
    {
        var name = SldContext.Text(rule, "Name");
        var title = Title(rule);
        try
        {
            var filter = SldContext.Child(rule, "Filter") is { } element ? SldFilters.Read(element, context) : Literal.True;
            return filter == Literal.Null ? null : new Rule
            {
                Name = name.Length > 0 ? name : $"{index}",
                Title = title.Length > 0 ? title : name,
                Filter = filter == Literal.True ? null : filter,
                IsElse = SldContext.Child(rule, "ElseFilter") is not null,
                Scales = new(Denominator(rule, "MinScaleDenominator", 0),
                    Denominator(rule, "MaxScaleDenominator", double.PositiveInfinity)),
                Symbolizers = [.. SldSymbolizers.Read(rule, context)],
            };
        }
        catch (ExpressionException failure)
        {
            context.Losses.Refuse($"règle « {(title.Length > 0 ? title : name.Length > 0 ? name : $"{index + 1}")} »",
                $"{failure.Message} ; la règle n'est pas dessinée");
            return null;
        }
    }

    private static double Denominator(XElement rule, string name, double missing) =>
        SldContext.TryNumber(SldContext.Text(rule, name), out var number) ? number * StandardPixel : missing;
}
