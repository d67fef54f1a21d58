using SrceOgc.Server.TakeAway;

namespace SrceOgc.Server.Commands;

/// <summary><c>emporter</c>: a territory's package, into a file of the name its project expects unless told otherwise.</summary>
internal static class TerritoryCommands
{
    public static async Task<int> TakeAway(CommandCall call)
    {
        if (call.Arguments[0].Split('/') is not [{ Length: > 0 } type, { Length: > 0 } code])
            throw new UsageException($"« {call.Arguments[0]} » : attendu TYPE/CODE, par exemple commune/60011.");
        var name = $"{type}-{code}.gpkg";
        var file = call.Arguments.Count > 1 ? call.Arguments[1] : name;
        var query = new[] { ("couches", call["couches"]), ("tampon", call["tampon"]), ("decoupe", call.Has("entiers") ? "0" : null) }
            .Where(pair => pair.Item2 is not null).Select(pair => $"{pair.Item1}={Uri.EscapeDataString(pair.Item2!)}");
        using var server = new ServerClient(call);
        var package = await server.Send(HttpMethod.Get,
            $"{TakeAwayService.Folder}{Uri.EscapeDataString(type)}/{Uri.EscapeDataString(code)}.gpkg?{string.Join('&', query)}");
        await File.WriteAllBytesAsync(file, package);
        Console.WriteLine($"{file} : {package.Length} "
            + $"octets.{(Path.GetFileName(file) == name ? "" : $" Le projet QGIS qu'il contient attend le nom {name}.")}");
        return ExitCode.Done;
    }
}
