using System.Text.RegularExpressions;

namespace SrceOgc.Tests.Architecture;

/// <summary>The rules of ARCHITECTURE.md that a reader of the folders relies on, held against the sources.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly string[] Floors = ["Features", "Rendering", "Publishing", "Server"];

    [Fact]
    public void Rooms_see_what_their_row_says_and_nothing_else()
    {
        var seen = Floors.SelectMany(floor => new CompiledRooms(Assembly(floor)).Sights).ToList();
        var rows = Matrix();
        foreach (var ((from, to), example) in seen)
            Assert.True(rows.TryGetValue(from, out var row) && row.Contains(to),
                $"{from} sees {to}, which rooms.txt does not allow: {example}");
        var all = seen.Select(sight => sight.Key).ToHashSet();
        foreach (var (room, row) in rows)
            Assert.All(row, to => Assert.True(all.Contains((room, to)), $"rooms.txt: {room} does not see {to} any more"));
    }

    [Fact]
    public void Rooms_see_only_rooms_above_them_in_the_list_so_no_circle_is_left()
    {
        var above = new HashSet<string>();
        foreach (var (room, row) in Matrix())
        {
            Assert.All(row, to => Assert.True(above.Contains(to), $"rooms.txt: {room} names {to}, which does not stand above it"));
            above.Add(room);
        }
    }

    [Theory]
    [InlineData("Features")]
    [InlineData("Rendering")]
    [InlineData("Publishing")]
    public void Floors_below_the_server_know_nothing_of_the_web_framework(string floor)
    {
        var references = CompiledRooms.References(Assembly(floor));
        Assert.DoesNotContain(references, name => name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));
    }

    [Fact]
    public void Nobody_but_the_host_sees_a_protocol()
    {
        string[] protocols =
        [
            "SrceOgc.Server.Wms", "SrceOgc.Server.Wmts", "SrceOgc.Server.Wfs", "SrceOgc.Server.OgcApi", "SrceOgc.Server.OData",
        ];
        foreach (var (room, row) in Matrix().Where(row => row.Key != "SrceOgc.Server"))
            Assert.All(row, to => Assert.False(protocols.Contains(to), $"{room} sees {to}"));
    }

    [Fact]
    public void Only_tests_see_what_is_internal()
    {
        foreach (var project in Directory.EnumerateFiles(Path.Combine(RepositoryFiles.Root, "src"), "*.csproj",
            SearchOption.AllDirectories))
            foreach (Match friend in Friend().Matches(File.ReadAllText(project)))
                Assert.Contains(friend.Groups[1].Value, (string[])["SrceOgc.Tests", "SrceOgc.Benchmarks", "SrceOgc.Fuzz"]);
    }

    /// <summary>A public type is named by a floor above, or by what such a type shows.</summary>
    [Theory]
    [InlineData("Features", "Rendering", "Publishing", "Server", "SampleData")]
    [InlineData("Rendering", "Publishing", "Server")]
    [InlineData("Publishing", "Server")]
    [InlineData("Server")]
    public void Public_is_what_a_floor_above_uses(string floor, params string[] above)
    {
        var shown = new CompiledSurface(Assembly(floor)).Shown;
        var used = above.SelectMany(upper => new CompiledSurface(Assembly(upper)).Taken).ToHashSet();
        var left = new Queue<string>(shown.Keys.Where(used.Contains));
        while (left.TryDequeue(out var type))
            foreach (var named in shown[type].Where(named => shown.ContainsKey(named) && used.Add(named)))
                left.Enqueue(named);
        var unused = shown.Keys.Where(type => !used.Contains(type)).Order().ToArray();
        Assert.True(unused.Length == 0, $"public and used by no floor above: {string.Join(", ", unused)}");
    }

    [Fact]
    public void Files_stay_readable()
    {
        foreach (var file in Sources("src"))
            Assert.True(File.ReadLines(file).Count() <= 600, $"{file} is longer than 600 lines");
    }

    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    public void Lines_can_be_read(string folder)
    {
        foreach (var file in Sources(folder))
            foreach (var (number, line) in File.ReadLines(file).Index())
                Assert.True(line.Length <= 140, $"{file}:{number + 1} has {line.Length} columns");
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
            Assert.Contains($"| `{row.Key}` | {(row.Default.Length > 0 ? $"`{row.Default}`" : "(vide)")} | {row.Range} | {row.Meaning} |",
                readme);
    }

    /// <summary>Built beside the tests, or, of a program they do not refer to, in its own folder for the same configuration.</summary>
    private static string Assembly(string floor)
    {
        var beside = Path.Combine(AppContext.BaseDirectory, $"SrceOgc.{floor}.dll");
        return File.Exists(beside) ? beside
            : beside.Replace(Path.Combine("tests", "SrceOgc.Tests"), Path.Combine("src", $"SrceOgc.{floor}"));
    }

    /// <summary>The rows of rooms.txt in their order, names written out.</summary>
    private static Dictionary<string, HashSet<string>> Matrix() =>
        File.ReadLines(Path.Combine(RepositoryFiles.Root, "tests/SrceOgc.Tests/Architecture/rooms.txt"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(':'))
            .ToDictionary(row => $"SrceOgc.{row[0]}", row =>
                row[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(to => $"SrceOgc.{to}").ToHashSet());

    private static IEnumerable<string> Sources(string folder) => Directory
        .EnumerateFiles(Path.Combine(RepositoryFiles.Root, folder), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains("/obj/") && !file.Contains("/bin/") && !file.Contains("/node_modules/"));

    [GeneratedRegex("InternalsVisibleTo Include=\"([^\"]+)\"")]
    private static partial Regex Friend();
}
