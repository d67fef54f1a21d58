using SrceOgc.Features.Layers;
using SrceOgc.Features.Queries;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Requests;

/// <summary>A sort order as WFS and OData write it: properties, each with ASC, DESC, A or D after it.</summary>
internal static class SortText
{
    private const int MostKeys = 16;

    public static IReadOnlyList<SortKey> Read(string? text, FeatureType type, string parameter)
    {
        if (string.IsNullOrWhiteSpace(text))
            return [];
        var parts = text.Split(',');
        return parts.Length <= MostKeys ? [.. parts.Select(part => Key(part.Trim(), type, parameter))] : throw Invalid(text, parameter);
    }

    private static SortKey Key(string part, FeatureType type, string parameter)
    {
        var space = part.LastIndexOf(' ');
        var direction = space < 0 ? "" : part[(space + 1)..].ToUpperInvariant();
        var isDescending = direction is "D" or "DESC" or "DESCENDING";
        var name = isDescending || direction is "A" or "ASC" or "ASCENDING" ? part[..space].Trim() : part;
        var field = type.IndexOf(PropertyList.LocalName(name));
        return field >= 0 ? new SortKey(field, isDescending) : throw Invalid(part, parameter);
    }

    private static ServiceException Invalid(string given, string parameter) =>
        ServiceException.Invalid(parameter, given, "des propriétés de la couche, chacune suivie au besoin de ASC ou DESC", "properties of the feature type, each followed by ASC or DESC if need be");
}
