using System.Globalization;
using SrceOgc.Features.Texts;

namespace SrceOgc.Publishing.Losses;

/// <summary>What disappears, in one line: "21 couches sur 22, 35 objets sur 49, le champ « etat »".</summary>
internal static class LossHeadline
{
    private const int MostNames = 3;

    private static readonly NumberFormatInfo French = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "\u202f" };

    public static Text Write(IReadOnlyList<LayerChange> changes, double threshold)
    {
        var parts = new List<Text>();
        var (gone, before) = (changes.Count(change => change.IsGone), changes.Count(change => change.Before is not null));
        if (gone > 0)
            parts.Add(new($"{Counted(gone, "couche", "couches")} sur {before}", $"{Counted(gone, "layer", "layers")} of {before}"));
        var (lost, objects) = (changes.Sum(change => change.ObjectsLost), changes.Sum(change => change.Before?.Objects ?? 0));
        if (lost > 0)
            parts.Add(new($"{Counted(lost, "objet", "objets")} sur {In(French, objects)}",
                $"{In(CultureInfo.InvariantCulture, lost)} {(lost == 1 ? "feature" : "features")} of "
                    + $"{In(CultureInfo.InvariantCulture, objects)}"));
        foreach (var change in changes.Where(change => LossSurvey.NeedsConsentForMeasure(change, threshold)).Take(MostNames))
            parts.Add(Measure(change, threshold));
        if (changes.SelectMany(change => change.FieldsGone).ToArray() is { Length: > 0 } fields)
            parts.Add(Fields(fields));
        return new(string.Join(", ", parts.Select(part => part.French)), string.Join(", ", parts.Select(part => part.English)));
    }

    private static Text Measure(LayerChange change, double threshold) =>
        LossSurvey.IsMuch(change.AreaLost, change.Before?.AreaM2, threshold)
            ? Measure(change, change.AreaLost / 10_000, change.Before!.AreaM2!.Value / 10_000, "ha")
            : Measure(change, change.LengthLost / 1000, change.Before!.LengthM!.Value / 1000, "km");

    private static Text Measure(LayerChange change, double lost, double before, string unit) => new(
        $"{Decimal(French, lost)} {unit} sur {Decimal(French, before)} de « {change.Table} »",
        $"{Decimal(NumberFormatInfo.InvariantInfo, lost)} {unit} of {Decimal(NumberFormatInfo.InvariantInfo, before)} of '{change.Table}'");

    private static Text Fields(string[] fields)
    {
        if (fields.Length > MostNames)
            return new($"{fields.Length} champs", $"{fields.Length} fields");
        var names = string.Join(", ", fields.Select(field => $"« {field} »"));
        return new(fields.Length == 1 ? $"le champ {names}" : $"les champs {names}",
            $"the {(fields.Length == 1 ? "field" : "fields")} {string.Join(", ", fields.Select(field => $"'{field}'"))}");
    }

    private static string Counted(long count, string one, string many) => $"{In(French, count)} {(count == 1 ? one : many)}";

    private static string In(IFormatProvider format, long count) => count.ToString("#,0", format);

    private static string Decimal(IFormatProvider format, double value) => value.ToString("#,0.##", format);
}
