using System.Globalization;
using System.Xml.Linq;
using SrceOgc.Rendering.Styles;
using SrceOgc.Rendering.Styles.Expressions;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Rendering.StyleFormats.Qml;

/// <summary>What a renderer becomes: passes to draw and rules to show in the legend.</summary>
internal readonly record struct QmlDrawing(IReadOnlyList<StylePass> Passes, IReadOnlyList<Rule> Legend);

/// <summary>A rule before its symbolizers are shared out between passes by level.</summary>
internal readonly record struct LevelledRule(Rule Rule, IReadOnlyList<LevelledSymbolizer> Symbolizers)
{
    public Rule Whole => Rule with { Symbolizers = [.. Symbolizers.Select(levelled => levelled.Symbolizer)] };

    public Rule At(int level) => Rule with
    {
        Symbolizers = [.. Symbolizers.Where(levelled => levelled.Level == level).Select(levelled => levelled.Symbolizer)],
    };
}

/// <summary>Reads a <c>&lt;renderer-v2&gt;</c> of any type.</summary>
internal sealed class QmlRenderers(QmlContext context)
{
    private const int MaxNesting = 4;

    public QmlDrawing Read(XElement renderer) => Read(renderer, 0);

    private QmlDrawing Read(XElement renderer, int depth)
    {
        var type = QmlContext.Attribute(renderer, "type");
        ReportOrder(renderer);
        return type switch
        {
            "singleSymbol" => Finish(renderer, Single(renderer), true),
            "categorizedSymbol" => Finish(renderer, Categorized(renderer), true),
            "graduatedSymbol" => Finish(renderer, Graduated(renderer), true),
            "RuleRenderer" => Finish(renderer, new QmlRules(context, Symbols(renderer)).Read(renderer), false),
            "nullSymbol" => new([], []),
            "invertedPolygonRenderer" => Inverted(Inner(renderer, depth)),
            "mergedFeatureRenderer" =>
                Degraded(renderer, depth, "entités fusionnées", "entités dessinées une à une, leurs limites communes se voient"),
            "pointDisplacement" => Degraded(renderer, depth, "déplacement de points", "points dessinés à leur place, sans écartement"),
            "pointCluster" => Degraded(renderer, depth, "regroupement de points", "points dessinés un à un, sans regroupement"),
            "heatmapRenderer" => Heat(renderer),
            "25dRenderer" => Replaced("rendu 2,5D", "polygones gris à plat"),
            _ => Replaced($"rendu « {type} »", "symbole gris par défaut"),
        };
    }

    private void ReportOrder(XElement renderer)
    {
        if (QmlContext.Attribute(renderer, "enableorderby") == "1")
            context.Losses.Approximate("ordre de rendu des entités", "entités dessinées dans l'ordre de la publication");
        QmlEffects.Report(renderer, "rendu", context.Losses);
    }

    private QmlDrawing Inner(XElement renderer, int depth) =>
        renderer.Element("renderer-v2") is { } inner && depth < MaxNesting ? Read(inner, depth + 1) : new([], []);

    private QmlDrawing Degraded(XElement renderer, int depth, string what, string instead)
    {
        context.Losses.Approximate(what, instead);
        return Inner(renderer, depth);
    }

    private QmlDrawing Replaced(string what, string instead)
    {
        context.Losses.Approximate(what, instead);
        return new(GenericStyle.Passes(context.Type.Family), []);
    }

    /// <summary>Translucent discs of the kernel's size, in the ramp's mean colour: where points are many they add up.</summary>
    private QmlDrawing Heat(XElement renderer)
    {
        const double Share = 0.25;
        context.Losses.Approximate("carte de chaleur", "disques translucides de même rayon, de la couleur moyenne du dégradé");
        var unit = QmlContext.Attribute(renderer, "radius_unit");
        var radius = context.Length(QmlContext.Number(renderer, "radius", 10),
            unit switch { "0" => "MM", "1" => "MapUnit", "2" => "Pixel", "4" => "Point", _ => unit });
        var mean = QmlColorRamps.Mean(renderer) is { } color ? color with { A = 255 } : new Rgba(200, 80, 20);
        var disc = new PointSymbolizer(NearestSymbol.Disc(((Paint)mean).Fade(Share))) { Size = radius.Times(1.2) };
        var rule = new Rule { Name = "0", Symbolizers = [disc] };
        return new([new StylePass([rule], true)], [rule]);
    }

    private static QmlDrawing Inverted(QmlDrawing inner) =>
        new([.. inner.Passes.Select(pass => new StylePass(pass.Rules, pass.FirstMatchOnly) { Inverted = true })], inner.Legend);

    /// <summary>Levels are kept by rule-based renderers whether or not they are switched on.</summary>
    private static QmlDrawing Finish(XElement renderer, List<LevelledRule> rules, bool firstMatchOnly)
    {
        var legend = rules.Where(rule => rule.Symbolizers.Count > 0).Select(rule => rule.Whole).ToList();
        var usesLevels = !firstMatchOnly || QmlContext.Attribute(renderer, "symbollevels") == "1";
        var levels = rules.SelectMany(rule => rule.Symbolizers).Select(levelled => levelled.Level).Distinct().Order().ToList();
        return usesLevels && levels.Count > 1
            ? new([.. levels.Select(level => new StylePass([.. rules.Select(rule => rule.At(level))], firstMatchOnly))], legend)
            : new([new StylePass([.. rules.Select(rule => rule.Whole)], firstMatchOnly)], legend);
    }

    private Dictionary<string, List<LevelledSymbolizer>> Symbols(XElement renderer)
    {
        var result = new Dictionary<string, List<LevelledSymbolizer>>();
        foreach (var symbol in renderer.Elements("symbols").Elements("symbol"))
            result[QmlContext.Attribute(symbol, "name")] = QmlSymbol.Read(symbol, context);
        return result;
    }

    private List<LevelledRule> Single(XElement renderer) =>
        [new(new Rule { Name = "0" }, Symbols(renderer).GetValueOrDefault("0", []))];

    private List<LevelledRule> Categorized(XElement renderer)
    {
        var symbols = Symbols(renderer);
        var result = new List<LevelledRule>();
        if (Classifier(renderer) is not { } attribute)
            return Undivided(renderer, symbols);
        foreach (var category in renderer.Elements("categories").Elements("category"))
        {
            var rule = new Rule { Name = $"{result.Count}", Title = QmlContext.Attribute(category, "label") };
            result.Add(new(Matching(rule, attribute, category), Drawn(category, symbols)));
        }

        return result;
    }

    private StyleExpression? Classifier(XElement renderer)
    {
        var text = QmlContext.Attribute(renderer, "attr");
        try
        {
            return context.FieldOrExpression(text);
        }
        catch (ExpressionException failure)
        {
            context.Losses.Approximate($"classification par « {QmlContext.Shorten(text)} »",
                $"{failure.Message} ; tous les objets sont dessinés avec le premier symbole");
            return null;
        }
    }

    /// <summary>Without classes every feature is drawn as the first of them: shown wrongly, and said, rather than hidden.</summary>
    private static List<LevelledRule> Undivided(XElement renderer, Dictionary<string, List<LevelledSymbolizer>> symbols) =>
        symbols.Count == 0 ? [] : [new(new Rule { Name = "0", Title = QmlContext.Attribute(renderer, "attr") }, symbols.First().Value)];

    /// <summary>An empty value is QGIS's "all other values", nulls included.</summary>
    private static Rule Matching(Rule rule, StyleExpression attribute, XElement category)
    {
        var values = category.Elements("val").ToList();
        if (values.Count > 0)
            return rule with { Filter = new InList(attribute, [.. values.Select(Value)]) };
        return QmlContext.Attribute(category, "type") == "NULL" ? rule with { Filter = new IsNull(attribute) }
            : QmlContext.Attribute(category, "value") == "" ? rule with { IsElse = true }
            : rule with { Filter = new Comparison(ComparisonOperator.Equal, attribute, Value(category)) };
    }

    private static Literal Value(XElement holder)
    {
        var text = QmlContext.Attribute(holder, "value");
        return QmlContext.Attribute(holder, "type").ToLowerInvariant() switch
        {
            "bool" => Literal.Of(text is "true" or "1"),
            "int" or "long" or "longlong" or "uint" or "ulonglong"
                when long.TryParse(text, CultureInfo.InvariantCulture, out var integer) => Literal.Of(integer),
            "double" when double.TryParse(text, CultureInfo.InvariantCulture, out var real) => Literal.Of(real),
            _ => Literal.Of(text),
        };
    }

    private static List<LevelledSymbolizer> Drawn(XElement holder, Dictionary<string, List<LevelledSymbolizer>> symbols) =>
        QmlContext.Attribute(holder, "render", "true") == "false"
            ? [] : symbols.GetValueOrDefault(QmlContext.Attribute(holder, "symbol"), []);

    private List<LevelledRule> Graduated(XElement renderer)
    {
        var symbols = Symbols(renderer);
        var result = new List<LevelledRule>();
        if (Classifier(renderer) is not { } attribute)
            return Undivided(renderer, symbols);
        foreach (var range in renderer.Elements("ranges").Elements("range"))
        {
            var rule = new Rule
            {
                Name = $"{result.Count}",
                Title = QmlContext.Attribute(range, "label"),
                Filter = new Between(attribute, Literal.Of(QmlContext.Number(range, "lower", double.MinValue)),
                    Literal.Of(QmlContext.Number(range, "upper", double.MaxValue))),
            };
            result.Add(new(rule, Drawn(range, symbols)));
        }

        return result;
    }
}
