using System.Diagnostics;
using System.Text.Json;

namespace SrceOgc.Tests.Server.Clients;

/// <summary>
/// The assertions of three suites of the OGC, as the scripts of the shared folder have them, against the built server: no failure may be
/// ours. They skip where
/// the folder, a Python module or a JDK is absent.
/// </summary>
public sealed class ConformanceSuiteTests(RunningServer server)
{
    private const string Python = "/usr/bin/python3";

    /// <summary>Types looked at by a suite: the first of them hold every kind of property and geometry.</summary>
    private const string MostTypes = "10";

    /// <summary>
    /// The suite takes a box to another system by two of its corners, which is another box: it finds other features by right. The strict
    /// form of the same test
    /// takes whole boxes: where that one passes, this one is not the server's.
    /// </summary>
    private const string TwoCorners = "BBoxCrsParameter.verifyBboxCrsParameter", WholeBox = TwoCorners + " [strict]";

    private static readonly string Suites = Path.GetFullPath(Path.Combine(SharedData.Directory, "../cite"));

    [Fact]
    public void WFS_2_0() => Run("wfs20.py", folder =>
        [$"{server.Address}/wfs?SERVICE=WFS&REQUEST=GetCapabilities&VERSION=2.0.0", Path.Combine(folder, "wfs.json"),
            Path.GetFullPath(Path.Combine(SharedData.Directory, "../schemas")), MostTypes], "java");

    [Fact]
    public void OGC_API_Features() =>
        Run("ogcapi.py", folder => [server.Address + "/ogc", Path.Combine(folder, "ogcapi.json"), MostTypes], null);

    [Theory]
    [InlineData("communes")]
    [InlineData("Corridors_ecologiques")]
    [InlineData("seuils_ROE")]
    [InlineData("remarques")]
    public async Task GeoPackage_1_2(string layer)
    {
        var folder = Directory.CreateTempSubdirectory("srceogc-cite-").FullName;
        var file = Path.Combine(folder, layer + ".gpkg");
        await File.WriteAllBytesAsync(
            file, await server.Http.GetByteArrayAsync(
                $"{server.Address}/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES={layer}&OUTPUTFORMAT=gpkg",
                TestContext.Current.CancellationToken),
            TestContext.Current.CancellationToken);
        Run("gpkg12.py", _ => [Path.Combine(folder, "gpkg.json"), file], null);
        Directory.Delete(folder, recursive: true);
    }

    private static void Run(string script, Func<string, string[]> arguments, string? program)
    {
        Assert.SkipUnless(File.Exists(Path.Combine(Suites, script)), "the suites of the shared folder (cite) are not here");
        Assert.SkipUnless(File.Exists(Python) && Execute("/tmp", Python, "-c", "import lxml, requests, osgeo").Status == 0,
            "the Python modules lxml, requests and osgeo are not installed");
        Assert.SkipUnless(program is null || Execute("/tmp", program, "-version").Status == 0, $"{program} is not installed");
        var folder = Directory.CreateTempSubdirectory("srceogc-cite-").FullName;
        var (_, output) = Execute(folder, Python, [Path.Combine(Suites, script), .. arguments(folder)]);
        var report = Directory.EnumerateFiles(folder, "*.json")
            .Append(arguments(folder).FirstOrDefault(argument => argument.EndsWith(".json", StringComparison.Ordinal)) ?? "")
            .First(File.Exists);
        using var outcomes = JsonDocument.Parse(File.ReadAllBytes(report));
        Directory.Delete(folder, recursive: true);
        var all = outcomes.RootElement.GetProperty("outcomes").EnumerateArray().ToArray();
        var whole = all.Where(outcome => Text(outcome, "method") == WholeBox && Text(outcome, "state") == "passed")
            .Select(outcome => Text(outcome, "params")).ToHashSet();
        var failures = all.Where(outcome => Text(outcome, "state") == "failed"
            && !(Text(outcome, "method") == TwoCorners && whole.Contains(Text(outcome, "params")))).ToArray();
        Assert.NotEqual(0, outcomes.RootElement.GetProperty("methods").GetProperty("passed").GetInt32());
        Assert.True(failures.Length == 0, string.Join('\n', failures.Take(5).Select(failure => failure.ToString())) + "\n" + output);
    }

    private static string Text(JsonElement outcome, string member) => outcome.GetProperty(member).GetString()!;

    private static (int Status, string Output) Execute(string folder, string program, params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo(program, arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = folder
            };
            start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
            start.Environment["NODE_PATH"] = Path.Combine(RepositoryFiles.Root, "tests/browser/node_modules");
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output + errors.Result);
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            return (-1, missing.Message);
        }
    }
}
