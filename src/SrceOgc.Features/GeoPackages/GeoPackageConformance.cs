namespace SrceOgc.Features.GeoPackages;

/// <summary>A departure from the standard. <paramref name="Requirement"/> is its number in OGC 12-128r17; the texts are French, for the
/// steward.</summary>
public sealed record ConformanceFault(string Table, int Requirement, bool HindersReaders, string Message, string Advice);

/// <summary>
/// Holds the structure of a file against the requirements of GeoPackage 1.3 (OGC 12-128r17) that other software minds. Nothing
/// here keeps a file from being served. Views and virtual tables are not run: an R-tree is counted in the table it is stored in.
/// </summary>
internal sealed class GeoPackageConformance(SqliteFile file, GeoPackageCatalogue catalogue, IReadOnlyList<GeoPackageTable> tables)
{
    private const int MostReferences = 1000;

    private const string SaveAgain = "Réenregistrez la couche dans un GeoPackage neuf avec QGIS.";

    private static readonly string[] ColumnTypes =
        ["BOOLEAN", "TINYINT", "SMALLINT", "MEDIUMINT", "INT", "INTEGER", "FLOAT", "DOUBLE", "REAL", "TEXT", "BLOB", "DATE", "DATETIME"];

    public IEnumerable<ConformanceFault> Faults() =>
        [.. Header(), .. ReferenceSystems(), .. tables.SelectMany(Table), .. References()];

    private IEnumerable<ConformanceFault> Header()
    {
        var id = (uint)Number("PRAGMA application_id");
        if (id is not (0x47504B47 or 0x47503130 or 0x47503131 or 0x47503132))
            yield return new("", 2, false,
                $"l'identifiant d'application du fichier (application_id 0x{id:X8}) n'est pas celui d'un GeoPackage.",
                "Réenregistrez les couches dans un GeoPackage neuf avec QGIS.");
        else if (id != 0x47504B47)
            yield return new("", 2, false, "le fichier est au format GeoPackage 1.0 ou 1.1.",
                "Il est lu ; les outils récents écrivent du GeoPackage 1.2 ou plus.");
    }

    private IEnumerable<ConformanceFault> ReferenceSystems()
    {
        if (!catalogue.HasTable("gpkg_spatial_ref_sys"))
        {
            yield return new("", 10, true, "la table « gpkg_spatial_ref_sys » manque : les systèmes de coordonnées ne sont pas décrits.",
                "Réenregistrez les couches dans un GeoPackage neuf avec QGIS.");
            yield break;
        }

        if (!catalogue.HasSystem(-1) || !catalogue.HasSystem(0) || !catalogue.HasSystem(4326))
            yield return new("", 11, false, "la table « gpkg_spatial_ref_sys » n'a pas les trois systèmes obligatoires (−1, 0 et 4326).",
                "Sans effet ici ; QGIS les ajoute quand il crée le fichier.");
        foreach (var table in tables)
            if (table.Srs is { } srs && !catalogue.HasSystem(srs.Id))
                yield return new(table.Name, 12, true,
                    $"le système de coordonnées de la couche (srs_id {srs.Id}) n'est pas décrit dans « gpkg_spatial_ref_sys ».",
                    "Dans QGIS, définissez la projection de la couche, puis enregistrez-la de nouveau.");
    }

    private IEnumerable<ConformanceFault> Table(GeoPackageTable table) =>
        table.GeometryColumn is { } geometry
            ? [.. Registration(table, geometry), .. Columns(table), .. Index(table, geometry)] : Columns(table);

    private IEnumerable<ConformanceFault> Registration(GeoPackageTable table, string geometry)
    {
        if (!catalogue.IsRegistered(table.Name))
            yield return new(table.Name, 23, true, "la couche n'est pas inscrite dans « gpkg_contents ».",
                "Elle est servie, mais d'autres logiciels ne la voient pas. " + SaveAgain);
        if (!catalogue.HasTable("gpkg_geometry_columns"))
            yield return new(table.Name, 21, true, "la table « gpkg_geometry_columns » manque.",
                $"La colonne « {geometry} » est prise pour la géométrie. {SaveAgain}");
        else if (catalogue.GeometryColumns(table.Name).Count is var rows and not 1)
            yield return new(table.Name, 22, true, rows == 0
                ? "la colonne de géométrie n'est pas inscrite dans « gpkg_geometry_columns »."
                : "plusieurs colonnes de géométrie sont inscrites dans « gpkg_geometry_columns ».",
                $"La colonne « {geometry} » est retenue. {SaveAgain}");
        else if (!HasColumn(table.Name, geometry))
            yield return new(table.Name, 24, true, $"la colonne de géométrie inscrite (« {geometry} ») n'existe pas dans la table.",
                SaveAgain);
        if (table.KeyColumn is null)
            yield return new(table.Name, 29, true, "la table n'a pas de clé primaire entière.",
                "Les identifiants des objets peuvent changer d'une livraison à l'autre. " + SaveAgain);
    }

    private IEnumerable<ConformanceFault> Columns(GeoPackageTable table)
    {
        var odd = new List<string>();
        using var rows = file.Query($"PRAGMA table_info({SqliteFile.Quote(table.Name)})");
        while (rows.Read())
            if (rows.Text(1) is { } name && name != table.GeometryColumn && BaseType(rows.Text(2) ?? "") is var type
                && !ColumnTypes.Contains(type))
                odd.Add($"« {name} » {(type.Length > 0 ? type : "sans type")}");
        if (odd.Count > 0)
            yield return new(table.Name, 5, false,
                $"types de colonne étrangers au GeoPackage : {string.Join(", ", odd.Take(10))}{(odd.Count > 10 ? "…" : "")}.",
                "Ils sont lus au mieux ; réenregistrez la couche avec QGIS pour les normaliser.");
    }

    private static string BaseType(string declared) => declared.Split('(')[0].Trim().ToUpperInvariant();

    /// <summary>The index is an extension (annex F.3): its absence is no fault, an empty one deceives its readers.</summary>
    private IEnumerable<ConformanceFault> Index(GeoPackageTable table, string geometry)
    {
        var stored = $"rtree_{table.Name}_{geometry}_rowid";
        if (!catalogue.HasTable(stored))
            yield return new(table.Name, 75, false, "la couche n'a pas d'index spatial (R-tree).",
                "Sans effet ici ; QGIS l'ouvre plus vite avec (propriétés de la couche ▸ Source ▸ Créer un index spatial).");
        else if (Number($"SELECT EXISTS (SELECT 1 FROM {SqliteFile.Quote(stored)})") == 0
            && Number($"SELECT EXISTS (SELECT 1 FROM {SqliteFile.Quote(table.Name)} WHERE {SqliteFile.Quote(geometry)} NOT NULL)") == 1)
            yield return new(table.Name, 77, false, "l'index spatial (R-tree) de la couche est vide alors qu'elle a des objets.",
                "Sans effet ici ; QGIS peut n'afficher aucun objet : recréez l'index.");
    }

    private bool HasColumn(string table, string column)
    {
        using var rows = file.Query($"PRAGMA table_info({SqliteFile.Quote(table)})");
        while (rows.Read())
            if (SqliteNames.Comparer.Equals(rows.Text(1), column))
                return true;
        return false;
    }

    /// <summary>Of the tables that are served and have no computed column, which following a key would run.</summary>
    private IEnumerable<ConformanceFault> References()
    {
        foreach (var table in tables.Where(table => !HasComputedColumns(table.Name)))
        {
            var broken = new SortedDictionary<string, int>(StringComparer.Ordinal);
            if (!TryCountBroken(table.Name, broken))
                yield return new(table.Name, 7, false,
                    "une clé étrangère est mal définie : elle renvoie à une colonne qui n'est pas une clé.",
                    "Sans effet ici ; la table ne pourra pas être modifiée dans QGIS.");
            foreach (var (parent, count) in broken)
                yield return new(table.Name, 7, false,
                    $"des lignes renvoient à des lignes absentes de « {parent} » ({(count == MostReferences ? "au moins " : "")}{count}).",
                    "Ces lignes sont servies telles quelles ; corrigez la clé étrangère.");
        }
    }

    private bool HasComputedColumns(string table)
    {
        using var rows = file.Query($"PRAGMA table_xinfo({SqliteFile.Quote(table)})");
        while (rows.Read())
            if (rows.Integer(6) != 0)
                return true;
        return false;
    }

    /// <summary>False when a key is so wrong that SQLite cannot follow it.</summary>
    private bool TryCountBroken(string table, SortedDictionary<string, int> broken)
    {
        try
        {
            using var rows = file.Query($"PRAGMA foreign_key_check({SqliteFile.Quote(table)})");
            for (var i = 0; i < MostReferences && rows.Read(); i++)
                broken[rows.Text(2) ?? ""] = broken.GetValueOrDefault(rows.Text(2) ?? "") + 1;
            return true;
        }
        catch (GeoPackageException)
        {
            return false;
        }
    }

    private long Number(string sql)
    {
        using var rows = file.Query(sql);
        return rows.Read() ? rows.Integer(0) : 0;
    }
}
