using System.Text;
using SrceOgc.Features.Texts;
using SrceOgc.Publishing.Checks;

namespace SrceOgc.Publishing.Deliveries;

/// <summary>A whole report for a terminal, in French: what blocks first, then layer by layer, down to the notes.</summary>
public static class ReportText
{
    public static string Write(Report report)
    {
        var text = new StringBuilder(
            $"{report.Dataset} : {report.Verdict.French}{(report.Version is { } version ? $" (version {version})" : "")}");
        if (report.Changes is { Lost.French: { Length: > 0 } lost } changes)
            text.AppendLine().Append($"Pertes par rapport à la version {changes.Since} : {lost}.");
        foreach (var layer in ReportLayer.Group(report))
        {
            text.AppendLine().AppendLine().Append(layer.Title.French);
            foreach (var finding in layer.Findings)
                text.AppendLine().Append(Line(finding).TrimEnd());
        }

        return text.ToString();
    }

    private static string Line(Finding finding) =>
        $"  - {finding.Severity.Title().French}{Where(finding)} : {finding.Message.French} {finding.Advice.French}";

    private static string Where(Finding finding) => (finding.Row, finding.Count) switch
    {
        ({ } row, > 1) => $" ({finding.Count} objets, dont la ligne {row})",
        ({ } row, _) => $" (ligne {row})",
        _ => "",
    };
}

/// <summary>The findings of one layer, or of the file as a whole, the worst first.</summary>
public sealed record ReportLayer(Text Title, IReadOnlyList<Finding> Findings)
{
    /// <summary>The file first, then layers, the worst first.</summary>
    public static IEnumerable<ReportLayer> Group(Report report) => report.Findings
        .GroupBy(finding => finding.Layer, StringComparer.Ordinal)
        .OrderByDescending(layer => layer.Key.Length == 0)
        .ThenByDescending(layer => layer.Max(finding => finding.Severity))
        .Select(layer => new ReportLayer(layer.Key.Length == 0 ? new("Fichier", "File") : new($"Couche « {layer.Key} »",
            $"Layer '{layer.Key}'"),
            [.. layer.OrderByDescending(finding => finding.Severity)]));
}
