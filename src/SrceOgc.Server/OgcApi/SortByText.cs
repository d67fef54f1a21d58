using SrceOgc.Features.Budgets;
using SrceOgc.Features.Layers;
using SrceOgc.Features.Texts;

namespace SrceOgc.Server.OgcApi;

/// <summary>sortby: properties, each with + (which an address turns into a space) or - before it.</summary>
internal static class SortByText
{
    public static IReadOnlyList<SortKey> Read(string? text, FeatureType type)
    {
        if (string.IsNullOrWhiteSpace(text))
            return [];
        var parts = text.Split(',');
        return parts.Length <= RequestLimits.SortKeys ? [.. parts.Select(part => Key(part.Trim(), type))] : throw Invalid(text);
    }

    private static SortKey Key(string part, FeatureType type)
    {
        var name = part.TrimStart('+', '-');
        if (type.IsKey(name))
            return new SortKey(SortKey.Identifier, part[0] == '-');
        var field = type.IndexOf(name);
        return field >= 0 ? new SortKey(field, part[0] == '-') : throw Invalid(part);
    }

    private static ServiceException Invalid(string given) => ServiceException.Invalid(
        "sortby", given, "des propriétés de la collection, chacune précédée au besoin de + ou de -",
            "properties of the collection, each with + or - before it if need be");
}
