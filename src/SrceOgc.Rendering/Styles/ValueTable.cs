using SrceOgc.Features.Layers;
using SrceOgc.Rendering.Styles.Expressions;

namespace SrceOgc.Rendering.Styles;

/// <summary>
/// From a value to the rules filed under it, without allocating: open addressing on a hash of the number a value
/// stands for ("2", 2 and 2.0 meet, as QGIS compares them) or else of its UTF-8.
/// Two values of the same hash share their rules, which costs an evaluation and nothing else.
/// </summary>
internal sealed class ValueTable
{
    private readonly Dictionary<ulong, int[]> _rules;
    private readonly int[] _always;
    private readonly int[] _all;

    public ValueTable(IReadOnlyList<(Literal Value, int Rule)> filed, int[] always)
    {
        _always = always;
        _all = [.. filed.Select(entry => entry.Rule).Concat(always).Distinct().Order()];
        _rules = filed
            .Where(entry => entry.Value.Kind != FieldKind.Null)
            .GroupBy(entry => Hash(entry.Value.Value), entry => entry.Rule)
            .ToDictionary(group => group.Key, group => group.Concat(always).Distinct().Order().ToArray());
    }

    /// <summary>Dates and booleans compare with texts in several spellings, so all rules are candidates for them.</summary>
    public ReadOnlySpan<int> Find(FieldValue value) =>
        value.Kind is not (FieldKind.Text or FieldKind.Integer or FieldKind.Real) ? (value.IsNull ? _always : _all)
        : _rules.TryGetValue(Hash(value), out var rules) ? rules
        : _always;

    private static ulong Hash(FieldValue value) =>
        Conversion.TryNumber(value, out var number)
            ? (ulong)BitConverter.DoubleToInt64Bits(number + 0.0) * 0x9E3779B97F4A7C15
            : HashText(value.Bytes);

    private static ulong HashText(ReadOnlySpan<byte> utf8)
    {
        var hash = 14695981039346656037UL;
        foreach (var b in utf8)
            hash = (hash ^ b) * 1099511628211UL;
        return hash;
    }
}
