using System.Globalization;
using SrceOgc.Features.ReferenceSystems;

namespace SrceOgc.Tests.Features.ReferenceSystems;

/// <summary>Against proj-reference.txt, written by proj-reference.py with PROJ's own cs2cs.</summary>
public sealed class ProjReferenceTests
{
    private const double Millimetre = 0.001;
    private const double MillimetreOfArc = 1e-8;

    public static TheoryData<int, int> Pairs => new(Rows().Select(row => ((int)row[0], (int)row[1])).Distinct());

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Agrees_with_PROJ_within_a_millimetre(int source, int target)
    {
        var transform = Between(source, target);
        var tolerance = Find(target).IsGeographic ? MillimetreOfArc : Millimetre;
        var rows = Rows().Where(row => (int)row[0] == source && (int)row[1] == target).ToList();
        Assert.NotEmpty(rows);
        foreach (var row in rows)
        {
            var (x, y) = transform.Transform(row[2], row[3]);
            Assert.True(Math.Abs(x - row[4]) <= tolerance && Math.Abs(y - row[5]) <= tolerance,
                $"{source} -> {target} at {row[2]} {row[3]}: {x:F6} {y:F6}, PROJ {row[4]:F6} {row[5]:F6}");
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Going_and_coming_back_ends_where_it_started(int source, int target)
    {
        var there = Between(source, target);
        var tolerance = (Find(source).IsGeographic ? MillimetreOfArc : Millimetre) * (source == 27572 || target == 27572 ? 1 : 0.1);
        foreach (var row in Rows().Where(row => (int)row[0] == source && (int)row[1] == target))
        {
            var (x, y) = there.Transform(row[2], row[3]);
            var (backX, backY) = there.Inverse.Transform(x, y);
            Assert.Equal(row[2], backX, tolerance);
            Assert.Equal(row[3], backY, tolerance);
        }
    }

    private static CrsTransform Between(int source, int target) => CrsTransform.Between(Find(source), Find(target));

    private static Crs Find(int srid) =>
        CrsRegistry.Standard.Find(srid) ?? throw new InvalidOperationException($"EPSG:{srid} is not in the registry.");

    private static IEnumerable<double[]> Rows() =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Features", "ReferenceSystems", "proj-reference.txt"))
            .Select(line => Array.ConvertAll(line.Split(' '), part => double.Parse(part, CultureInfo.InvariantCulture)));
}
