using System.Xml.Linq;
using SrceOgc.Rendering.Styles.Expressions;

namespace SrceOgc.Rendering.Styles.Qml;

/// <summary>
/// Flattens the tree of a rule-based renderer or labelling. A rule inherits its parents' conditions by AND and the narrowest of
/// their scale ranges. ELSE concerns the siblings: at the top it is SE's ElseFilter, deeper it is written out as
/// "no sibling holds at this scale".
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
        var siblings = new List<Expression>();
        var deferred = new List<XElement>();
        foreach (var element in parent.Elements("rule"))
        {
            if (QmlContext.Attribute(element, "checkstate") == "0" || QmlContext.Attribute(element, "active") == "0")
                continue;
            if (QmlContext.Attribute(element, "filter").Trim().Equals("ELSE", StringComparison.OrdinalIgnoreCase))
                deferred.Add(element);
            else if (Condition(element) is { } own)
                Add(element, inherited, own, siblings);
        }

        foreach (var element in deferred)
            AddElse(element, inherited, siblings, isTop);
    }

    /// <summary>An unreadable condition takes its rule away, with a note: better nothing than everything.</summary>
    private Expression? Condition(XElement element)
    {
        var text = QmlContext.Attribute(element, "filter");
        if (text.Trim().Length == 0)
            return Literal.True;
        return context.TryParse(text, "règle", "la règle n'est pas dessinée");
    }

    private static ScaleRange Scales(XElement element)
    {
        var max = QmlContext.Number(element, "scalemaxdenom", 0);
        return new(QmlContext.Number(element, "scalemindenom", 0), max > 0 ? max : double.PositiveInfinity);
    }

    private void Add(XElement element, Rule inherited, Expression own, List<Expression> siblings)
    {
        var scales = Scales(element);
        siblings.Add(scales.IsAll ? own : new And(new ScaleCondition(scales), own));
        Append(element, inherited with
        {
            Filter = own == Literal.True ? inherited.Filter : And.Join(inherited.Filter, own),
            Scales = inherited.Scales.And(scales),
        });
    }

    private void AddElse(XElement element, Rule inherited, List<Expression> siblings, bool isTop)
    {
        var hasChildren = element.Elements("rule").Any();
        var rule = inherited with { Scales = inherited.Scales.And(Scales(element)) };
        Append(element, isTop && !hasChildren
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
