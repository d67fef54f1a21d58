using SrceOgc.Features.Budgets;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Layers;
using SrceOgc.Features.Texts;

namespace SrceOgc.Server.FeatureRequests;

/// <summary>A sort order as WFS and OData write it: properties, each with ASC, DESC, A or D after it.</summary>
internal static class SortText
{
    /// <param name="text">As the client wrote it.</param>
    /// <param name="type">Where the properties are looked up.</param>
    /// <param name="parameter">What an error names.</param>
    /// <param name="identifier">The name under which the protocol shows the identifier; null when it cannot be sorted by.</param>
    public static IReadOnlyList<SortKey> Read(string? text, FeatureType type, string parameter, string? identifier = null)
    {
        if (string.IsNullOrWhiteSpace(text))
            return [];
        var parts = text.Split(',');
        return parts.Length <= RequestLimits.SortKeys
            ? [.. parts.Where(part => !IsAbsent(part)).Select(part => Key(part.Trim(), type, identifier) ?? throw Invalid(part, parameter))]
            : throw Invalid(text, parameter);
    }

    /// <summary>By what no feature has, all are equal.</summary>
    private static bool IsAbsent(string part) => UsualNames.IsInherited(part.Trim().Split(' ')[0]);

    private static SortKey? Key(string part, FeatureType type, string? identifier)
    {
        var space = part.LastIndexOf(' ');
        var direction = space < 0 ? "" : part[(space + 1)..].ToUpperInvariant();
        var isDescending = direction is "D" or "DESC" or "DESCENDING";
        var name = isDescending || direction is "A" or "ASC" or "ASCENDING" ? part[..space].Trim() : part;
        var local = PropertyList.LocalName(name);
        if (name == identifier || type.IsKey(local))
            return new SortKey(SortKey.Identifier, isDescending);
        var field = type.IndexOf(local);
        return field >= 0 ? new SortKey(field, isDescending) : null;
    }

    private static ServiceException Invalid(string given, string parameter) =>
        ServiceException.Invalid(parameter, given, "des propriétés de la couche, chacune suivie au besoin de ASC ou DESC",
            "properties of the feature type, each followed by ASC or DESC if need be");
}
