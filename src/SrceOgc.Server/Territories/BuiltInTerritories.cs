using SrceOgc.Server.Catalogs;

namespace SrceOgc.Server.Territories;

/// <summary>The types of territory every server knows, from the smallest to the largest, with the names French data give their
/// fields.</summary>
internal static class BuiltInTerritories
{
    public const string Commune = "commune", Epci = "epci", Perimeter = "perimetre";

    private static readonly string[] Names =
        ["nom", "nom_com", "nom_commune", "nom_officiel", "libgeo", "libelle", "nom_m", "raison_sociale", "nom_epci", "nom_scot", "nom_dep",
            "name"];

    private static readonly string[] Siren = ["siren_epci", "code_epci", "epci", "siren"];

    public static IReadOnlyList<TerritoryDeclaration> All { get; } =
    [
        new(Commune, new("Commune", "Municipality"), ["commune", "communes", "*commune*"],
            ["insee", "code_insee", "insee_com", "insee_commune", "codgeo", "code"], Names,
            new Dictionary<string, IReadOnlyList<string>>
            {
                [Epci] = Siren, ["scot"] = ["code_scot", "id_scot", "scot"], ["departement"] =
                    ["insee_dep", "code_dep", "departement", "dep"], ["region"] = ["insee_reg", "code_reg", "reg"],
            }),
        new("entite_ecopaysagere", new("Entité écopaysagère", "Landscape entity"),
            ["*entite*paysag*", "*ecodistrict*entite*", "*ecopaysag*"],
            ["code", "code_entite", "id_entite", "id", "nom"], [.. Names, "nom_eep", "entite", "nom_entite"],
            new Dictionary<string, IReadOnlyList<string>> { ["grande_unite"] = ["code_unite", "code_gup", "id_unite"] }),
        new(Epci, new("Intercommunalité", "Inter-municipal body"), ["epci", "*epci*", "*intercommunalite*"],
            ["siren", "siren_epci", "code_siren", "code_epci", "epci", "code"], Names,
            new Dictionary<string, IReadOnlyList<string>> { ["scot"] = ["code_scot", "id_scot"], ["departement"] =
                ["insee_dep", "code_dep"] },
            ["codes_insee_des_communes_membres", "communes", "codes_insee", "membres"]),
        new("scot", new("SCoT", "SCoT perimeter"), ["scot", "*scot*"], ["code_scot", "id_scot", "code", "siren", "id", "nom"], Names),
        new("grande_unite", new("Grande unité paysagère", "Landscape unit"), ["*grande*unite*", "*ecodistrict*unite*", "*gup*"],
            ["code", "code_unite", "code_gup", "id", "nom"], [.. Names, "nom_gup", "unite", "nom_unite"]),
        new("departement", new("Département", "Department"), ["departement", "departements", "*departement*"],
            ["code_insee", "insee_dep", "code_dep", "dep", "code"], Names,
                new Dictionary<string, IReadOnlyList<string>> { ["region"] = ["code_insee_de_la_region", "insee_reg", "code_reg"] }),
        new("region", new("Région", "Region"), ["region", "regions", "*regions_*"], ["code_insee", "insee_reg", "code_reg", "reg", "code"],
            Names),
    ];

    /// <summary>What the service declares, completed by the built-in types; then those it does not speak of.</summary>
    public static IReadOnlyList<TerritoryDeclaration> With(IReadOnlyList<TerritoryDeclaration>? declared)
    {
        var known = All.ToDictionary(type => type.Type);
        var own = (declared ?? []).Select(type => known.TryGetValue(type.Type, out var usual) ? Completed(type, usual) : type)
            .ToDictionary(type => type.Type);
        return [.. All.Select(type => own.GetValueOrDefault(type.Type, type)), .. own.Values.Where(type => !known.ContainsKey(type.Type))];
    }

    private static TerritoryDeclaration Completed(TerritoryDeclaration own, TerritoryDeclaration usual) => own with
    {
        Title = own.Title ?? usual.Title,
        Match = own.Match ?? usual.Match,
        Code = own.Code ?? usual.Code,
        Name = own.Name ?? usual.Name,
        Parents = own.Parents ?? usual.Parents,
        Communes = own.Communes ?? usual.Communes,
    };
}
