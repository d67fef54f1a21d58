using System.Buffers;
using System.Text;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Layers;

namespace SrceOgc.Features.Expressions.Evaluation;

/// <summary>A text that holds one of many words, all sought in one pass.</summary>
internal sealed class ContainsAnyPredicate(ValueNode operand, IReadOnlyList<string> words, bool negated, RequestBudget budget)
    : FilterPredicate
{
    private readonly SearchValues<string> _words = SearchValues.Create([.. words], StringComparison.Ordinal);
    private char[] _scratch = new char[256];

    public override bool Matches(FeatureCursor feature)
    {
        var value = operand.Evaluate(feature);
        if (value.IsNull)
            return false;
        if (_scratch.Length < value.Bytes.Length)
        {
            budget.Take(sizeof(char) * (2L * value.Bytes.Length - _scratch.Length));
            _scratch = new char[2 * value.Bytes.Length];
        }

        var length = Encoding.UTF8.GetChars(value.Bytes, _scratch);
        return _scratch.AsSpan(0, length).ContainsAny(_words) != negated;
    }
}
