using SrceOgc.Rendering.Styles.Expressions;
using SrceOgc.Rendering.Styles.Symbolizers;

namespace SrceOgc.Rendering.Styles;

/// <summary>
/// Finds the rules that may accept a feature. Styles with dozens of classes nearly always tell them apart by
/// <c>field = 'value'</c> or <c>field IN (…)</c>, alone or under AND, on one and the same field or expression: such rules are
/// filed under their values. The remaining rules are candidates for every feature. Candidates come in rule order and
/// are only candidates: the caller still evaluates their filters, so filing may be generous but never misses.
/// </summary>
internal sealed class RuleIndex
{
    private const int FewRules = 4;
    private readonly StyleExpression? _key;
    private readonly ValueTable? _table;
    private readonly int[] _unkeyed;

    public RuleIndex(IReadOnlyList<Rule> rules)
    {
        ElseRules = Indexes(rules, rule => rule.IsElse);
        _unkeyed = Indexes(rules, rule => !rule.IsElse);
        if (rules.Count < FewRules || MostUsedKey(rules) is not { } key)
            return;
        _key = key;
        _unkeyed = Indexes(rules, rule => !rule.IsElse && ValuesOf(rule.Filter, key) is null);
        _table = Fill(rules, key, _unkeyed);
    }

    public int[] ElseRules { get; }

    public ReadOnlySpan<int> Candidates(EvaluationContext context) =>
        _key is null ? _unkeyed : _table!.Find(_key.Evaluate(context));

    private static int[] Indexes(IReadOnlyList<Rule> rules, Func<Rule, bool> accept) =>
        [.. Enumerable.Range(0, rules.Count).Where(i => accept(rules[i]))];

    private static StyleExpression? MostUsedKey(IReadOnlyList<Rule> rules) =>
        rules.SelectMany(rule => KeysOf(rule.Filter)).GroupBy(key => key)
            .Where(group => group.Count() >= FewRules)
            .MaxBy(group => group.Count())?.Key;

    private static IEnumerable<StyleExpression> KeysOf(StyleExpression? filter) => filter switch
    {
        And and => KeysOf(and.Left).Concat(KeysOf(and.Right)),
        Comparison { Operator: ComparisonOperator.Equal, Right: Literal } equality => [equality.Left],
        InList list when list.Items.All(item => item is Literal) => [list.Value],
        _ => [],
    };

    private static IEnumerable<Literal>? ValuesOf(StyleExpression? filter, StyleExpression key) => filter switch
    {
        And and => ValuesOf(and.Left, key) ?? ValuesOf(and.Right, key),
        Comparison { Operator: ComparisonOperator.Equal, Right: Literal literal } equality when equality.Left == key => [literal],
        InList list when list.Value == key && list.Items.All(item => item is Literal) => list.Items.Cast<Literal>(),
        _ => null,
    };

    private static ValueTable Fill(IReadOnlyList<Rule> rules, StyleExpression key, int[] unkeyed)
    {
        var filed = new List<(Literal Value, int Rule)>();
        for (var i = 0; i < rules.Count; i++)
            foreach (var value in (rules[i].IsElse ? null : ValuesOf(rules[i].Filter, key)) ?? [])
                filed.Add((value, i));
        return new ValueTable(filed, unkeyed);
    }
}
