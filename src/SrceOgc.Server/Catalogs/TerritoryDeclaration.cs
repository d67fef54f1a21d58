namespace SrceOgc.Server.Catalogs;

/// <summary>
/// A type of territory, as <c>ogc/service.json</c> may declare it (<c>"territories"</c>): which layers hold such, and in which fields.
/// Texts and fields that are left
/// out are those of the built-in type of this key.
/// </summary>
/// <param name="Type">Singular: it stands in addresses.</param>
/// <param name="Title">Of one such territory.</param>
/// <param name="Match">Patterns of layer names; the first of them that a layer fits wins.</param>
/// <param name="Code">Names of the field of codes, most wanted first.</param>
/// <param name="Name">Names of the field of names.</param>
/// <param name="Parents">Fields that hold the code of the territory of another type it belongs to.</param>
/// <param name="Communes">Fields that list the INSEE codes of its communes.</param>
internal sealed record TerritoryDeclaration(
    string Type, LocalizedText? Title = null, IReadOnlyList<string>? Match = null, IReadOnlyList<string>? Code = null,
        IReadOnlyList<string>? Name = null,
    IReadOnlyDictionary<string, IReadOnlyList<string>>? Parents = null, IReadOnlyList<string>? Communes = null);
