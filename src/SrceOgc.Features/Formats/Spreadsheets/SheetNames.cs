namespace SrceOgc.Features.Formats.Spreadsheets;

/// <summary>Names of sheets: 31 characters, none of those that formulas use, no two alike.</summary>
internal sealed class SheetNames
{
    private const int Longest = 31;

    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    public string Of(string title)
    {
        var plain = string.Concat(title.Select(c => @"[]:*?/\".Contains(c, StringComparison.Ordinal) || char.IsControl(c) ? ' ' : c))
            .Trim(' ', '\'');
        var name = Shortened(plain.Length > 0 ? plain : "Couche", "");
        for (var n = 2; !_taken.Add(name); n++)
            name = Shortened(plain, $" ({n})");
        return name;
    }

    private static string Shortened(string text, string end) =>
        (text.Length + end.Length > Longest ? text[..(Longest - end.Length)] : text) + end;
}
