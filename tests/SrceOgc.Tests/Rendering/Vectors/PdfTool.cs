using System.Diagnostics;

namespace SrceOgc.Tests.Rendering.Vectors;

/// <summary>Programs that read PDF: Poppler's and qpdf. A test that wants one that is not installed is skipped.</summary>
internal static class PdfTool
{
    /// <summary>What the program says of a document.</summary>
    public static string Read(string program, ReadOnlySpan<byte> pdf, params string[] options)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("a.pdf", pdf);
        return Run(program, program == "pdftotext" ? [.. options, file, "-"] : [.. options, file]);
    }

    /// <summary>A page as a PPM.</summary>
    public static byte[] Draw(ReadOnlySpan<byte> pdf, double dpi, int page = 1)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("a.pdf", pdf);
        var to = Path.Combine(folder.Path, "page");
        Run("pdftoppm", "-r", dpi.ToString(System.Globalization.CultureInfo.InvariantCulture), "-singlefile",
            "-f", $"{page}", "-l", $"{page}", file, to);
        return File.ReadAllBytes(to + ".ppm");
    }

    private static string Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, $"{program}: {process.ExitCode}\n{output}\n{errors.Result}");
            return output;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip($"{program} is not installed");
            throw;
        }
    }
}

/// <summary>A folder that goes when it is disposed of.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("srceogc-").FullName;

    public string Write(string name, ReadOnlySpan<byte> bytes)
    {
        var file = System.IO.Path.Combine(Path, name);
        File.WriteAllBytes(file, bytes);
        return file;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
