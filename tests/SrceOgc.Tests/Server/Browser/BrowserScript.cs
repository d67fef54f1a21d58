using System.Diagnostics;

namespace SrceOgc.Tests.Server.Browser;

/// <summary>Runs a script of tests/browser with Node; skips when it, its packages or the Chromium it needs cannot be had.</summary>
internal static class BrowserScript
{
    private static readonly string Folder = Path.Combine(RepositoryFiles.Root, "tests", "browser");

    private static readonly Lazy<bool> Ready = new(() =>
        File.Exists(Path.Combine(Folder, "node_modules", "@apidevtools", "swagger-parser", "package.json"))
            || Run("npm", "ci", "--no-audit", "--no-fund").Status == 0);

    public static void Run(string script, params string[] arguments)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/chromium"), "Chromium is not installed");
        RunWithoutBrowser(script, arguments);
    }

    public static void RunWithoutBrowser(string script, params string[] arguments)
    {
        Assert.SkipUnless(Ready.Value, "npm cannot fetch the packages of tests/browser");
        var (status, output) = Run("node", [script, .. arguments]);
        Assert.True(status == 0 && output.Contains("all well", StringComparison.Ordinal), $"{status}\n{output}");
    }

    private static (int Status, string Output) Run(string program, params ReadOnlySpan<string> arguments)
    {
        try
        {
            var start = new ProcessStartInfo(program)
            {
                WorkingDirectory = Folder,
                RedirectStandardOutput = true,
                RedirectStandardError =
                true
            };
            foreach (var argument in arguments)
                start.ArgumentList.Add(argument);
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
