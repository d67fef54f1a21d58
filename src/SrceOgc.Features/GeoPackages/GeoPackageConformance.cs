using SrceOgc.Features.Texts;

namespace SrceOgc.Features.GeoPackages;

/// <summary>A departure from the standard. <paramref name="Requirement"/> is its number in OGC 12-128r17; the texts are for the
/// steward.</summary>
public sealed record ConformanceFault(string Table, int Requirement, bool HindersReaders, Text Message, Text Advice);

/// <summary>
/// Holds the structure of a file against the requirements of GeoPackage 1.3 (OGC 12-128r17) that other software minds. Nothing
/// here keeps a file from being served. Views and virtual tables are not run: an R-tree is counted in the table it is stored in.
/// </summary>
internal sealed class GeoPackageConformance(SqliteFile file, GeoPackageCatalogue catalogue, IReadOnlyList<GeoPackageTable> tables)
{
    private const int MostReferences = 1000;

    private static readonly Text SaveAgain = new(
        "Réenregistrez la couche dans un GeoPackage neuf avec QGIS.",
        "Save the layer in a new GeoPackage with QGIS.");

    private static readonly string[] ColumnTypes =
        ["BOOLEAN", "TINYINT", "SMALLINT", "MEDIUMINT", "INT", "INTEGER", "FLOAT", "DOUBLE", "REAL", "TEXT", "BLOB", "DATE", "DATETIME"];

    public IEnumerable<ConformanceFault> Faults() =>
        [.. Header(), .. ReferenceSystems(), .. tables.SelectMany(Table), .. References()];

    private IEnumerable<ConformanceFault> Header()
    {
        var id = (uint)Number("PRAGMA application_id");
        if (id is not (0x47504B47 or 0x47503130 or 0x47503131 or 0x47503132))
            yield return new("", 2, false,
                new(
                    $"l'identifiant d'application du fichier (application_id 0x{id:X8}) n'est pas celui d'un GeoPackage.",
                    $"the application id of the file (application_id 0x{id:X8}) is not that of a GeoPackage."),
                new("Réenregistrez les couches dans un GeoPackage neuf avec QGIS.", "Save the layers in a new GeoPackage with QGIS."));
        else if (id != 0x47504B47)
            yield return new("", 2, false, new("le fichier est au format GeoPackage 1.0 ou 1.1.", "the file is GeoPackage 1.0 or 1.1."),
                new(
                    "Il est lu ; les outils récents écrivent du GeoPackage 1.2 ou plus.",
                    "It is read; tools of today write GeoPackage 1.2 or later."));
    }

    private IEnumerable<ConformanceFault> ReferenceSystems()
    {
        if (!catalogue.HasTable("gpkg_spatial_ref_sys"))
        {
            yield return new("", 10, true, new(
                "la table « gpkg_spatial_ref_sys » manque : les systèmes de coordonnées ne sont pas décrits.",
                "the table 'gpkg_spatial_ref_sys' is missing: reference systems are not described."),
                new("Réenregistrez les couches dans un GeoPackage neuf avec QGIS.", "Save the layers in a new GeoPackage with QGIS."));
            yield break;
        }

        if (!catalogue.HasSystem(-1) || !catalogue.HasSystem(0) || !catalogue.HasSystem(4326))
            yield return new("", 11, false, new(
                "la table « gpkg_spatial_ref_sys » n'a pas les trois systèmes obligatoires (−1, 0 et 4326).",
                "the table 'gpkg_spatial_ref_sys' lacks the three mandatory systems (−1, 0 and 4326)."),
                new(
                    "Sans effet ici ; QGIS les ajoute quand il crée le fichier.",
                    "Without effect here; QGIS adds them when it makes the file."));
        foreach (var table in tables)
            if (table.Srs is { } srs && !catalogue.HasSystem(srs.Id))
                yield return new(table.Name, 12, true,
                    new(
                        $"le système de coordonnées de la couche (srs_id {srs.Id}) n'est pas décrit dans « gpkg_spatial_ref_sys ».",
                        $"the system of the layer (srs_id {srs.Id}) is not described in 'gpkg_spatial_ref_sys'."),
                    new(
                        "Dans QGIS, définissez la projection de la couche, puis enregistrez-la de nouveau.",
                        "In QGIS, set the CRS of the layer, then save it again."));
    }

    private IEnumerable<ConformanceFault> Table(GeoPackageTable table) =>
        table.GeometryColumn is { } geometry
            ? [.. Registration(table, geometry), .. Columns(table), .. Index(table, geometry)] : Columns(table);

    private IEnumerable<ConformanceFault> Registration(GeoPackageTable table, string geometry)
    {
        if (!catalogue.IsRegistered(table.Name))
            yield return new(table.Name, 23, true, new(
                "la couche n'est pas inscrite dans « gpkg_contents ».",
                "the layer is not registered in 'gpkg_contents'."),
                new(
                    "Elle est servie, mais d'autres logiciels ne la voient pas. " + SaveAgain.French,
                    "It is served, and other software does not see it. " + SaveAgain.English));
        if (!catalogue.HasTable("gpkg_geometry_columns"))
            yield return new(table.Name, 21, true, new(
                "la table « gpkg_geometry_columns » manque.",
                "the table 'gpkg_geometry_columns' is missing."),
                new(
                    $"La colonne « {geometry} » est prise pour la géométrie. {SaveAgain.French}",
                    $"The column '{geometry}' is taken for the geometry. {SaveAgain.English}"));
        else if (catalogue.GeometryColumns(table.Name).Count is var rows and not 1)
            yield return new(table.Name, 22, true, rows == 0
                ? new Text(
                    "la colonne de géométrie n'est pas inscrite dans « gpkg_geometry_columns ».",
                    "the geometry column is not registered in 'gpkg_geometry_columns'.")
                : new(
                    "plusieurs colonnes de géométrie sont inscrites dans « gpkg_geometry_columns ».",
                    "several geometry columns are registered in 'gpkg_geometry_columns'."),
                new($"La colonne « {geometry} » est retenue. {SaveAgain.French}",
                    $"The column '{geometry}' is taken. {SaveAgain.English}"));
        else if (!HasColumn(table.Name, geometry))
            yield return new(table.Name, 24, true, new(
                $"la colonne de géométrie inscrite (« {geometry} ») n'existe pas dans la table.",
                $"the registered geometry column ('{geometry}') is not in the table."),
                SaveAgain);
        if (table.KeyColumn is null)
            yield return new(table.Name, 29, true, new(
                "la table n'a pas de clé primaire entière.",
                "the table has no integer primary key."),
                new(
                    "Les identifiants des objets peuvent changer d'une livraison à l'autre. " + SaveAgain.French,
                    "Identifiers of features may change from one delivery to the next. " + SaveAgain.English));
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
                new(
                    $"types de colonne étrangers au GeoPackage : {string.Join(", ", odd.Take(10))}{(odd.Count > 10 ? "…" : "")}.",
                    $"column types foreign to GeoPackage: {string.Join(", ", odd.Take(10))}{(odd.Count > 10 ? "…" : "")}."),
                new(
                    "Ils sont lus au mieux ; réenregistrez la couche avec QGIS pour les normaliser.",
                    "They are read as well as can be; save the layer again with QGIS to normalise them."));
    }

    private static string BaseType(string declared) => declared.Split('(')[0].Trim().ToUpperInvariant();

    /// <summary>The index is an extension (annex F.3): its absence is no fault, an empty one deceives its readers.</summary>
    private IEnumerable<ConformanceFault> Index(GeoPackageTable table, string geometry)
    {
        var stored = $"rtree_{table.Name}_{geometry}_rowid";
        if (!catalogue.HasTable(stored))
            yield return new(table.Name, 75, false, new(
                "la couche n'a pas d'index spatial (R-tree).",
                "the layer has no spatial index (R-tree)."),
                new(
                    "Sans effet ici ; QGIS l'ouvre plus vite avec (propriétés de la couche ▸ Source ▸ Créer un index spatial).",
                    "Without effect here; QGIS opens it faster with one (layer properties ▸ Source ▸ Create spatial index)."));
        else if (Number($"SELECT EXISTS (SELECT 1 FROM {SqliteFile.Quote(stored)})") == 0
            && Number($"SELECT EXISTS (SELECT 1 FROM {SqliteFile.Quote(table.Name)} WHERE {SqliteFile.Quote(geometry)} NOT NULL)") == 1)
            yield return new(table.Name, 77, false, new(
                "l'index spatial (R-tree) de la couche est vide alors qu'elle a des objets.",
                "the spatial index (R-tree) of the layer is empty, and the layer is not."),
                new(
                    "Sans effet ici ; QGIS peut n'afficher aucun objet : recréez l'index.",
                    "Without effect here; QGIS may show no feature: make the index anew."));
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
                    new(
                        "une clé étrangère est mal définie : elle renvoie à une colonne qui n'est pas une clé.",
                        "a foreign key is wrong: it refers to a column that is no key."),
                    new(
                        "Sans effet ici ; la table ne pourra pas être modifiée dans QGIS.",
                        "Without effect here; the table cannot be edited in QGIS."));
            foreach (var (parent, count) in broken)
                yield return new(table.Name, 7, false,
                    new(
                        $"des lignes renvoient à des lignes absentes de « {parent} » "
                            + $"({(count == MostReferences ? "au moins " : "")}{count}).",
                        $"rows refer to rows that '{parent}' does not have ({(count == MostReferences ? "at least " : "")}{count})."),
                    new(
                        "Ces lignes sont servies telles quelles ; corrigez la clé étrangère.",
                        "These rows are served as they are; correct the foreign key."));
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
