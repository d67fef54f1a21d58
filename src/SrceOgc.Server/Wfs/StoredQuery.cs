namespace SrceOgc.Server.Wfs;

/// <summary>A parameter of a stored query: its name, its XML type and what it means.</summary>
internal sealed record StoredParameter(string Name, string Type, string Title);

/// <summary>A query kept by the server under a name (WFS 2.0.0, 7.9.3.6 and 14).</summary>
internal sealed record StoredQuery(string Id, string Title, string Abstract, params IReadOnlyList<StoredParameter> Parameters)
{
    private static readonly StoredParameter TypeName = new("typeName", "xsd:string", "Couche à lire");

    public static readonly StoredQuery ById = new(
        "urn:ogc:def:query:OGC-WFS::GetFeatureById", "Objet par identifiant", "Rend l'objet de cet identifiant, seul.",
        new StoredParameter("ID", "xsd:string", "Identifiant (gml:id), « couche.numéro »"));

    public static readonly StoredQuery InCommune = new(
        "urn:srceogc:requete:commune", "Objets d'une commune",
            "Rend les objets d'une couche qui touchent une commune, donnée par son code INSEE (et non son code postal).",
        TypeName, new StoredParameter("insee", "xsd:string", "Code INSEE de la commune, 5 caractères"));

    public static readonly StoredQuery InEpci = new(
        "urn:srceogc:requete:epci", "Objets d'un EPCI", "Rend les objets d'une couche qui touchent un EPCI, donné par son numéro SIREN.",
        TypeName, new StoredParameter("siren", "xsd:string", "Numéro SIREN de l'EPCI, 9 chiffres"));

    public static readonly StoredQuery Around = new(
        "urn:srceogc:requete:autour", "Objets autour d'un point", "Rend les objets d'une couche à une distance d'un point.",
        TypeName, new StoredParameter("x", "xsd:double", "Abscisse (ou longitude) du point"),
            new StoredParameter("y", "xsd:double", "Ordonnée (ou latitude) du point"),
        new StoredParameter("distance", "xsd:double", "Distance en mètres"),
            new StoredParameter("crs", "xsd:string", "Système de coordonnées du point (EPSG:2154 sans indication contraire)"));

    public static IReadOnlyList<StoredQuery> All { get; } = [ById, InCommune, InEpci, Around];
}
