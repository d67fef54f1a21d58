using System.Globalization;
using System.Text;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Http;
using SrceOgc.Server.Pages;

namespace SrceOgc.Server.Indicators;

/// <summary>The indicators of a territory for people: a table with bars for shares, what is compared beside it, versions and rule
/// below.</summary>
internal static class IndicatorPage
{
    private static readonly NumberFormatInfo French = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "\u202f" };

    public static byte[] Write(ServiceRequest request, IndicatorTable table)
    {
        var own = table.Own;
        var isFrench = request.Language == Language.French;
        string Say(string french, string english) => isFrench ? french : english;
        var title = $"{Say("Indicateurs", "Indicators")} – {own.Ground.Name} ({own.Ground.Code})";
        var html = new StringBuilder(
            $"<!DOCTYPE html>\n<html lang=\"{Say("fr", "en")}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
            + $"content=\"width=device-width, initial-scale=1\">"
            + $"<link rel=\"stylesheet\" href=\"{request.SiteUrl}/actifs/page.css\"><link rel=\"icon\" "
                + $"href=\"{request.SiteUrl}/actifs/icone.svg\" type=\"image/svg+xml\"><title>{Encoded(title)}</title></head>"
            + $"<body class=\"document texte\"><header><h1>{Encoded(title)}</h1><a href=\"{request.SiteUrl}/\">{Say("Carte", "Map")}"
                + $"</a></header><main class=\"contenu\">");
        html.Append($"<p>{Say("Surface :", "Area:")} {Number(own.Area / 10_000, isFrench)} ha. "
            + $"{Encoded(IndicatorTable.Rule.In(request.Language))}</p>");
        AppendFormats(html, request);
        AppendTable(html, request.Language, table, isFrench);
        AppendSources(html, table, isFrench);
        return Encoding.UTF8.GetBytes(html.Append("</main></body></html>\n").ToString());
    }

    private static void AppendFormats(StringBuilder html, ServiceRequest request)
    {
        var address = $"{request.PublicUrl}{request.Path}";
        html.Append("<p class=\"boutons\">");
        foreach (var (format, title) in new[] { ("csv", "CSV"), ("xlsx", "Excel (XLSX)"), ("json", "JSON") })
        {
            var compared = request.Parameters.Optional("comparer") is { } other
                ? "&amp;comparer=" + Encoded(Uri.EscapeDataString(other)) : "";
            html.Append($"<a class=\"bouton\" href=\"{Encoded(address)}?f={format}{compared}\">{title}</a> ");
        }
        html.Append("</p>");
    }

    private static void AppendTable(StringBuilder html, Language language, IndicatorTable table, bool isFrench)
    {
        var titles = table.Titles(language);
        html.Append($"<div class=\"tableau\" tabindex=\"0\" role=\"region\" aria-label=\"{Encoded(titles[0])}\"><table "
            + $"class=\"chiffres\"><thead><tr><th scope=\"col\">{titles[0]}</th><th scope=\"col\">{Encoded(table.Own.Ground.Name)}</th>");
        html.Append(table.Other is null ? "" : $"<th scope=\"col\">{Encoded(table.OtherName)}</th>").Append("</tr></thead><tbody>");
        foreach (var indicator in table.Own.Binding.Indicators)
        {
            html.Append($"<tr><th scope=\"row\">{Encoded(indicator.Title.In(language))}</th>"
                + $"<td>{Cell(table.Own.Value(indicator), indicator.Unit, isFrench)}</td>");
            html.Append(table.Other is null ? "" : $"<td>{Cell(table.OtherValue(indicator), indicator.Unit, isFrench)}</td>")
                .Append("</tr>");
        }

        html.Append("</tbody></table></div>");
    }

    private static string Cell(double? value, string unit, bool isFrench)
    {
        if (value is not { } number)
            return isFrench ? "sans objet" : "not applicable";
        var text = $"{Number(number, isFrench)}{(unit.Length > 0 ? "\u00a0" + unit : "")}";
        return unit == "%" ? $"<meter min=\"0\" max=\"100\" value=\"{number.ToString("0.###", CultureInfo.InvariantCulture)}\" "
            + $"aria-hidden=\"true\"></meter> {text}" : text;
    }

    private static void AppendSources(StringBuilder html, IndicatorTable table, bool isFrench)
    {
        html.Append($"<h2>{(isFrench ? "Sources" : "Sources")}</h2><p>{(isFrench ? "Calculé le" : "Computed on")} "
            + $"{table.Own.Computed.ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture)} UTC, "
            + $"{Encoded(table.Own.Ground.System.Title)}.</p><ul>");
        foreach (var layer in table.Own.Binding.Layers)
            html.Append($"<li>{Encoded(layer.Title.In(isFrench ? Language.French : Language.English))} – {Encoded(layer.Version)}, "
                + $"{layer.Publication.Published.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)}</li>");
        html.Append("</ul>");
        if (table.Own.Binding.Missing.Count > 0)
            html.Append($"<p>{(isFrench ? "Aucune couche publiée pour :" : "No published layer for:")} {Encoded(string.Join(", ",
                table.Own.Binding.Missing.Select(role => role.Titre.Text.In(isFrench ? Language.French : Language.English))))}.</p>");
    }

    private static string Number(double value, bool isFrench) =>
        isFrench ? value.ToString("#,0.##", French) : value.ToString("#,0.##", CultureInfo.InvariantCulture);

    private static string Encoded(string text) => PageTemplate.Encoded(text);
}
