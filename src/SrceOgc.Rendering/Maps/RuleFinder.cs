using SrceOgc.Features.Layers;
using SrceOgc.Rendering.Styles;
using SrceOgc.Rendering.Styles.Expressions;

namespace SrceOgc.Rendering.Maps;

/// <summary>Finds the rules of a pass that draw the current feature, from the cache when there is one.</summary>
public sealed class RuleFinder(StylePass pass, RuleCache? cache, EvaluationContext evaluation)
{
    private readonly int[] _matched = new int[pass.Rules.Count];
    private readonly byte[]? _known = cache is not null && RuleCache.Accepts(pass) ? cache.Of(pass) : null;

    public ReadOnlySpan<int> Find(FeatureCursor cursor)
    {
        if (_known is null)
            return _matched.AsSpan(0, pass.Select(evaluation, _matched));
        if (!RuleCache.TryGet(_known, cursor.Ordinal, out var rule))
        {
            rule = pass.Select(evaluation, _matched) > 0 ? _matched[0] : RuleCache.NoRule;
            RuleCache.Set(_known, cursor.Ordinal, rule);
        }
        _matched[0] = rule;
        return _matched.AsSpan(0, rule == RuleCache.NoRule ? 0 : 1);
    }
}
