using System.Text;
using System.Text.Json;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.GeoPackages;
using SrceOgc.Features.Texts;
using SrceOgc.Publishing.Checks;
using SrceOgc.Publishing.Deliveries;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Stewards;

namespace SrceOgc.Server.Commands;

/// <summary><c>publier</c> and <c>verifier</c>.</summary>
internal static class DeliveryCommands
{
    public static async Task<int> Publish(CommandCall call)
    {
        var (dataset, path) = (call.Arguments[0], call.Arguments[1]);
        if (call["couche"] is null)
            RequireQuiet(path);
        using var server = new ServerClient(call);
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var query = new StringBuilder($"{DatasetsApi.Path}/{Uri.EscapeDataString(dataset)}");
        query.Append(call["couche"] is { } layer ? $"/couches/{Uri.EscapeDataString(layer)}?" : "?");
        if (call.Has("essai"))
            query.Append("essai=1&");
        if (call.Has("brouillon"))
            query.Append("brouillon=1&");
        if (call["commentaire"] is { } comment)
            query.Append($"commentaire={Uri.EscapeDataString(comment)}&");
        if (LossesAccepted(call))
            query.Append($"{LossProblem.Parameter}={LossProblem.Losses}");
        var report = Report.Parse(await server.Send(HttpMethod.Put, query.ToString(), new StreamContent(file)));
        var code = Show(report);
        if (!report.IsDryRun || report.Changes is not { NeedConsent: true } || LossesAccepted(call))
            return code;
        Console.Error.WriteLine($"La publication demandera votre accord : --{LossProblem.Parameter} {LossProblem.Losses}.");
        return ExitCode.Refused;
    }

    private static bool LossesAccepted(CommandCall call) => call[LossProblem.Parameter] switch
    {
        null => false,
        LossProblem.Losses => true,
        var other => throw new UsageException($"--{LossProblem.Parameter} : « {other} » ; attendu : {LossProblem.Losses}."),
    };

    /// <summary>Builds the file as the server would, in a folder that goes away.</summary>
    public static Task<int> Verify(CommandCall call)
    {
        var path = call.Arguments[0];
        if (!File.Exists(path))
            throw new CommandException(ExitCode.Refused, $"Le fichier « {path} » n'existe pas.");
        RequireQuiet(path);
        var folder = Path.Combine(Path.GetTempPath(), $"srceogc-{Guid.NewGuid():N}");
        using var staging = Staging.TryCopy(path, folder, within: null, CancellationToken.None)
            ?? throw new CommandException(ExitCode.Refused, $"Le fichier « {path} » ne peut pas être lu, ou il est en cours d'écriture.");
        var report = Checked(staging, OptionsOf(call));
        if (call["defauts"] is { } copy && FaultsFile.In(PublicationBuild.FolderOf(staging)) is { } faults)
            File.Copy(faults, copy, overwrite: true);
        if (!call.Has("json"))
            return Task.FromResult(Show(report));
        Console.WriteLine(Encoding.UTF8.GetString(report.Json(Language.French)));
        return Task.FromResult(report.Accepted ? ExitCode.Done : ExitCode.Refused);
    }

    /// <summary>A file somebody is writing into, or that is none, is not read; the server would say the same.</summary>
    private static void RequireQuiet(string path)
    {
        if (Staging.RefusalOf(path, within: null) is { } refusal)
            throw new CommandException(ExitCode.Refused, $"« {path} » : {refusal.Message.French} {refusal.Advice.French}");
    }

    /// <summary>The profiles and styles of the folders a server started here would use, where they are.</summary>
    private static CheckOptions OptionsOf(CommandCall call)
    {
        var profiles = ProfileLibrary.Read(call["gpkg"] ?? "gpkg");
        foreach (var fault in profiles.Faults)
            Console.Error.WriteLine(fault.French);
        return new(profiles, StyleFolder.Read(call["ogc"] ?? "ogc"), call.Has("complet"));
    }

    private static Report Checked(Staging staging, CheckOptions options)
    {
        var dataset = NcName.Of(Path.GetFileNameWithoutExtension(staging.Source.Name)).ToLowerInvariant();
        var report = new Report(dataset, staging.Source.Name, TimeProvider.System.UtcNow(), false, []) { IsDryRun = true };
        var longest = options.IsComplete ? Timeout.InfiniteTimeSpan : DeliveryLimits.TimeFor(staging.Source.Length);
        using var budget = new RequestBudget(longest, long.MaxValue, CancellationToken.None);
        budget.Start();
        try
        {
            var build = PublicationBuild.Make(staging, new LayerNames(dataset, []), options, isWhole: true, budget,
                static (_, _, _) => { });
            return report with { Accepted = build.IsServable, Findings = build.Findings };
        }
        catch (GeoPackageException fault)
        {
            return report with { Findings = [new(Severity.Blocking, "", fault.Text, Text.None)] };
        }
        catch (BudgetExceededException spent)
        {
            return report with
            {
                Findings =
                [new(Severity.Blocking, "", new(
                    $"la lecture du fichier n'a pas abouti en {spent.Longest.TotalSeconds:0} s.",
                    $"the file could not be read in {spent.Longest.TotalSeconds:0} s."), Text.None)]
            };
        }
    }

    private static int Show(Report report)
    {
        Console.WriteLine(ReportText.Write(report));
        return report.Accepted ? ExitCode.Done : ExitCode.Refused;
    }
}
