using System.Diagnostics;
using System.Text;
using System.Text.Json;
using SrceOgc.Tests.Server.Publishing;

namespace SrceOgc.Tests.Server.Commands;

/// <summary>The executable as cron and PowerShell call it: what it prints, and its exit codes.</summary>
public sealed class CommandLineTests
{
    private const int Done = 0, Refused = 1, Misused = 2, Unreachable = 3, Forbidden = 4;

    [Fact]
    public async Task A_steward_publishes_lists_and_goes_back()
    {
        await using var steward = await Steward.Start();
        using var file = new DeliveredFile(TestGeoPackage.Bytes());
        var tried = await Run(steward, "publier", "essai", file.Path, "--essai");
        Assert.Equal((Done, true), (tried.Code, tried.Output.Contains("peut être publié")));
        var first = await Run(steward, "publier", "essai", file.Path, "--commentaire", "Première à l'été");
        Assert.True(first is { Code: Done } && first.Output.Contains("(version 1)"), first.Output);
        var other = await Run(steward, "publier", "essai", RepositoryFiles.Sample);
        Assert.True(other is { Code: Refused } && other.Errors.Contains("2 couches sur 4"), other.Errors);
        var tryOther = await Run(steward, "publier", "essai", RepositoryFiles.Sample, "--essai");
        Assert.True(tryOther is { Code: Refused } && tryOther.Errors.Contains("--accepter pertes"), tryOther.Errors);
        Assert.Equal(Misused, (await Run(steward, "publier", "essai", RepositoryFiles.Sample, "--accepter", "tout")).Code);
        var second = await Run(steward, "publier", "essai", RepositoryFiles.Sample, "--si-version=1", "--accepter", "pertes");
        Assert.True(second is { Code: Done } && second.Output.Contains("(version 2)"), second.Output);
        var late = await Run(steward, "publier", "essai", file.Path, "--si-version", "1", "--accepter", "pertes");
        Assert.True(late is { Code: Refused } && late.Errors.Contains("If-Match"), late.Errors);

        Assert.Equal(Done, (await Run(steward, "retablir", "essai")).Code);
        var listed = await Run(steward, "jeux", "essai");
        Assert.Matches("1  .*servie .*Première à l'été", listed.Output);
        Assert.Equal(Refused, (await Run(steward, "retablir", "essai")).Code);
        Assert.Equal(Refused, (await Run(steward, "retablir", "essai", "9")).Code);
        Assert.Equal(2, JsonDocument.Parse((await Run(steward, "jeux", "--json")).Output).RootElement.GetProperty("jeux")[0]
            .GetProperty("versions").GetArrayLength());
    }

    [Fact]
    public async Task A_file_is_checked_without_a_server()
    {
        using var good = new DeliveredFile(TestGeoPackage.Bytes());
        var accepted = await Run("verifier", good.Path);
        Assert.True(accepted is { Code: Done } && accepted.Output.Contains("objet sans géométrie"), accepted.Output);
        using var bad = new DeliveredFile(Encoding.UTF8.GetBytes(new string('x', 5000)));
        Assert.Equal(Refused, (await Run("verifier", bad.Path)).Code);
        Assert.False(JsonDocument.Parse((await Run("verifier", bad.Path, "--json")).Output).RootElement.GetProperty("accepte")
            .GetBoolean());
        Assert.Equal(Refused, (await Run("verifier", bad.Path + ".absent")).Code);
    }

    [Fact]
    public async Task Tokens_are_made_and_revoked_on_a_running_server_or_a_stopped_store()
    {
        await using var steward = await Steward.Start();
        var made = await Run(steward, "jetons", "creer", "cron", "--droit", "publier", "--jeu", "essai", "--jours", "30");
        Assert.Equal(Done, made.Code);
        using var file = new DeliveredFile(TestGeoPackage.Bytes());
        Assert.Equal(Done, (await Run("publier", "essai", file.Path, "--serveur", steward.Server.Address, "--jeton",
            made.Output.Trim())).Code);
        Assert.Equal(Forbidden, (
            await Run("publier", "autre", file.Path, "--serveur", steward.Server.Address, "--jeton", made.Output.Trim())).Code);
        Assert.Contains("publier:essai", (await Run(steward, "jetons")).Output);

        var locked = await Run("jetons", "--data", steward.Server.DataFolder);
        Assert.True(locked is { Code: Refused } && locked.Errors.Contains("déjà tenue"), locked.Errors);
        await steward.Server.Stop();
        var rescued = await Run("jetons", "creer", "secours", "--droit", "administrer", "--data", steward.Server.DataFolder);
        Assert.Equal(Done, rescued.Code);
        steward.Server.Start();
        await steward.Server.WaitFor("an answer", async () => (await steward.Server.Get("/sante")).IsSuccessStatusCode);
        Assert.Contains("secours", await steward.Read("/api/v1/journal", rescued.Output.Trim()));
    }

    [Fact]
    public async Task Exit_codes_tell_a_script_what_to_do()
    {
        var help = await Run("--aide");
        Assert.True(help is { Code: Done } && help.Output.Contains("JEU [VERSION]"), help.Output);
        Assert.Contains("--commentaire TEXTE", (await Run("publier", "--aide")).Output);
        Assert.Equal(Misused, (await Run("publer")).Code);
        Assert.Equal(Misused, (await Run("publier", "essai")).Code);
        Assert.Equal(Misused, (await Run("verifier", "x", "--inconnue")).Code);
        Assert.Equal(Misused, (await Run("jetons", "creer", "x", "--jours", "demain", "--droit", "lire")).Code);
        Assert.Equal(Unreachable, (await Run("jeux", "--serveur", "http://127.0.0.1:9")).Code);
        await using var steward = await Steward.Start();
        Assert.Equal(Forbidden, (await Run("jetons", "--serveur", steward.Server.Address)).Code);
    }

    [Fact]
    public async Task A_second_server_on_one_store_is_refused()
    {
        await using var steward = await Steward.Start();
        var second = await Run("--urls", "http://127.0.0.1:0", "--gpkg", steward.Server.GpkgFolder, "--ogc",
            Path.Combine(RepositoryFiles.Root, "ogc"), "--data", steward.Server.DataFolder);
        Assert.True(second.Code == 1 && second.Errors.Contains("est déjà tenue par un serveur"), second.Errors);
        Assert.Equal("ok", await steward.Server.GetText("/sante"));
    }

    private static Task<(int Code, string Output, string Errors)> Run(Steward steward, params string[] arguments) =>
        Run([.. arguments, "--serveur", steward.Server.Address], steward.Secret);

    internal static Task<(int Code, string Output, string Errors)> Run(params string[] arguments) => Run(arguments, "");

    private static async Task<(int Code, string Output, string Errors)> Run(string[] arguments, string token)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "SrceOgc.Server.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            Environment = { ["SRCE_JETON"] = token },
        };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }

    private sealed class DeliveredFile : IDisposable
    {
        public DeliveredFile(byte[] content) => File.WriteAllBytes(Path, content);

        public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"srceogc-{Guid.NewGuid():N}.gpkg");

        public void Dispose() => File.Delete(Path);
    }
}
