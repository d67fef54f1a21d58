using SrceOgc.Features.Budgets;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Layers;
using SrceOgc.Features.Texts;

namespace SrceOgc.Server.FeatureRequests;

/// <summary>A list of properties: which fields, in schema order whatever the order asked, and whether the geometry.</summary>
internal static class PropertyList
{
    public static IReadOnlyList<int> Read(IReadOnlyList<string> names, FeatureType type, string parameter, out bool withGeometry)
    {
        if (names.Count > RequestLimits.Properties)
            throw new ServiceException("InvalidParameterValue", parameter, new(
                $"{parameter} : {names.Count} propriétés, au plus {RequestLimits.Properties}.",
                    $"{parameter}: {names.Count} properties, at most {RequestLimits.Properties}."));
        withGeometry = type.HasGeometry && names.Count == 0;
        if (names.Count == 0)
            return [.. Enumerable.Range(0, type.Fields.Count)];
        var fields = new SortedSet<int>();
        foreach (var name in names)
            if (IsGeometry(name, type))
                withGeometry = true;
            else if (!UsualNames.IsInherited(name.Trim()))
                fields.Add(Field(name, type, parameter));
        return [.. fields];
    }

    /// <summary>Its name here, or one it has elsewhere where no field is called so.</summary>
    public static bool IsGeometry(string name, FeatureType type) => type.HasGeometry
        && (LocalName(name) == type.GeometryName || (UsualNames.IsGeometry(LocalName(name)) && type.IndexOf(LocalName(name)) < 0));

    public static string LocalName(string name) => name[(name.LastIndexOfAny([':', '/']) + 1)..].Trim();

    private static int Field(string name, FeatureType type, string parameter) =>
        type.IndexOf(LocalName(name)) is >= 0 and var field ? field : throw new ServiceException(
        "InvalidParameterValue", parameter, new(
            $"La couche « {type.Name} » n'a pas de propriété « {ServiceException.Shortened(name)} ».",
                $"Feature type '{type.Name}' has no property '{ServiceException.Shortened(name)}'."));
}
