using SrceOgc.Features.Texts;

namespace SrceOgc.Features.GeoPackages;

/// <summary>
/// Which views of a delivered file are read as layers: those whose plan (SQLite, EXPLAIN QUERY PLAN) walks stored tables and looks rows up
/// in others, one after the other. A view that would sort, group, materialise or recurse is code of the file's maker with a memory of its
/// own, and stays out; what the others cost is bounded by the delivery's time, and by the bytes of the rows they give.
/// </summary>
internal static class StreamedView
{
    /// <summary>Indexes SQLite makes for a join without one: each may be as large as its table.</summary>
    private const int MostIndexes = 2;

    private static readonly string[] Steps = ["SCAN ", "SEARCH ", "COMPOUND QUERY", "LEFT-MOST SUBQUERY", "UNION ALL", "CORRELATED SCALAR"];

    /// <summary>Why this view cannot be read; null when it can, and views may be read from now on.</summary>
    public static Text? Fault(SqliteFile file, string view)
    {
        file.AllowViews();
        try
        {
            using var plan = file.Query($"EXPLAIN QUERY PLAN SELECT * FROM {SqliteFile.Quote(view)}");
            var indexes = 0;
            while (plan.Read())
            {
                var step = plan.Text(3) ?? "";
                if (!Array.Exists(Steps, known => step.StartsWith(known, StringComparison.Ordinal))
                    || step.Contains("VIRTUAL TABLE", StringComparison.Ordinal))
                    return new Text(
                        "c'est une vue qui trie, groupe ou calcule au-delà d'une lecture ligne à ligne",
                        "it is a view that sorts, groups or computes beyond reading row by row");
                if (step.Contains("AUTOMATIC", StringComparison.Ordinal) && ++indexes > MostIndexes)
                    return new Text(
                        $"c'est une vue qui joint plus de {MostIndexes} tables sans index",
                        $"it is a view that joins more than {MostIndexes} tables without an index");
            }

            return null;
        }
        catch (GeoPackageException fault)
        {
            return new Text(
                $"c'est une vue qui ne se lit pas ({fault.Text.French.TrimEnd('.')})",
                $"it is a view that cannot be read ({fault.Text.English.TrimEnd('.')})");
        }
    }
}
