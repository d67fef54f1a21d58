using System.Diagnostics;
using System.Globalization;
using NetTopologySuite.IO;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.GeoPackages;
using SrceOgc.Tests.Rendering.Vectors;

namespace SrceOgc.Tests;

/// <summary>The sample territory in the repository is what its generator makes: the same layers, rows, values, and shapes to the
/// centimetre.</summary>
public sealed class SampleDataTests
{
    [Fact]
    public void The_generator_makes_the_file_that_is_there()
    {
        using var folder = new TemporaryFolder();
        var made = Path.Combine(folder.Path, "fait.gpkg");
        Generate(made);
        Assert.Equal(Contents(RepositoryFiles.Sample), Contents(made));
    }

    private static void Generate(string path)
    {
        var generator = Directory.EnumerateFiles(Path.Combine(RepositoryFiles.Root, "src/SrceOgc.SampleData/bin"), "SrceOgc.SampleData.dll",
            SearchOption.AllDirectories).Order().LastOrDefault(file => file.Contains("Release", StringComparison.Ordinal));
        Assert.SkipWhen(generator is null, "the generator is not built");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [generator!, path]) { RedirectStandardOutput = true })!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    /// <summary>A line a feature.</summary>
    private static List<string> Contents(string path)
    {
        using var file = GeoPackageFile.Open(path, RequestBudget.Unlimited);
        var lines = new List<string>();
        foreach (var table in file.Tables.OrderBy(table => table.Name, StringComparer.Ordinal))
        {
            lines.Add($"{table.Name}: {string.Join(", ", table.Columns.Select(column => $"{column.Name} {column.Kind}"))}");
            using var rows = file.Rows(table);
            while (rows.Read())
                lines.Add($"{table.Name} {rows.Integer(0)} {Shape(rows.Blob(1))} "
                    + string.Join('|', Enumerable.Range(2, rows.ColumnCount - 2).Select(column => rows.Text(column))));
        }

        return lines;
    }

    private static string Shape(ReadOnlySpan<byte> blob)
    {
        var geometry = new GeoPackageGeoReader().Read(blob.ToArray());
        var box = geometry.EnvelopeInternal;
        return string.Create(CultureInfo.InvariantCulture,
            $"{geometry.GeometryType} {geometry.NumPoints} {box.MinX:0.00} {box.MinY:0.00} {box.MaxX:0.00} {box.MaxY:0.00} "
            + $"{geometry.Area:0.0} {geometry.Length:0.00}");
    }
}
