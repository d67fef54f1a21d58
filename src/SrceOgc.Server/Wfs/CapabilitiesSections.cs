using SrceOgc.Features.Texts;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Wfs;

/// <summary>The parts of the capabilities that a client may ask for one by one (OWS Common 06-121r3, 7.3.3).</summary>
[Flags]
internal enum CapabilitiesSections
{
    None = 0,
    Identification = 1,
    Provider = 2,
    Operations = 4,
    FeatureTypes = 8,
    Filters = 16,
    All = Identification | Provider | Operations | FeatureTypes | Filters,
}

/// <summary>SECTIONS.</summary>
internal static class SectionsParameter
{
    private static readonly Dictionary<string, CapabilitiesSections> ByName = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ServiceIdentification"] = CapabilitiesSections.Identification,
        ["ServiceProvider"] = CapabilitiesSections.Provider,
        ["OperationsMetadata"] = CapabilitiesSections.Operations,
        ["FeatureTypeList"] = CapabilitiesSections.FeatureTypes,
        ["Filter_Capabilities"] = CapabilitiesSections.Filters,
        ["All"] = CapabilitiesSections.All,
    };

    /// <summary>Sections that WFS 1.1.0 names, and this server has nothing for.</summary>
    private static readonly string[] Empty110 = ["ServesGMLObjectTypeList", "SupportsGMLObjectTypeList"];

    public static IEnumerable<string> Names => ByName.Keys;

    /// <summary>
    /// What is left when nothing is asked for, or nothing has changed (OWS Common 06-121r3, 7.3.4): the schema of WFS 1.1.0 does not let
    /// the
    /// filter capabilities be left out.
    /// </summary>
    public static CapabilitiesSections Least(WfsVersion version) =>
        version == WfsVersion.V110 ? CapabilitiesSections.Filters : CapabilitiesSections.None;

    public static CapabilitiesSections Read(Parameters parameters, WfsVersion version)
    {
        if (version == WfsVersion.V100 || parameters.List("SECTIONS") is not { } names)
            return CapabilitiesSections.All;
        var sections = Least(version);
        foreach (var name in names.Select(name => name.Trim()))
            if (ByName.TryGetValue(name, out var section))
                sections |= section;
            else if (version != WfsVersion.V110 || !Empty110.Contains(name))
                throw ServiceException.Invalid("SECTIONS", name, string.Join(", ", Names), string.Join(", ", Names));
        return sections;
    }
}
