using System.Text;
using System.Text.Encodings.Web;

namespace SrceOgc.Server.Publishing.Api;

/// <summary>A validation report for people: what blocks first, then what is to be mended, then notes.</summary>
internal static class ReportPage
{
    public static byte[] Write(Report report)
    {
        var html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"fr\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><link rel=\"stylesheet\" href=\"/actifs/page.css\">");
        html.Append($"<title>Rapport – {Encoded(report.Dataset)}</title></head><body><header><h1>Rapport de livraison : {Encoded(report.Dataset)}</h1>");
        html.Append($"<p>Fichier « {Encoded(report.File)} », le {report.Date:dd/MM/yyyy} à {report.Date:HH:mm} (UTC) : <strong>{(report.Accepted ? "accepté" : "refusé")}</strong>.</p></header><section class=\"adresses\">");
        if (report.Findings.Count == 0)
            html.Append("<p>Aucune remarque.</p>");
        foreach (var group in report.Findings.GroupBy(f => f.Severity).OrderByDescending(g => g.Key))
            Append(html, group);
        return Encoding.UTF8.GetBytes(html.Append("</section></body></html>\n").ToString());
    }

    private static void Append(StringBuilder html, IGrouping<Severity, Finding> group)
    {
        html.Append($"<h2>{Encoded(char.ToUpperInvariant(Report.Title(group.Key)[0]) + Report.Title(group.Key)[1..])}</h2><ul>");
        foreach (var finding in group)
        {
            html.Append("<li>");
            if (finding.Layer.Length > 0)
                html.Append($"Couche <strong>{Encoded(finding.Layer)}</strong>{(finding.Row is { } row ? $", ligne {row}" : "")}{(finding.Count > 1 ? $" (et {finding.Count - 1} autres)" : "")} : ");
            html.Append($"{Encoded(finding.Message)} {Encoded(finding.Advice)}</li>");
        }

        html.Append("</ul>");
    }

    private static string Encoded(string text) => HtmlEncoder.Default.Encode(text);
}
