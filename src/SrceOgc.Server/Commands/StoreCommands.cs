using SrceOgc.Publishing.Deliveries;

namespace SrceOgc.Server.Commands;

/// <summary><c>verifier-reserve</c>: says of every version kept whether it still is what was written.</summary>
internal static class StoreCommands
{
    public static Task<int> Verify(CommandCall call)
    {
        var folder = call["data"] ?? "data";
        var (versions, damaged) = (0, 0);
        foreach (var state in StoreVerification.Verify(folder))
        {
            versions++;
            damaged += state.Faults.Count > 0 ? 1 : 0;
            Console.WriteLine($"{state.Dataset}, version {state.Version} : {(state.Faults.Count == 0 ? "intacte" : "abîmée")}");
            foreach (var fault in state.Faults)
                Console.WriteLine($"  - {fault.French}");
        }

        Console.WriteLine(damaged == 0
            ? $"{versions} version(s) vérifiée(s), toutes intactes."
            : $"{versions} version(s) vérifiée(s), dont {damaged} abîmée(s). Un serveur en marche refait celles qu'il sert ; livrez de "
                + $"nouveau celles dont le fichier livré est abîmé.");
        return Task.FromResult(damaged == 0 ? ExitCode.Done : ExitCode.Refused);
    }
}
