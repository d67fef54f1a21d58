using System.Text.RegularExpressions;

namespace SrceOgc.Tests;

/// <summary>The rules of ARCHITECTURE.md that a reader of the folders relies on, held against the sources.</summary>
public sealed partial class ArchitectureTests
{
    [Theory]
    [InlineData("src/SrceOgc.Rendering/Rasterization", "SrceOgc")]
    [InlineData("src/SrceOgc.Features.Budgets/Encodings", "SrceOgc.Features.GeoPackages")]
    [InlineData("src/SrceOgc.Features.Budgets/GeoPackages", "SrceOgc.Features.Formats.Writing")]
    [InlineData("src/SrceOgc.Features.Budgets", "SrceOgc.Rendering")]
    [InlineData("src/SrceOgc.Features.Budgets", "SrceOgc.Server")]
    [InlineData("src/SrceOgc.Rendering", "SrceOgc.Server")]
    [InlineData("src/SrceOgc.Server/Http", "SrceOgc.Server.Wms")]
    [InlineData("src/SrceOgc.Server/Http", "SrceOgc.Server.Wfs")]
    [InlineData("src/SrceOgc.Server/Http", "SrceOgc.Server.Publishing")]
    [InlineData("src/SrceOgc.Server/Publishing", "SrceOgc.Server.Wms")]
    [InlineData("src/SrceOgc.Server/Publishing", "SrceOgc.Server.Wfs")]
    [InlineData("src/SrceOgc.Server/Drawing", "SrceOgc.Server.Wms")]
    [InlineData("src/SrceOgc.Server/Wms", "SrceOgc.Server.Wfs")]
    [InlineData("src/SrceOgc.Server/Wfs", "SrceOgc.Server.Wms")]
    [InlineData("src/SrceOgc.Server/Http", "SrceOgc.Server.OgcApi")]
    [InlineData("src/SrceOgc.Server/Http", "SrceOgc.Server.OData")]
    [InlineData("src/SrceOgc.Server/Http", "SrceOgc.Server.FeatureRequests")]
    [InlineData("src/SrceOgc.Server/Publishing", "SrceOgc.Server.OgcApi")]
    [InlineData("src/SrceOgc.Server/Publishing", "SrceOgc.Server.OData")]
    [InlineData("src/SrceOgc.Server/Wms", "SrceOgc.Server.OgcApi")]
    [InlineData("src/SrceOgc.Server/Wms", "SrceOgc.Server.OData")]
    [InlineData("src/SrceOgc.Server/Wfs", "SrceOgc.Server.OgcApi")]
    [InlineData("src/SrceOgc.Server/Wfs", "SrceOgc.Server.OData")]
    [InlineData("src/SrceOgc.Server/OgcApi", "SrceOgc.Server.Wms")]
    [InlineData("src/SrceOgc.Server/OgcApi", "SrceOgc.Server.Wfs")]
    [InlineData("src/SrceOgc.Server/OgcApi", "SrceOgc.Server.OData")]
    [InlineData("src/SrceOgc.Server/OData", "SrceOgc.Server.Wms")]
    [InlineData("src/SrceOgc.Server/OData", "SrceOgc.Server.Wfs")]
    [InlineData("src/SrceOgc.Server/OData", "SrceOgc.Server.OgcApi")]
    [InlineData("src/SrceOgc.Server/Requests", "SrceOgc.Server.Wms")]
    [InlineData("src/SrceOgc.Server/Requests", "SrceOgc.Server.Wfs")]
    [InlineData("src/SrceOgc.Server/Requests", "SrceOgc.Server.OgcApi")]
    [InlineData("src/SrceOgc.Server/Requests", "SrceOgc.Server.OData")]
    public void A_folder_does_not_see(string folder, string hidden)
    {
        var own = "SrceOgc." + folder["src/SrceOgc.".Length..].Replace('/', '.');
        foreach (var (file, used) in Usings(folder))
            Assert.False(used.StartsWith(hidden, StringComparison.Ordinal) && !used.StartsWith(own, StringComparison.Ordinal), $"{file} uses {used}");
    }

    [Fact]
    public void Files_stay_readable()
    {
        foreach (var file in Sources("src"))
            Assert.True(File.ReadLines(file).Count() <= 600, $"{file} is longer than 600 lines");
    }

    [Fact]
    public void Types_are_not_called_by_empty_words()
    {
        foreach (var file in Sources("src"))
            Assert.DoesNotMatch("(Manager|Helper|Util|Utils|Common|Core)\\.cs$", file);
    }

    [Fact]
    public void The_readme_names_every_setting()
    {
        var readme = File.ReadAllText(Path.Combine(RepositoryFiles.Root, "README.md"));
        foreach (var row in SrceOgc.Server.Configuration.SettingsTable.Rows)
            Assert.Contains($"| `{row.Key}` | {(row.Default.Length > 0 ? $"`{row.Default}`" : "(vide)")} | {row.Range} | {row.Meaning} |", readme);
    }

    private static IEnumerable<(string File, string Used)> Usings(string folder) =>
        Sources(folder).SelectMany(file => UsingLine().Matches(File.ReadAllText(file)).Select(match => (file, match.Groups[1].Value)));

    private static IEnumerable<string> Sources(string folder) => Directory
        .EnumerateFiles(Path.Combine(RepositoryFiles.Root, folder), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains("/obj/") && !file.Contains("/bin/") && !file.Contains("/node_modules/"));

    [GeneratedRegex(@"^using (?:static )?(?:\w+ = )?(SrceOgc[\w.]*);", RegexOptions.Multiline)]
    private static partial Regex UsingLine();
}
