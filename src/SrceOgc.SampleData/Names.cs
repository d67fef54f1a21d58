namespace SrceOgc.SampleData;

/// <summary>Invented place names in the manner of Picardy.</summary>
internal static class Names
{
    private static readonly string[] Starts =
        ["Beau", "Mont", "Saint-Aubin", "Neuville", "Frémi", "Crève", "Ercheu", "Haute", "Long", "Vaux", "Bel", "Château", "Grand", "Petit",
        "Ville", "Sainte-Geneviève", "Haine", "Bois", "Clair", "Épine"];
    private static readonly string[] Ends =
        ["court", "ville", "-sur-Brume", "-en-Vexois", "mesnil", "fontaine", "-le-Château", "-aux-Bois", "champ", "rivière", "-l'Abbaye",
        "val", "encourt", "oise", "-la-Forêt", "bray", "-sous-Noyers", "marais", "pré", "-Saint-Léger"];
    private static readonly string[] Features =
        ["Forêt", "Bois", "Massif", "Marais", "Vallée", "Coteau", "Prairies", "Étang", "Bocage", "Pelouses calcaires", "Tourbière",
        "Landes"];

    public static string Commune(int index) => Starts[index % Starts.Length] + Ends[(index / Starts.Length * 7 + index * 3) % Ends.Length];

    public static string Place(Noise noise, int index) =>
        $"{Features[noise.Pick(Features.Length, index, 5)]} de {Commune(noise.Pick(140, index, 6))}";

    public static string Place(string feature, Noise noise, int index) => $"{feature} de {Commune(noise.Pick(140, index, 6))}";
}
