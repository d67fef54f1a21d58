using SrceOgc.Rendering.Styles;
using SrceOgc.Rendering.Styles.Symbolizers;

namespace SrceOgc.Rendering.Maps;

/// <summary>
/// Which rule draws each feature of one publication's layer in one style, found once: a byte a feature and pass.
/// Threads may write the same byte at once: they write the same value.
/// </summary>
public sealed class RuleCache(int featureCount)
{
    public const int NoRule = -1;

    private const byte Unknown = 0, FirstRule = 2;

    private const int MaximumRules = 256 - FirstRule;

    private readonly Dictionary<StylePass, byte[]> _passes = new(ReferenceEqualityComparer.Instance);
    private readonly Lock _lock = new();

    /// <summary>One rule a feature at most, and the same at every scale and time.</summary>
    public static bool Accepts(StylePass pass) =>
        pass.FirstMatchOnly && pass.Rules.Count <= MaximumRules
        && pass.Rules.All(rule => rule.Scales.IsAll && (rule.Filter is null || ExpressionScope.DependsOnFeatureOnly(rule.Filter)));

    /// <summary>The features' rules in a pass, for <see cref="TryGet"/> and <see cref="Set"/>.</summary>
    public byte[] Of(StylePass pass)
    {
        lock (_lock)
        {
            if (!_passes.TryGetValue(pass, out var rules))
                _passes.Add(pass, rules = new byte[featureCount]);
            return rules;
        }
    }

    /// <summary>False when the rule was not found yet; <see cref="NoRule"/> when none draws the feature.</summary>
    public static bool TryGet(byte[] rules, int ordinal, out int rule)
    {
        var value = (uint)ordinal < (uint)rules.Length ? rules[ordinal] : Unknown;
        rule = value - FirstRule;
        return value != Unknown;
    }

    public static void Set(byte[] rules, int ordinal, int rule)
    {
        if ((uint)ordinal < (uint)rules.Length)
            rules[ordinal] = (byte)(rule + FirstRule);
    }
}
