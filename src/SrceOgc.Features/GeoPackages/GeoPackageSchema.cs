using System.Globalization;
using SrceOgc.Features.Layers;

namespace SrceOgc.Features.GeoPackages;

/// <summary>The tables of an empty GeoPackage (OGC 12-128r17, annex C), and the types of columns (table 1).</summary>
internal static class GeoPackageSchema
{
    public static IReadOnlyList<string> Statements { get; } =
    [
        "CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL, "
            + "organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT)",
        "INSERT INTO gpkg_spatial_ref_sys VALUES ('Undefined cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined cartesian "
            + "coordinate reference system'), ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate "
            + "reference system'), ('WGS 84 geodetic', 4326, 'EPSG', 4326, 'GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\","
            + "6378137,298.257223563,AUTHORITY[\"EPSG\",\"7030\"]],AUTHORITY[\"EPSG\",\"6326\"]],PRIMEM[\"Greenwich\",0,"
            + "AUTHORITY[\"EPSG\",\"8901\"]],UNIT[\"degree\",0.0174532925199433,AUTHORITY[\"EPSG\",\"9122\"]],AXIS[\"Latitude\",NORTH],"
            + "AXIS[\"Longitude\",EAST],AUTHORITY[\"EPSG\",\"4326\"]]', 'longitude/latitude coordinates in decimal degrees on the WGS 84 "
            + "spheroid')",
        "CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description "
            + "TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), min_x DOUBLE, min_y "
            + "DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER, CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES "
            + "gpkg_spatial_ref_sys(srs_id))",
        "CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, "
            + "srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL, CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, "
            + "column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name), CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES "
            + "gpkg_contents(table_name), CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id))",
        "CREATE TABLE gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL, scope "
            + "TEXT NOT NULL, CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name))",
        "CREATE TABLE gpkg_data_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT, description TEXT, "
            + "mime_type TEXT, constraint_name TEXT, CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name), CONSTRAINT gdc_tn UNIQUE "
            + "(table_name, name))",
        "CREATE TABLE gpkg_data_column_constraints (constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL, value TEXT, min "
            + "NUMERIC, min_is_inclusive BOOLEAN, max NUMERIC, max_is_inclusive BOOLEAN, description TEXT, CONSTRAINT gdcc_ntv UNIQUE "
            + "(constraint_name, constraint_type, value))",
        "INSERT INTO gpkg_extensions VALUES ('gpkg_data_columns', NULL, 'gpkg_schema', "
            + "'http://www.geopackage.org/spec/#extension_schema', 'read-write'), ('gpkg_data_column_constraints', NULL, 'gpkg_schema', "
            + "'http://www.geopackage.org/spec/#extension_schema', 'read-write')",
    ];

    public const string LayerStyles =
        "CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256), f_table_schema TEXT(256), "
            + "f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT, useAsDefault "
            + "BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30), update_time DATETIME DEFAULT CURRENT_TIMESTAMP)";

    /// <summary>The tables of the metadata extension (OGC 12-128r17, F.8), and that they are there.</summary>
    public static IReadOnlyList<string> Metadata { get; } =
    [
        "CREATE TABLE gpkg_metadata (id INTEGER CONSTRAINT m_pk PRIMARY KEY ASC NOT NULL, md_scope TEXT NOT NULL DEFAULT 'dataset', "
            + "md_standard_uri TEXT NOT NULL, mime_type TEXT NOT NULL DEFAULT 'text/xml', metadata TEXT NOT NULL DEFAULT '')",
        "CREATE TABLE gpkg_metadata_reference (reference_scope TEXT NOT NULL, table_name TEXT, column_name TEXT, row_id_value INTEGER, "
            + "timestamp DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), md_file_id INTEGER NOT NULL, md_parent_id "
            + "INTEGER, CONSTRAINT crmr_mfi_fk FOREIGN KEY (md_file_id) REFERENCES gpkg_metadata(id), CONSTRAINT crmr_mpi_fk FOREIGN KEY "
            + "(md_parent_id) REFERENCES gpkg_metadata(id))",
        "INSERT INTO gpkg_extensions VALUES ('gpkg_metadata', NULL, 'gpkg_metadata', "
            + "'http://www.geopackage.org/spec120/#extension_metadata', 'read-write'), ('gpkg_metadata_reference', NULL, 'gpkg_metadata', "
            + "'http://www.geopackage.org/spec120/#extension_metadata', 'read-write')",
    ];

    public static string TypeOf(GeoPackageColumn column) => column.Kind switch
    {
        FieldKind.Boolean => "BOOLEAN",
        FieldKind.Integer => "INTEGER",
        FieldKind.Real => "DOUBLE",
        FieldKind.Date => "DATE",
        FieldKind.DateTime => "DATETIME",
        FieldKind.Blob => "BLOB",
        _ => column.MaxLength > 0 ? $"TEXT({column.MaxLength.ToString(CultureInfo.InvariantCulture)})" : "TEXT",
    };

    /// <summary>Keeps the index right when the file is edited later, in the words of OGC 12-128r14, F.3, which validators compare; this
    /// server never runs them.</summary>
    public static IEnumerable<string> IndexTriggers(string table, string column)
    {
        var (t, c, tree) = (SqliteFile.Quote(table), SqliteFile.Quote(column), SqliteFile.Quote($"rtree_{table}_{column}"));
        string Name(string suffix) => SqliteFile.Quote($"rtree_{table}_{column}_{suffix}");
        var insert = $"INSERT OR REPLACE INTO {tree} VALUES (NEW.fid, ST_MinX(NEW.{c}), ST_MaxX(NEW.{c}), ST_MinY(NEW.{c}), "
            + $"ST_MaxY(NEW.{c}));";
        var isFilled = $"(NEW.{c} NOTNULL AND NOT ST_IsEmpty(NEW.{c}))";
        var isVoid = $"(NEW.{c} ISNULL OR ST_IsEmpty(NEW.{c}))";
        yield return $"CREATE TRIGGER {Name("insert")} AFTER INSERT ON {t} WHEN {isFilled} BEGIN {insert} END";
        yield return $"CREATE TRIGGER {Name("update1")} AFTER UPDATE OF {c} ON {t} WHEN OLD.fid = NEW.fid AND {isFilled} BEGIN {insert} "
            + $"END";
        yield return $"CREATE TRIGGER {Name("update2")} AFTER UPDATE OF {c} ON {t} WHEN OLD.fid = NEW.fid AND {isVoid} BEGIN DELETE FROM "
            + $"{tree} WHERE id = OLD.fid; END";
        yield return $"CREATE TRIGGER {Name("update3")} AFTER UPDATE ON {t} WHEN OLD.fid != NEW.fid AND {isFilled} BEGIN DELETE FROM "
            + $"{tree} WHERE id = OLD.fid; {insert} END";
        yield return $"CREATE TRIGGER {Name("update4")} AFTER UPDATE ON {t} WHEN OLD.fid != NEW.fid AND {isVoid} BEGIN DELETE FROM "
            + $"{tree} WHERE id IN (OLD.fid, NEW.fid); END";
        yield return $"CREATE TRIGGER {Name("delete")} AFTER DELETE ON {t} WHEN OLD.{c} NOT NULL BEGIN DELETE FROM {tree} WHERE id = "
            + $"OLD.fid; END";
    }
}
