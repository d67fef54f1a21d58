using System.Globalization;
using SrceOgc.Features.Texts;
using SrceOgc.Publishing.Checks;

namespace SrceOgc.Publishing.Losses;

/// <summary>The same, layer by layer, as findings of a report: what asks for somebody's agreement is to be mended, the rest is
/// noted.</summary>
internal static class LossFindings
{
    private static readonly Text Whole = new(
        "Si ce n'est pas voulu (un filtre, une sélection, un export partiel), livrez la couche entière.",
        "If that is not wanted (a filter, a selection, a partial export), deliver the whole layer.");

    private static readonly NumberFormatInfo French = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "\u202f" };
    private static readonly NumberFormatInfo English = NumberFormatInfo.InvariantInfo;

    public static IEnumerable<Finding> List(DeliveryChanges changes) => changes.Layers.SelectMany(change => List(change, changes));

    private static IEnumerable<Finding> List(LayerChange change, DeliveryChanges changes)
    {
        var version = changes.Since;
        if (change.IsGone)
            yield return new(Severity.ToFix, change.Table, new(
                $"la couche est dans la version {version}, servie aujourd'hui, et pas dans cette livraison : elle ne sera plus servie.",
                $"the layer is in version {version}, served today, and not in this delivery: it will no longer be served."), new(
                $"Si ce n'est pas voulu, livrez un fichier qui la contient aussi, ou cette couche seule (…/couches/{change.Name}) ; vous "
                    + $"pourrez revenir à la version {version}.",
                $"If that is not wanted, deliver a file that has it, too, or this layer alone (…/couches/{change.Name}); you will be able "
                    + $"to roll back to version {version}."));
        if (change is { Before: { } before, After: { } after })
        {
            if (change.ObjectsLost > 0)
                yield return Fewer(change, changes, after.Objects, before.Objects, change.ObjectsLost / (double)before.Objects,
                    new("objets", "features"));
            if (LossSurvey.IsMuch(change.AreaLost, before.AreaM2, changes.Threshold))
                yield return Fewer(change, changes, after.AreaM2!.Value / 10_000, before.AreaM2!.Value / 10_000,
                    change.AreaLost / before.AreaM2.Value, Text.Same("ha"));
            if (LossSurvey.IsMuch(change.LengthLost, before.LengthM, changes.Threshold))
                yield return Fewer(change, changes, after.LengthM!.Value / 1000, before.LengthM!.Value / 1000,
                    change.LengthLost / before.LengthM.Value, Text.Same("km"));
        }

        foreach (var field in change.FieldsGone)
            yield return new(Severity.ToFix, change.Table, new(
                $"le champ « {field} » est dans la version {version}, servie aujourd'hui, et pas dans cette livraison : il ne sera plus "
                    + $"servi.",
                $"the field '{field}' is in version {version}, served today, and not in this delivery: it will no longer be served."),
                new("Si ce n'est pas voulu, livrez la couche avec ce champ.", "If that is not wanted, deliver the layer with this field."));
        foreach (var field in change.FieldsAdded)
            yield return new(Severity.Note, change.Table,
                new($"le champ « {field} » est nouveau.", $"the field '{field}' is new."), Text.None);
    }

    /// <param name="change">The layer.</param>
    /// <param name="changes">Of its delivery.</param>
    /// <param name="now">How much there is.</param>
    /// <param name="was">How much there was, in the same unit.</param>
    /// <param name="share">Of what was, how much is gone, 0 to 1.</param>
    /// <param name="unit">Of both.</param>
    private static Finding Fewer(LayerChange change, DeliveryChanges changes, double now, double was, double share, Text unit)
    {
        var isMuch = share > changes.Threshold;
        return new(isMuch ? Severity.ToFix : Severity.Note, change.Table, new(
            $"{In(French, now)} {unit.French}, au lieu de {In(French, was)} dans la version {changes.Since} : "
                + $"{Percent(French, share)} % de moins.",
            $"{In(English, now)} {unit.English}, instead of {In(English, was)} in version {changes.Since}: "
                + $"{Percent(English, share)} % less."),
            isMuch ? Whole : Text.None);
    }

    private static string In(IFormatProvider format, double value) => value.ToString("#,0.##", format);

    private static string Percent(IFormatProvider format, double share) => (share * 100).ToString("#,0.#", format);
}
