using System.Globalization;
using SrceOgc.Publishing.Checks;

namespace SrceOgc.Publishing.Losses;

/// <summary>The same, layer by layer, as findings of a report: what asks for somebody's agreement is to be mended, the rest is
/// noted.</summary>
internal static class LossFindings
{
    private static readonly NumberFormatInfo French = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "\u202f" };

    public static IEnumerable<Finding> Of(DeliveryChanges changes) => changes.Layers.SelectMany(change => Of(change, changes));

    private static IEnumerable<Finding> Of(LayerChange change, DeliveryChanges changes)
    {
        var version = changes.Since;
        if (change.IsGone)
            yield return new(Severity.ToFix, change.Table,
                $"la couche est dans la version {version}, servie aujourd'hui, et pas dans cette livraison : elle ne sera plus servie.",
                $"Si ce n'est pas voulu, livrez un fichier qui la contient aussi, ou cette couche seule (…/couches/{change.Name}) ; vous "
                    + $"pourrez revenir à la version {version}.");
        if (change is { Before: { } before, After: { } after })
        {
            if (change.ObjectsLost > 0)
                yield return Fewer(change, changes, $"{In(after.Objects)} objets", $"{In(before.Objects)}", change.ObjectsLost,
                    before.Objects);
            if (LossSurvey.IsMuch(change.AreaLost, before.AreaM2, changes.Threshold))
                yield return Fewer(change, changes, $"{In(after.AreaM2!.Value / 10_000)} ha", $"{In(before.AreaM2!.Value / 10_000)}",
                    change.AreaLost, before.AreaM2.Value);
            if (LossSurvey.IsMuch(change.LengthLost, before.LengthM, changes.Threshold))
                yield return Fewer(change, changes, $"{In(after.LengthM!.Value / 1000)} km", $"{In(before.LengthM!.Value / 1000)}",
                    change.LengthLost, before.LengthM.Value);
        }

        foreach (var field in change.FieldsGone)
            yield return new(Severity.ToFix, change.Table,
                $"le champ « {field} » est dans la version {version}, servie aujourd'hui, et pas dans cette livraison : il ne sera plus "
                    + $"servi.",
                "Si ce n'est pas voulu, livrez la couche avec ce champ.");
        foreach (var field in change.FieldsAdded)
            yield return new(Severity.Note, change.Table, $"le champ « {field} » est nouveau.", "");
    }

    private static Finding Fewer(LayerChange change, DeliveryChanges changes, string now, string was, double lost, double before) =>
        new(lost > changes.Threshold * before ? Severity.ToFix : Severity.Note, change.Table,
            $"{now}, au lieu de {was} dans la version {changes.Since} : {(lost / before * 100).ToString("#,0.#", French)} % de moins.",
            lost > changes.Threshold * before
                ? "Si ce n'est pas voulu (un filtre, une sélection, un export partiel), livrez la couche entière." : "");

    private static string In(double value) => value.ToString("#,0.##", French);
}
