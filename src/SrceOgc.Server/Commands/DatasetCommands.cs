using System.Globalization;
using System.Text;
using System.Text.Json;
using SrceOgc.Server.Stewards;

namespace SrceOgc.Server.Commands;

/// <summary><c>jeux</c> and <c>retablir</c>.</summary>
internal static class DatasetCommands
{
    public static async Task<int> List(CommandCall call)
    {
        using var server = new ServerClient(call);
        var answer = await server.Send(HttpMethod.Get, call.Arguments is [var dataset] ? Address(dataset) : DatasetsApi.Path);
        if (call.Has("json"))
        {
            Console.WriteLine(Encoding.UTF8.GetString(answer));
            return ExitCode.Done;
        }

        using var json = JsonDocument.Parse(answer);
        foreach (var element in json.RootElement.TryGetProperty("jeux", out var all)
            ? all.EnumerateArray().ToArray() : [json.RootElement.GetProperty("jeu")])
            Show(element);
        return ExitCode.Done;
    }

    /// <summary>Asks first which version is served, and changes it only while that holds: sent twice, it goes back once.</summary>
    public static async Task<int> RollBack(CommandCall call)
    {
        using var server = new ServerClient(call);
        var address = Address(call.Arguments[0]);
        using var json = JsonDocument.Parse(await server.Send(HttpMethod.Get, address));
        var dataset = json.RootElement.GetProperty("jeu");
        int? served = dataset.TryGetProperty("versionServie", out var number) ? number.GetInt32() : null;
        var target = call.Arguments.Count > 1 ? CommandCall.Number("VERSION", call.Arguments[1]) : Previous(dataset, served);
        if (served is { } known && !call.Has("si-version"))
            server.ExpectVersion(known);
        await server.Send(HttpMethod.Post, string.Create(CultureInfo.InvariantCulture, $"{address}/versions/{target}/activer"));
        Console.WriteLine($"{call.Arguments[0]} : la version {target} est "
            + $"servie{(served is { } before && before != target ? $" à la place de la {before}" : "")}.");
        return ExitCode.Done;
    }

    public static async Task<int> Pin(CommandCall call)
    {
        using var server = new ServerClient(call);
        var number = CommandCall.Number("VERSION", call.Arguments[1]);
        using var json = JsonDocument.Parse(await server.Send(HttpMethod.Post,
            string.Create(CultureInfo.InvariantCulture, $"{Address(call.Arguments[0])}/versions/{number}/epingler")));
        var version = json.RootElement.GetProperty("jeu").GetProperty("versions").EnumerateArray()
            .Single(version => version.GetProperty("version").GetInt32() == number);
        Console.WriteLine($"La version {number} est épinglée.\n{version.GetProperty("citation").GetProperty("phrase").GetString()}");
        return ExitCode.Done;
    }

    private static string Address(string dataset) => $"{DatasetsApi.Path}/{Uri.EscapeDataString(dataset)}";

    private static int Previous(JsonElement dataset, int? served)
    {
        foreach (var version in dataset.GetProperty("versions").EnumerateArray())
            if (!IsDraft(version) && (served is null || version.GetProperty("version").GetInt32() < served))
                return version.GetProperty("version").GetInt32();
        throw new CommandException(ExitCode.Refused, "Il n'y a pas de version conservée avant celle qui est servie.");
    }

    private static void Show(JsonElement dataset)
    {
        int? served = dataset.TryGetProperty("versionServie", out var number) ? number.GetInt32() : null;
        Console.WriteLine($"{dataset.GetProperty("id").GetString()}{(served is null ? " (pas servi)" : "")}");
        foreach (var version in dataset.GetProperty("versions").EnumerateArray())
        {
            var own = version.GetProperty("version").GetInt32();
            var state = own == served ? "servie" : IsDraft(version) ? "brouillon" : "";
            var (author, comment) = (version.GetProperty("auteur").GetString(), version.GetProperty("commentaire").GetString());
            var date = version.GetProperty("date").GetDateTime();
            Console.WriteLine($"  {own,5}  {date:yyyy-MM-dd HH:mm}  {state,-9}  {author}  {comment}".TrimEnd());
        }
    }

    private static bool IsDraft(JsonElement version) => version.TryGetProperty("brouillon", out _);
}
