using SrceOgc.Features.Budgets;

namespace SrceOgc.Features.Expressions.Model;

/// <summary>Where one text stands in another. The search of the runtime is quick but may take text times sought, so long ones are searched
/// piece by piece.</summary>
internal static class TextSearch
{
    private const long WorthOneLook = 1 << 26;

    public static int IndexOf(ReadOnlySpan<byte> text, ReadOnlySpan<byte> sought, RequestBudget budget)
    {
        if ((long)text.Length * sought.Length <= WorthOneLook)
            return text.IndexOf(sought);
        var starts = (int)Math.Max(64, WorthOneLook / sought.Length);
        for (var from = 0; from + sought.Length <= text.Length; from += starts)
        {
            budget.Look();
            var length = Math.Min(text.Length - from, starts + sought.Length - 1);
            if (text.Slice(from, length).IndexOf(sought) is >= 0 and var at)
                return from + at;
        }

        return -1;
    }
}
