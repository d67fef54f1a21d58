using System.Globalization;
using System.Text;
using SrceOgc.Features.Texts;

namespace SrceOgc.Server.Indicators;

/// <summary>The figures of a territory, with those of another, or of another version, beside them.</summary>
internal sealed record IndicatorTable(IndicatorFigures Own, IndicatorFigures? Other, string? OtherVersion)
{
    public static readonly Text Rule = new(
        "Surfaces : réunion des objets d'abord, découpe au territoire ensuite, mesure plane dans le système du territoire ; jamais un "
            + "attribut de surface. Longueurs : parties des objets dans le territoire, additionnées. Un objet à cheval sur une limite "
            + "compte de chaque côté.",
        "Areas: features are united first, cut to the territory, then measured in the plane of its system; never an area attribute. "
            + "Lengths: the parts of features within the territory, added up. A feature on a border counts on both sides.");

    public string OtherName => OtherVersion ?? Other?.Ground.Name ?? "";

    public double? OtherValue(BoundIndicator indicator) =>
        Other?.Binding.Indicators.FirstOrDefault(other => other.Key == indicator.Key) is { } same ? Other.Value(same) : null;

    public IReadOnlyList<string> Titles(Language language)
    {
        string[] titles = language == Language.French ? ["Indicateur", "Valeur", "Unité"] : ["Indicator", "Value", "Unit"];
        return [.. titles, .. Other is null ? Array.Empty<string>() : [OtherName]];
    }

    /// <summary>The territory's own area first.</summary>
    public IEnumerable<IReadOnlyList<object?>> Rows(Language language)
    {
        yield return Row(language == Language.French ? "Surface du territoire" : "Area of the territory", Math.Round(Own.Area / 10_000, 4),
            "ha",
            Other is null ? null : Math.Round(Other.Area / 10_000, 4));
        foreach (var indicator in Own.Binding.Indicators)
            yield return Row(indicator.Title.In(language), Own.Value(indicator), indicator.Unit, OtherValue(indicator));
    }

    /// <summary>RFC 4180, with the versions in lines of their own at the end.</summary>
    public byte[] ToCsv(Language language)
    {
        var text = new StringBuilder();
        text.AppendJoin(',', Titles(language).Select(Quoted)).Append("\r\n");
        foreach (var row in Rows(language))
            text.AppendJoin(',', row.Select(cell =>
                cell is double number ? number.ToString("R", CultureInfo.InvariantCulture) : Quoted(cell as string ?? ""))).Append("\r\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private IReadOnlyList<object?> Row(string title, double? value, string unit, double? other) =>
        Other is null ? [title, value, unit] : [title, value, unit, other];

    /// <summary>A text that a spreadsheet would take for a formula begins with a quotation mark it shows.</summary>
    private static string Quoted(string text)
    {
        var safe = text.Length > 0 && text[0] is '=' or '+' or '-' or '@' ? "'" + text : text;
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"")}\"";
    }
}
