using System.Text.Json;
using SrceOgc.Publishing.Store;
using SrceOgc.Server.Identity;
using SrceOgc.Server.Stewards;

namespace SrceOgc.Server.Commands;

/// <summary>
/// <c>jetons</c>: asks a running server, with an administrator's token; or with <c>--data</c> changes the store of a stopped one, for
/// whoever lost that token. The lock of the store keeps the two apart.
/// </summary>
internal static class TokenCommands
{
    private const string Author = "ligne de commande";

    public static Task<int> Run(CommandCall call) => call.Arguments switch
    {
        [] => List(call),
        ["creer", var name] => Create(call, name),
        ["revoquer", var id] => Revoke(call, id),
        _ => throw new UsageException("jetons attend : rien, creer NOM, ou revoquer ID."),
    };

    private static async Task<int> List(CommandCall call)
    {
        using var json = JsonDocument.Parse(
            await Answer(call, (tokens, _) => TokensJson.All(tokens.All), server => server.Send(HttpMethod.Get, TokensApi.Path)));
        foreach (var token in json.RootElement.EnumerateArray())
            Console.WriteLine($"{token.GetProperty("id").GetString()}  "
                + $"{string.Join(' ', token.GetProperty("droits").EnumerateArray()),-28}  "
                + $"{(token.TryGetProperty("expire", out var end) ? $"jusqu'au {end.GetDateTime():yyyy-MM-dd}" : "sans terme"),-19}  "
                + $"{token.GetProperty("nom").GetString()}");
        return ExitCode.Done;
    }

    private static async Task<int> Create(CommandCall call, string name)
    {
        var right = call["droit"] ?? throw new UsageException("jetons creer : --droit lire, publier ou administrer manque.");
        var draft = new TokenDraft(name, right, call["jeu"] ?? "*", call["jours"] is { } days ? CommandCall.Number("--jours", days) : null);
        using var json = JsonDocument.Parse(
            await Answer(call, (_, changes) => TokensJson.New(changes.Create(draft, Author, "")), server =>
            server.Send(HttpMethod.Post, TokensApi.Path, Form(draft))));
        Console.WriteLine($"{json.RootElement.GetProperty("jeton").GetString()}");
        Console.Error.WriteLine($"Jeton {json.RootElement.GetProperty("id").GetString()} créé ; il ne sera plus montré.");
        return ExitCode.Done;
    }

    private static async Task<int> Revoke(CommandCall call, string id)
    {
        await Answer(call, (_, changes) =>
            changes.Revoke(id, Author, "") ? [] : throw new CommandException(ExitCode.Refused, "Ce jeton n'existe pas."),
            server => server.Send(HttpMethod.Delete, $"{TokensApi.Path}/{Uri.EscapeDataString(id)}"));
        Console.WriteLine($"Jeton {id} révoqué.");
        return ExitCode.Done;
    }

    private static async Task<byte[]> Answer(CommandCall call, Func<TokenStore, TokenChanges, byte[]> here,
        Func<ServerClient, Task<byte[]>> there)
    {
        if (call["data"] is { } folder)
        {
            if (!Directory.Exists(folder))
                throw new CommandException(ExitCode.Refused, $"Le dossier « {folder} » n'existe pas.");
            using var storeLock = StoreLock.Take(folder);
            var tokens = new TokenStore(folder, TimeProvider.System);
            return here(tokens, new(tokens, new Journal(folder, TimeProvider.System), TimeProvider.System));
        }

        using var server = new ServerClient(call);
        return await there(server);
    }

    private static FormUrlEncodedContent Form(TokenDraft draft)
    {
        var form = new Dictionary<string, string> { ["nom"] = draft.Name, ["droit"] = draft.Right, ["jeu"] = draft.Dataset };
        if (draft.Days is { } days)
            form.Add("jours", days.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return new(form);
    }
}
