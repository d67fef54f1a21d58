using System.Security.Cryptography;
using SrceOgc.Server.Plates;
using SrceOgc.Server.TakeAway;

namespace SrceOgc.Server.Commands;

/// <summary><c>emporter</c>: a territory's package, into a file of the name its project expects unless told otherwise;
/// <c>fiche</c>: its plates.</summary>
internal static class TerritoryCommands
{
    public static async Task<int> TakeAway(CommandCall call)
    {
        var (type, code) = TerritoryOf(call);
        var name = $"{type}-{code}.gpkg";
        var file = call.Arguments.Count > 1 ? call.Arguments[1] : name;
        var query = new[] { ("couches", call["couches"]), ("tampon", call["tampon"]), ("decoupe", call.Has("entiers") ? "0" : null) }
            .Where(pair => pair.Item2 is not null).Select(pair => $"{pair.Item1}={Uri.EscapeDataString(pair.Item2!)}");
        using var server = new ServerClient(call);
        var package = await server.Make(
            $"{TakeAwayService.Folder}{Uri.EscapeDataString(type)}/{Uri.EscapeDataString(code)}.gpkg?{string.Join('&', query)}");
        await File.WriteAllBytesAsync(file, package);
        Console.WriteLine($"{file} : {package.Length} "
            + $"octets.{(Path.GetFileName(file) == name ? "" : $" Le projet QGIS qu'il contient attend le nom {name}.")}");
        return ExitCode.Done;
    }

    public static async Task<int> Plate(CommandCall call)
    {
        var (type, code) = TerritoryOf(call);
        var file = call.Arguments.Count > 1 ? call.Arguments[1] : $"fiche-{type}-{code}.pdf";
        var query = new[] { "modele", "format", "orientation", "date", "echelle", "planche" }.Where(name => call[name] is not null)
            .Select(name => $"{name}={Uri.EscapeDataString(call[name]!)}").Concat(call.Has("communes") ? ["communes=1"] : []);
        using var server = new ServerClient(call);
        var plate = await server.Make(
            $"{PlatesService.Folder}{Uri.EscapeDataString(type)}/{Uri.EscapeDataString(code)}.pdf?{string.Join('&', query)}");
        await File.WriteAllBytesAsync(file, plate);
        Console.WriteLine($"{file} : {plate.Length} octets, SHA-256 {Convert.ToHexStringLower(SHA256.HashData(plate))}.");
        return ExitCode.Done;
    }

    private static (string Type, string Code) TerritoryOf(CommandCall call) =>
        call.Arguments[0].Split('/') is [{ Length: > 0 } type, { Length: > 0 } code] ? (type, code)
            : throw new UsageException($"« {call.Arguments[0]} » : attendu TYPE/CODE, par exemple commune/60011.");
}
