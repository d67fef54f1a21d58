using System.Globalization;
using System.Reflection;
using SrceOgc.Features.Budgets;

namespace SrceOgc.Tests;

/// <summary>ogc/securite.md says every limit with its value, and none that is not.</summary>
public sealed class LimitsPageTests
{
    private static readonly NumberFormatInfo Spaced = new() { NumberGroupSeparator = " ", NumberDecimalDigits = 0 };

    [Theory]
    [InlineData(typeof(RequestLimits))]
    [InlineData(typeof(DeliveryLimits))]
    public void The_page_says_every_limit(Type limits)
    {
        var page = File.ReadAllText(Path.Combine(RepositoryFiles.Root, "ogc/securite.md"));
        foreach (var limit in Constants(limits))
            Assert.Contains($"| `{limit.Name}` | "
                + $"{Convert.ToDouble(limit.GetRawConstantValue(), CultureInfo.InvariantCulture).ToString("N", Spaced)} |", page);
    }

    [Fact]
    public void The_page_says_no_other()
    {
        var known = Constants(typeof(RequestLimits)).Concat(Constants(typeof(DeliveryLimits))).Select(limit => limit.Name).ToHashSet();
        foreach (var line in File.ReadLines(Path.Combine(RepositoryFiles.Root, "ogc/securite.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal)))
            Assert.Contains(line.Split('`')[1], known);
    }

    private static IEnumerable<FieldInfo> Constants(Type limits) =>
        limits.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static).Where(field => field.IsLiteral);
}
