using System.Diagnostics;

namespace SrceOgc.Tests.Server.Clients;

/// <summary>
/// Runs a client script of this folder with the machine's Python, where QGIS, GDAL and OWSLib are; skips when the module is not there.
/// Where
/// <see cref="RootVariable"/> names the root of another system (a newer Debian, with this repository and the temporary folder mounted in
/// their places), with that one's.
/// </summary>
internal static class PythonClient
{
    private const string Python = "/usr/bin/python3", RootVariable = "CLIENTS_ROOT";

    public static void Run(string module, string script, string expected, params string[] arguments)
    {
        Assert.SkipUnless(File.Exists(Python) && Execute("-c", $"import {module}").Status == 0,
            $"the Python module {module} is not installed");
        var (status, output) = Execute([Path.Combine(RepositoryFiles.Root, "tests/SrceOgc.Tests/Server/Clients", script), .. arguments]);
        Assert.True(status == 0 && output.Contains(expected, StringComparison.Ordinal), $"{status}\n{output}");
    }

    /// <summary>With the Python of this system, whatever <see cref="RootVariable"/> says.</summary>
    public static (int Status, string Output) ExecuteHere(params ReadOnlySpan<string> arguments) => Execute(null, arguments);

    private static (int Status, string Output) Execute(params ReadOnlySpan<string> arguments) =>
        Execute(Environment.GetEnvironmentVariable(RootVariable), arguments);

    private static (int Status, string Output) Execute(string? root, ReadOnlySpan<string> arguments)
    {
        var start = new ProcessStartInfo(root is null ? Python : "chroot") { RedirectStandardOutput = true, RedirectStandardError = true };
        if (root is not null)
        {
            start.ArgumentList.Add(root);
            start.ArgumentList.Add(Python);
        }

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
