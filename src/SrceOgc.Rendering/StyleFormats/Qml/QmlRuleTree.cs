using System.Runtime.InteropServices;
using System.Xml.Linq;
using SrceOgc.Rendering.Styles;
using SrceOgc.Rendering.Styles.Expressions;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Rendering.StyleFormats.Qml;

/// <summary>
/// Flattens the tree of a rule-based renderer or labelling. A rule inherits its parents' conditions by AND and the narrowest of
/// their scale ranges. ELSE concerns the siblings: at the top, when nothing depends on scale, it is SE's ElseFilter; elsewhere it is
/// written out as "no sibling accepts it".
/// </summary>
internal sealed class QmlRuleTree(QmlContext context)
{
    private const int MaxRules = 5_000;
    private readonly List<(XElement Element, Rule Rule)> _rules = [];

    /// <summary>Every active rule, whether or not it draws, with the element it came from, in drawing order.</summary>
    public IReadOnlyList<(XElement Element, Rule Rule)> Flatten(XElement? root)
    {
        if (root is not null)
            Children(root, new Rule(), true);
        return _rules;
    }

    private void Children(XElement parent, Rule inherited, bool isTop)
    {
        var siblings = new List<StyleExpression>();
        var deferred = new List<XElement>();
        var unread = new List<XElement>();
        foreach (var element in parent.Elements("rule"))
        {
            if (IsElse(element))
                deferred.Add(element);
            else if (Condition(element) is { } own)
                Add(element, inherited, own, siblings);
            else if (IsActive(element))
                unread.Add(element);
        }

        // Better shown as one of the rules that may have been meant than hidden; the first stands for all.
        if (unread.Count > 0 && !deferred.Exists(IsActive))
            AddElse(unread[0], inherited, siblings, false);

        foreach (var element in deferred.Where(IsActive))
            AddElse(element, inherited, siblings, isTop && parent.Descendants("rule").All(rule => IsActive(rule) && Scales(rule).IsAll));
    }

    private static bool IsActive(XElement rule) =>
        QmlContext.Attribute(rule, "checkstate") != "0" && QmlContext.Attribute(rule, "active") != "0";

    private static bool IsElse(XElement rule) =>
        QmlContext.Attribute(rule, "filter").Trim().Equals("ELSE", StringComparison.OrdinalIgnoreCase);

    /// <summary>Null, with a note, when it cannot be read.</summary>
    private StyleExpression? Condition(XElement element)
    {
        var text = QmlContext.Attribute(element, "filter");
        if (text.Trim().Length == 0)
            return Literal.True;
        return context.TryParse(text, "règle", "elle dessine les objets qu'aucune autre règle de son niveau n'accepte");
    }

    private static ScaleRange Scales(XElement element)
    {
        var max = QmlContext.Number(element, "scalemaxdenom", 0);
        return new(QmlContext.Number(element, "scalemindenom", 0), max > 0 ? max : double.PositiveInfinity);
    }

    private void Add(XElement element, Rule inherited, StyleExpression own, List<StyleExpression> siblings)
    {
        siblings.Add(Claimed(element, own));
        if (IsActive(element))
            Append(element, inherited with
            {
                Filter = own == Literal.True ? inherited.Filter : And.Join(inherited.Filter, own),
                Scales = inherited.Scales.And(Scales(element)),
            });
    }

    /// <summary>
    /// The features a rule keeps from its siblings' ELSE: those it accepts, even where it is switched off or out of its scales; a
    /// heading without a symbol keeps only what rules under it accept (QGIS, RuleBasedRenderer::Rule::renderFeature).
    /// </summary>
    private StyleExpression Claimed(XElement element, StyleExpression own)
    {
        if (element.Attribute("symbol") is not null || element.Element("settings") is not null)
            return own;
        if (element.Elements("rule").Any(IsElse))
            return own;
        var below = element.Elements("rule").Select(child => Condition(child) is { } condition ? Claimed(child, condition) : null)
            .OfType<StyleExpression>().ToList();
        return below.Count == 0 ? Literal.False : new And(own, Or.Any(CollectionsMarshal.AsSpan(below)));
    }

    private void AddElse(XElement element, Rule inherited, List<StyleExpression> siblings, bool isElseFilter)
    {
        var hasChildren = element.Elements("rule").Any();
        var rule = inherited with { Scales = inherited.Scales.And(Scales(element)) };
        Append(element, isElseFilter && !hasChildren
            ? rule with { IsElse = true }
            : rule with { Filter = And.Join(inherited.Filter, new NoneTrue(siblings)) });
    }

    private void Append(XElement element, Rule rule)
    {
        if (_rules.Count >= MaxRules)
            throw new StyleException($"le style compte plus de {MaxRules} règles");
        var title = QmlContext.Attribute(element, "label") is { Length: > 0 } label ? label : QmlContext.Attribute(element, "description");
        _rules.Add((element, rule with { Name = $"{_rules.Count}", Title = title }));
        Children(element, rule with { IsElse = false, Groups = title.Length > 0 ? [.. rule.Groups, title] : rule.Groups }, false);
    }
}

/// <summary>The rules of a rule-based renderer.</summary>
internal sealed class QmlRules(QmlContext context, Dictionary<string, List<LevelledSymbolizer>> symbols)
{
    public List<LevelledRule> Read(XElement renderer) =>
        [.. new QmlRuleTree(context).Flatten(renderer.Element("rules")).Select(found =>
            new LevelledRule(found.Rule, symbols.GetValueOrDefault(QmlContext.Attribute(found.Element, "symbol"), [])))];
}
