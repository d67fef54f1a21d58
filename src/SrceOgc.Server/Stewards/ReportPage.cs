using System.Globalization;
using SrceOgc.Features.Texts;
using SrceOgc.Publishing.Checks;
using SrceOgc.Publishing.Deliveries;
using SrceOgc.Publishing.Losses;
using SrceOgc.Server.Http;
using SrceOgc.Server.Pages;

namespace SrceOgc.Server.Stewards;

/// <summary>A validation report for people: the verdict and the counts, then each layer, the worst first.</summary>
internal sealed class ReportPage
{
    private const int SecondsBetweenLooks = 10;

    private readonly DocumentPage _page = new("rapport.html");

    public byte[] Write(ServiceRequest request, Report report) => Write(request.SiteUrl, request.Language, report);

    public byte[] Write(string siteUrl, Language language, Report report)
    {
        var numbers = PageNumbers.In(language);
        var changes = report.Changes;
        return _page.Write(siteUrl, language,
            new Text($"Rapport de livraison : {report.Dataset}", $"Report of a delivery: {report.Dataset}").In(language),
            ("kind", "rapport"),
            ("refresh", report.Pending is null ? null : SecondsBetweenLooks),
            ("accepted", report.Accepted),
            ("verdict", Capital(report.Verdict.In(language))),
            ("version", report.Version),
            ("file", report.File),
            ("date", report.Date.ToString(language == Language.French ? "dd/MM/yyyy HH:mm" : "yyyy-MM-dd HH:mm",
                CultureInfo.InvariantCulture)),
            ("counts", new[] { Severity.Blocking, Severity.ToFix, Severity.Note }.Select(severity => new CountView(Key(severity),
                severity.Title().In(language), report.Findings.Count(finding => finding.Severity == severity))).ToArray()),
            ("pending", report.Pending?.In(language)),
            ("faults", report.Faults),
            ("since", changes?.Since),
            ("lost", changes?.Lost.In(language) ?? ""),
            ("needsConsent", changes?.NeedConsent),
            ("changes", (changes?.Layers ?? []).Select(layer => View(layer, numbers)).ToArray()),
            ("layers", ReportLayer.Group(report).Select(layer => new LayerView(layer.Title.In(language),
                [.. layer.Findings.Select(finding => View(finding, language, numbers))])).ToArray()));
    }

    private static ChangeView View(LayerChange layer, CultureInfo numbers) => new(layer.Table,
        Change(layer.Before?.Objects, layer.After?.Objects, 1, numbers),
        Change(layer.Before?.AreaM2, layer.After?.AreaM2, 10_000, numbers),
        Change(layer.Before?.LengthM, layer.After?.LengthM, 1000, numbers),
        string.Join(", ", layer.FieldsGone.Select(field => $"− {field}").Concat(layer.FieldsAdded.Select(field => $"+ {field}"))));

    private static FindingView View(Finding finding, Language language, CultureInfo numbers) => new(
        Key(finding.Severity), finding.Severity.Title().In(language), finding.Message.In(language), finding.Advice.In(language) ?? "",
        finding.Row, finding.Count.ToString("N0", numbers),
        finding is { X: { } x, Y: { } y } ? string.Create(numbers, $"{x:0.##} ; {y:0.##}") : null);

    private static string Change(double? before, double? after, double unit, CultureInfo numbers) => before is null && after is null ? ""
        : before == after ? Number(before / unit, numbers) : $"{Number(before / unit, numbers)} → {Number(after / unit, numbers)}";

    private static string Number(double? value, CultureInfo numbers) => value?.ToString("#,0.##", numbers) ?? "–";

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string Key(Severity severity) => severity.ToString().ToLowerInvariant();

    private sealed record CountView(string Key, string Title, int Number);

    private sealed record ChangeView(string Title, string Objects, string Area, string Length, string Fields);

    private sealed record LayerView(string Title, IReadOnlyList<FindingView> Findings);

    private sealed record FindingView(string Key, string Severity, string Message, string Advice, long? Row, string Count, string? Place);
}
