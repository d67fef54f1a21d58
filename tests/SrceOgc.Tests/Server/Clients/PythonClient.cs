using System.Diagnostics;

namespace SrceOgc.Tests.Server.Clients;

/// <summary>Runs a client script of this folder with the machine's Python, where QGIS, GDAL and OWSLib are; skips when the module is not there.</summary>
internal static class PythonClient
{
    private const string Python = "/usr/bin/python3";

    public static void Run(string module, string script, string expected, params string[] arguments)
    {
        Assert.SkipUnless(File.Exists(Python) && Execute("-c", $"import {module}").Status == 0, $"the Python module {module} is not installed");
        var (status, output) = Execute([Path.Combine(RepositoryFiles.Root, "tests/SrceOgc.Tests/Server/Clients", script), .. arguments]);
        Assert.True(status == 0 && output.Contains(expected, StringComparison.Ordinal), $"{status}\n{output}");
    }

    private static (int Status, string Output) Execute(params ReadOnlySpan<string> arguments)
    {
        var start = new ProcessStartInfo(Python) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["QT_QPA_PLATFORM"] = "offscreen";
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        start.Environment["CPL_CURL_GZIP"] = "YES";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }
}
