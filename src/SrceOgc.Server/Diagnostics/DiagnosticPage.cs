using SrceOgc.Features.LayerFiles.Reading;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Http;
using SrceOgc.Server.Identity;
using SrceOgc.Server.Pages;

namespace SrceOgc.Server.Diagnostics;

/// <summary>
/// GET /diagnostic: tries on itself what QGIS will do, and says what fails and how to mend it; HTML, or JSON for who accepts it. Each
/// catalogue is diagnosed once for each address it is asked at.
/// </summary>
internal sealed class DiagnosticPage(Func<RequestDelegate> server, IReadOnlyList<Text> profileFaults, PublicAddress address,
    TokenStore tokens) : IService
{
    public const string Path = "/diagnostic";

    private readonly PageTemplate _template = new("diagnostic.html");
    private readonly SemaphoreSlim _one = new(1, 1);
    private (string Key, IReadOnlyList<DiagnosticResult> Findings) _last = ("", []);

    public ErrorDialect DialectOf(Parameters parameters) => ErrorDialect.Problem;

    public async Task Answer(ServiceRequest request)
    {
        var findings = await Diagnose(request);
        request.Response.Headers.ContentSecurityPolicy = ContentPolicy.Page;
        if (request.Context.Request.Headers.Accept.ToString().Contains("application/json", StringComparison.Ordinal))
            await request.Send(JsonAnswer.MediaType, Json(findings, request.Language));
        else
            await _template.SendOnce(request, Values(findings, request.Language));
    }

    private async Task<IReadOnlyList<DiagnosticResult>> Diagnose(ServiceRequest request)
    {
        var key = $"{request.Catalog.Sequence} {request.PublicUrl}";
        await _one.WaitAsync(request.Aborted);
        try
        {
            if (_last.Key != key)
                _last = (key, await new SelfChecks(new SelfRequest(server(), request.Context), request.Catalog, request.PublicUrl).Run());
            return [.. _last.Findings, Store(request), Profiles(), Address(request), Proxy(request), .. Administration(request)];
        }
        finally
        {
            _one.Release();
        }
    }

    private static DiagnosticResult Store(ServiceRequest request)
    {
        var damaged = string.Join(", ", request.Catalog.Layers.Where(layer => layer.Source.IsDamaged)
            .Select(layer => layer.Name));
        return new(new("Réserve : les fichiers des couches sont tels qu'ils ont été écrits", "Store: layer files are as they were written"),
            damaged.Length == 0 ? null : new(
            $"Abîmées sur le disque : {damaged}. Elles sont refaites à partir du fichier livré ; si elles ne le sont pas dans la minute, "
                + $"livrez le jeu de nouveau, et vérifiez le disque.",
            $"Damaged on the disk: {damaged}. They are being built anew from the delivered file; if they are not within a minute, "
                + $"deliver the dataset again, and check the disk."));
    }

    private DiagnosticResult Profiles() =>
        new(new("Profils des standards de données : tous sont lus", "Profiles of data standards: all are read"), profileFaults.Count == 0
        ? null : new(
        string.Join(' ', profileFaults.Select(fault => fault.French)), string.Join(' ', profileFaults.Select(fault => fault.English))));

    /// <summary>What the capabilities announce must be what the client reached: behind a proxy they easily differ.</summary>
    private static DiagnosticResult Address(ServiceRequest request)
    {
        var reached = $"{request.Context.Request.Scheme}://{request.Context.Request.Host.Value}";
        var isSame = request.PublicUrl.StartsWith(reached, StringComparison.OrdinalIgnoreCase)
            || request.Context.Request.Headers.ContainsKey("X-Forwarded-Host");
        return new(new($"Adresse annoncée : {request.PublicUrl}", $"Announced address: {request.PublicUrl}"), isSame ? null : new(
            $"Vous êtes venu par {reached}, et le service annonce {request.PublicUrl}. Si cette adresse n'est pas joignable de votre "
                + $"poste, corrigez le réglage « publicUrl » ou déclarez le mandataire dans « trustedProxies ».",
            $"You came by {reached}, and the service announces {request.PublicUrl}. If you cannot reach that address, correct "
                + $"'publicUrl' or name the proxy in 'trustedProxies'."));
    }

    /// <summary>Behind a proxy any client decides what the answers announce, and a cache may keep it for the others.</summary>
    private DiagnosticResult Proxy(ServiceRequest request)
    {
        var isForwarded = request.Context.Request.Headers.Keys.Any(static name =>
            name.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase) || name is "Forwarded" or "Via");
        return new(new("Derrière un mandataire, l'adresse publique est réglée", "Behind a proxy, the public address is set"),
            !address.IsOpen || !isForwarded ? null : new(
            "Cette requête est passée par un mandataire, et « publicUrl » n'est pas réglé : les réponses répètent l'adresse que chaque "
                + "requête annonce. Réglez « publicUrl ».",
            "This request came through a proxy, and 'publicUrl' is not set: answers repeat the address that each request announces. Set "
                + "'publicUrl'."));
    }

    /// <summary>For administrators alone.</summary>
    private IEnumerable<DiagnosticResult> Administration(ServiceRequest request)
    {
        if (request.Caller.Token?.Allows(Right.Administer, "*") != true)
            yield break;
        yield return new(new("Quelqu'un pourra encore administrer le service dans un mois",
            "Somebody will be able to administer the service in a month"), StartAdvice.EndsSoon(tokens, request.Now) is not { } end
                ? null : new(
            $"Le dernier jeton d'administration expire le {end:dd/MM/yyyy} : créez-en un autre d'ici là.",
                $"The last administrator's token expires on {end:yyyy-MM-dd}: make another one before."));
    }

    private static (string Name, object? Value)[] Values(IReadOnlyList<DiagnosticResult> findings, Language language)
    {
        var faults = findings.Count(finding => !finding.IsWell);
        var summary = faults == 0
            ? new Text("Tout fonctionne comme QGIS l'attend.", "Everything works as QGIS expects.")
            : new($"{faults} point(s) à corriger.", $"{faults} point(s) to mend.");
        return
        [
            ("title", new Text("Diagnostic du service", "Diagnosis of the service").In(language)),
            ("summary", summary.In(language)),
            ("home", new Text("Retour à la carte", "Back to the map").In(language)),
            ("findings", findings.Select(finding => new FindingView(finding.IsWell ? "bien" : "defaut",
                (finding.IsWell ? new Text("Bien", "Well") : new("À corriger", "To mend")).In(language), finding.Title.In(language),
                finding.Fault?.In(language))).ToArray()),
        ];
    }

    private sealed record FindingView(string Mark, string State, string Title, string? Fault);

    private static byte[] Json(IReadOnlyList<DiagnosticResult> findings, Language language) => JsonAnswer.Make(json =>
    {
        json.WriteStartObject();
        json.WriteBoolean("bien", findings.All(finding => finding.IsWell));
        json.WriteStartArray("essais");
        foreach (var finding in findings)
        {
            json.WriteStartObject();
            json.WriteString("titre", finding.Title.In(language));
            json.WriteBoolean("bien", finding.IsWell);
            if (finding.Fault is { } fault)
                json.WriteString("defaut", fault.In(language));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });
}
