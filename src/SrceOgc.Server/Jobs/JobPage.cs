using System.Globalization;
using System.Text;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Http;
using SrceOgc.Server.Pages;

namespace SrceOgc.Server.Jobs;

/// <summary>A job for people: how far it is, a button that cancels it, the file. <c>travail.js</c> keeps it up to date; without it the
/// page says to load it again.</summary>
internal static class JobPage
{
    public static byte[] Write(ServiceRequest request, JobQueue queue, Job job)
    {
        var isFrench = request.Language == Language.French;
        string Say(string french, string english) => isFrench ? french : english;
        var state = job.State;
        var html = new StringBuilder(
            $"<!DOCTYPE html>\n<html lang=\"{Say("fr", "en")}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
            + $"content=\"width=device-width, initial-scale=1\"><meta name=\"robots\" content=\"noindex\">"
            + $"<link rel=\"stylesheet\" href=\"{request.SiteUrl}/actifs/page.css\"><link rel=\"icon\" "
            + $"href=\"{request.SiteUrl}/actifs/icone.svg\" type=\"image/svg+xml\"><title>{Encoded(state.Title)}</title>"
            + (state.IsOver ? "" : $"<script type=\"module\" src=\"{request.SiteUrl}/actifs/travail.js\"></script>")
            + $"</head><body class=\"document texte\"><header><h1>{Encoded(state.Title)}</h1><a href=\"{request.SiteUrl}/\">"
            + $"{Say("Carte", "Map")}</a></header><main class=\"contenu\">");
        var step = job.Progress.Step;
        html.Append($"<p role=\"status\" id=\"etat\">{Say("État :", "State:")} <strong>"
            + $"{Encoded(JobAnswer.WordOf(state.Phase, request.Language))}</strong>"
            + (queue.Before(job) is > 0 and var rank ? $" ({Say("rang", "rank")} {rank})" : "")
            + (state.Phase == JobPhase.Cours && step.What.Length > 0 ? $" – {Encoded(step.What)}" : "") + "</p>");
        if (!state.IsOver)
            AppendRunning(html, step, isFrench);
        if (state.Fault is { } fault)
            html.Append($"<p class=\"verdict refuse\">{Encoded(fault.In(request.Language))}</p>");
        if (state.Phase == JobPhase.Fini)
            html.Append($"<p><a class=\"bouton\" href=\"{JobAnswer.AddressOf(request, job)}/fichier\">"
                + $"{Say("Télécharger", "Download")} {Encoded(state.FileName)}</a> {PlainSize(state.Bytes, isFrench)}</p>");
        if (JobQueue.GoneAt(state) is { } gone)
            html.Append($"<p>{Say("Gardé jusqu'au", "Kept until")} "
                + $"{gone.ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture)} UTC.</p>");
        return Encoding.UTF8.GetBytes(html.Append("</main></body></html>\n").ToString());
    }

    private static void AppendRunning(StringBuilder html, JobStep step, bool isFrench) => html.Append(
        $"<p><progress id=\"avancement\" max=\"1\" value=\"{step.Share.ToString("0.###", CultureInfo.InvariantCulture)}\" "
        + $"aria-label=\"{(isFrench ? "Avancement" : "Progress")}\"></progress></p>"
        + $"<p><button type=\"button\" id=\"annuler\">{(isFrench ? "Annuler" : "Cancel")}</button></p>"
        + $"<noscript><p>{(isFrench ? "Rechargez cette page pour suivre l'avancement." : "Load this page again to see how far it is.")}"
        + "</p></noscript>"
        + $"<p>{(isFrench ? $"Cette page peut être fermée et rouverte ; le fichier sera gardé {RequestLimits.JobHours} heures."
            : $"This page may be closed and opened again; the file will be kept {RequestLimits.JobHours} hours.")}</p>");

    private static string PlainSize(long bytes, bool isFrench)
    {
        var megabytes = (bytes / 1e6).ToString("0.0", CultureInfo.InvariantCulture);
        return isFrench ? $"({megabytes.Replace('.', ',')} Mo)" : $"({megabytes} MB)";
    }

    private static string Encoded(string text) => PageTemplate.Encoded(text);
}
