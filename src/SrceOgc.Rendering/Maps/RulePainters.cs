using SrceOgc.Rendering.Styles;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Symbols;

namespace SrceOgc.Rendering.Maps;

/// <summary>The painters of each rule, made when a first feature meets the rule.</summary>
internal sealed class RulePainters(
    StylePass pass,
    SymbolContext context,
    Func<IReadOnlyList<Symbolizer>, SymbolContext, SymbolPainter[]> paintersOf)
{
    private readonly SymbolPainter[]?[] _painters = new SymbolPainter[]?[pass.Rules.Count];

    public SymbolPainter[] Of(int rule) => _painters[rule] ??= paintersOf(pass.Rules[rule].Symbolizers, context);

    public bool NeedWholeShape(ReadOnlySpan<int> rules)
    {
        foreach (var rule in rules)
            foreach (var painter in Of(rule))
                if (painter.NeedsWholeShape)
                    return true;
        return false;
    }
}
