using SrceOgc.Features.Layers;
using SrceOgc.Server.Catalogs;

namespace SrceOgc.Server.Territories;

/// <summary>
/// A table without geometry that says which commune belongs to which EPCI, a row a commune: such as the lists of Banatic and Etalab.
/// </summary>
internal sealed record MembershipTable(CatalogLayer Layer, int Siren, int Insee, int Name)
{
    private static readonly string[] SirenFields = ["siren", "siren_epci", "code_epci", "epci_siren"], InseeFields =
        ["insee", "code_insee", "insee_com", "code_commune", "codgeo"];

    private static readonly string[] NameFields = ["epci", "nom_epci", "raison_sociale", "libepci", "nom"];

    public static MembershipTable? Find(IEnumerable<CatalogLayer> layers) => layers.Where(layer => !layer.IsSpatial)
        .Select(layer => new MembershipTable(
            layer, TerritoryLayer.IndexOf(layer.Type, SirenFields, areNumbersGood: true), TerritoryLayer.IndexOf(layer.Type, InseeFields),
                TerritoryLayer.IndexOf(layer.Type, NameFields)))
        .FirstOrDefault(table => table.Siren >= 0 && table.Insee >= 0);

    /// <summary>SIREN, name, INSEE code of each row.</summary>
    public IEnumerable<(string Siren, string Name, string Insee)> Rows()
    {
        using var cursor = Layer.Source.Open(FeatureQuery.All);
        while (cursor.MoveNext())
        {
            var siren = TerritoryLayer.TextOf(cursor[Siren]);
            if (siren.Length > 0)
                yield return (siren, Name < 0 || cursor[Name].IsNull ? siren : cursor[Name].Text, TerritoryLayer.TextOf(cursor[Insee]));
        }
    }
}
