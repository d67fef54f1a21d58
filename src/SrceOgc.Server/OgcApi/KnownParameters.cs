using SrceOgc.Features.Layers;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.OgcApi;

/// <summary>17-069r4, requirement 8: a parameter that the definition of the interface does not have is an error, not noise.</summary>
internal static class KnownParameters
{
    /// <summary>"_" is the number by which jQuery and others get past caches.</summary>
    private static readonly string[] Everywhere = ["f", "language", "_"];

    public static void Check(Parameters parameters, params ReadOnlySpan<string> own) => Check(parameters, null, own);

    /// <summary>Fields of the layer are parameters too: conditions of equality (19-079r2, 6.4).</summary>
    public static void Check(Parameters parameters, FeatureType? type, ReadOnlySpan<string> own)
    {
        foreach (var name in parameters.All.Keys)
            if (!Contains(Everywhere, name) && !Contains(own, name) && (type is null || (type.IndexOf(name) < 0 && !type.IsKey(name))))
                throw new ServiceException("InvalidParameterValue", name, new(
                    $"Le paramètre « {ServiceException.Shortened(name)} » est inconnu ici.",
                        $"Parameter '{ServiceException.Shortened(name)}' is unknown here."));
    }

    public static bool Contains(ReadOnlySpan<string> names, string name)
    {
        foreach (var known in names)
            if (known.Equals(name, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }
}
