using System.Globalization;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Layers;

namespace SrceOgc.Features.Indicators;

/// <summary>The values a role's features are told apart by.</summary>
public static class IndicatorCategories
{
    /// <summary>Beyond these, a field is no category.</summary>
    public const int Most = 24;

    public const string None = "";

    public static string TextOf(FieldValue value) => value.Kind switch
    {
        FieldKind.Null or FieldKind.Blob => None,
        FieldKind.Text => value.Text.Trim(),
        FieldKind.Boolean => value.Boolean ? "oui" : "non",
        FieldKind.Integer => value.Integer.ToString(CultureInfo.InvariantCulture),
        FieldKind.Real => value.Real.ToString("0.###", CultureInfo.InvariantCulture),
        _ => value.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    };

    /// <summary>Of a feature in a source that has categories.</summary>
    internal static string Of(FeatureCursor cursor, RoleSource source) =>
        source.Classes is { } classes ? classes.Of(cursor[source.CategoryField]) : TextOf(cursor[source.CategoryField]);

    /// <summary>Of all features of a role, in order; none when there are too many to be categories.</summary>
    public static IReadOnlyList<string> Of(MeasuredRole role, RequestBudget budget)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var source in role.Sources.Where(source => source.CategoryField >= 0))
        {
            using var cursor = source.Layer.Open(new FeatureQuery { Filter = source.Filter, Budget = budget });
            while (cursor.MoveNext())
                if (found.Add(Of(cursor, source)) && found.Count > Most)
                    return [];
        }

        var classes = role.Sources.SelectMany(source => source.Classes?.Names ?? []).Distinct().ToList();
        return [.. found.OrderBy(classes.IndexOf)];
    }
}
