using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using SrceOgc.Publishing.Checks;
using SrceOgc.Publishing.Deliveries;
using SrceOgc.Publishing.Losses;

namespace SrceOgc.Server.Stewards;

/// <summary>A validation report for people: the verdict and the counts, then each layer, the worst first.</summary>
internal static class ReportPage
{
    private static readonly CultureInfo French = Spaced();

    public static byte[] Write(Report report)
    {
        var html = new StringBuilder(
            "<!DOCTYPE html>\n<html lang=\"fr\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, "
            + "initial-scale=1\"><link rel=\"stylesheet\" href=\"/actifs/page.css\">");
        if (report.Pending is not null)
            html.Append("<meta http-equiv=\"refresh\" content=\"10\">");
        html.Append($"<title>Rapport – {Encoded(report.Dataset)}</title></head><body><header><h1>Rapport de livraison : "
            + $"{Encoded(report.Dataset)}</h1></header><main class=\"rapport\">");
        AppendVerdict(html, report);
        if (report.Changes is { Layers.Count: > 0 } changes)
            AppendChanges(html, changes);
        if (report.Findings.Count == 0)
            html.Append("<p>Aucune remarque.</p>");
        foreach (var layer in ReportLayer.Of(report))
            Append(html, layer);
        return Encoding.UTF8.GetBytes(html.Append("</main></body></html>\n").ToString());
    }

    private static void AppendVerdict(StringBuilder html, Report report)
    {
        var version = report.Version is { } number ? $" (version {number})" : "";
        html.Append($"<p class=\"verdict {(report.Accepted ? "accepte" : "refuse")}\">"
            + $"<strong>{Encoded(char.ToUpperInvariant(report.Verdict[0]) + report.Verdict[1..])}</strong>{version}</p>");
        html.Append($"<p>Fichier « {Encoded(report.File)} », le {report.Date:dd/MM/yyyy} à {report.Date:HH:mm} (UTC).</p><ul "
            + $"class=\"bilan\">");
        foreach (var severity in new[] { Severity.Blocking, Severity.ToFix, Severity.Note })
            html.Append($"<li>{Tag(severity)} {report.Findings.Count(f => f.Severity == severity)}</li>");
        html.Append("</ul><p>Seul ce qui est <em>bloquant</em> n’est pas servi ; ce qui est <em>à corriger</em> est servi au mieux.</p>");
        if (report.Pending is { } pending)
            html.Append($"<p class=\"attente\" role=\"status\">{Encoded(pending.French)}<br><span lang=\"en\">{Encoded(pending.English)}"
                + $"</span></p>");
        if (report.Faults is { } faults)
            html.Append($"<p><a class=\"bouton\" href=\"{Encoded(faults)}\" download>Les défauts à ouvrir dans QGIS (GeoPackage)</a></p>");
    }

    private static void AppendChanges(StringBuilder html, DeliveryChanges changes)
    {
        html.Append($"<section><h2>Par rapport à la version {changes.Since}</h2>");
        if (changes.Lost.French.Length > 0)
            html.Append($"<p class=\"{(changes.NeedConsent ? "pertes" : "")}\"><strong>Pertes : {Encoded(changes.Lost.French)}.</strong>"
                + $"</p>");
        html.Append("<table><thead><tr><th scope=\"col\">Couche</th><th scope=\"col\">Objets</th><th scope=\"col\">Surface (ha)</th><th "
            + "scope=\"col\">Longueur (km)</th><th scope=\"col\">Champs</th></tr></thead><tbody>");
        foreach (var layer in changes.Layers)
            html.Append($"<tr><td>{Encoded(layer.Table)}</td><td>{Change(layer.Before?.Objects, layer.After?.Objects, 1)}</td>"
                + $"<td>{Change(layer.Before?.AreaM2, layer.After?.AreaM2, 10_000)}</td>"
                + $"<td>{Change(layer.Before?.LengthM, layer.After?.LengthM, 1000)}</td><td>{Encoded(FieldsOf(layer))}</td></tr>");
        html.Append("</tbody></table></section>");
    }

    private static string Change(double? before, double? after, double unit) => before is null && after is null ? ""
        : before == after ? Number(before / unit) : $"{Number(before / unit)} → {Number(after / unit)}";

    private static string Number(double? value) => value?.ToString("#,0.##", French) ?? "–";

    private static string FieldsOf(LayerChange layer) => string.Join(", ",
        layer.FieldsGone.Select(field => $"− {field}").Concat(layer.FieldsAdded.Select(field => $"+ {field}")));

    private static void Append(StringBuilder html, ReportLayer layer)
    {
        html.Append($"<section><h2>{Encoded(layer.Title)}</h2><table><thead><tr><th scope=\"col\">Gravité</th><th scope=\"col\">Constat"
            + $"</th><th scope=\"col\">Objets</th><th scope=\"col\">Exemple</th></tr></thead><tbody>");
        foreach (var finding in layer.Findings)
            html.Append($"<tr><td>{Tag(finding.Severity)}</td>"
                + $"<td>{Encoded(finding.Message)}{(finding.Advice.Length > 0 ? $"<br><small>{Encoded(finding.Advice)}</small>" : "")}"
                + $"</td>")
                .Append(finding.Row is { } row
                    ? $"<td class=\"nombre\">{finding.Count.ToString("N0", French)}</td><td>ligne {row}{Place(finding)}</td></tr>"
                    : "<td></td><td></td></tr>");
        html.Append("</tbody></table></section>");
    }

    private static string Place(Finding finding) =>
        finding is { X: { } x, Y: { } y } ? string.Create(French, $"<br><small>{x:0.##} ; {y:0.##}</small>") : "";

    private static string Tag(Severity severity) =>
        $"<span class=\"gravite {severity.ToString().ToLowerInvariant()}\">{severity.Title()}</span>";

    private static string Encoded(string text) => HtmlEncoder.Default.Encode(text);

    /// <summary>This server runs without culture data.</summary>
    private static CultureInfo Spaced() => new("") { NumberFormat = { NumberGroupSeparator = "\u202F", NumberDecimalSeparator = "," } };
}
