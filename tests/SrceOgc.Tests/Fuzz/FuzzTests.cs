using System.Diagnostics;

namespace SrceOgc.Tests.Fuzz;

/// <summary>Each reader of what strangers send: what it once failed on, then ten seconds of chance. Longer runs: <c>.ci/run
/// --tout</c>.</summary>
public sealed class FuzzTests
{
    private const string Seconds = "10";

    [Theory]
    [InlineData("wkb")]
    [InlineData("cql")]
    [InlineData("cql2json")]
    [InlineData("fes")]
    [InlineData("qml")]
    [InlineData("sld")]
    [InlineData("expression")]
    [InlineData("gpkg")]
    [InlineData("couche")]
    [InlineData("kvp")]
    [InlineData("odata")]
    [InlineData("xml")]
    public async Task Nothing_that_chance_writes_breaks_a_reader(string target)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory =
            RepositoryFiles.Root
        };
        foreach (var argument in (string[])[
            Path.Combine(AppContext.BaseDirectory, "SrceOgc.Fuzz.dll"), target, "--seconds", Seconds, "--seed",
                $"{Environment.TickCount & 0xFFFF}",
            "--corpus", Path.Combine(RepositoryFiles.Root, "tests/SrceOgc.Fuzz/corpus")])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{string.Join(' ', start.ArgumentList)}: {process.ExitCode}\n{output}\n{await errors}");
    }
}
