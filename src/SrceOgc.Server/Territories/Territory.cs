using SrceOgc.Features.Geometries;
using SrceOgc.Server.Catalogs;

namespace SrceOgc.Server.Territories;

/// <summary>A territory by its code. Codes are text: they keep their zeros.</summary>
/// <param name="Type">Its type's key.</param>
/// <param name="Code">INSEE, SIREN, or the code of its layer.</param>
/// <param name="Name">As the layer has it; its code when there is none.</param>
/// <param name="Plain">The name in lower case without accents, to search by.</param>
/// <param name="Bounds">Longitude and latitude.</param>
/// <param name="Features">Identifiers of its features in its layer; empty when it is made of communes.</param>
/// <param name="Parents">Codes of what it belongs to by its fields, by type.</param>
/// <param name="Communes">INSEE codes of its communes, where data list them.</param>
internal sealed record Territory(
    string Type, string Code, string Name, string Plain, Envelope Bounds, IReadOnlyList<long> Features,
    IReadOnlyDictionary<string, string> Parents, IReadOnlyList<string> Communes)
{
    /// <summary>Where its features are; null when it is made of communes.</summary>
    public CatalogLayer? Layer { get; init; }
}
