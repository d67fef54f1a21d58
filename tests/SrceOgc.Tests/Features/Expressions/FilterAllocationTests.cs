using SrceOgc.Features.Expressions.Cql;
using SrceOgc.Features.Expressions.Evaluation;

namespace SrceOgc.Tests.Features.Expressions;

public sealed class FilterAllocationTests
{
    [Theory]
    [InlineData("rang = 2 AND longueur > 1 OR actif = true")]
    [InlineData("nom ILIKE '%été%' OR accenti(casei(nom)) = 'foret'")]
    [InlineData("releve AFTER 2019-01-01 AND nom IN ('a', 'b') AND rang * 2 < 10")]
    [InlineData("BBOX(geom, 0, 0, 50, 50)")]
    [InlineData("rang LIKE '1%'")]
    [InlineData("year(releve) = 2019 AND month(releve) < 13 AND rang DIV 2 = 1")]
    [InlineData("concat(trim(nom), 'x') = 'y' OR substring(nom, 1, 3) = 'ore' OR indexof(nom, 'r') > 2")]
    public void A_condition_allocates_nothing_per_feature(string cql)
    {
        var predicate = FilterPredicate.Compile(CqlReader.Read(cql, FilterSamples.Builder()));
        Run(predicate, new MemoryCursor(FilterSamples.Source.Features));
        using var cursor = new MemoryCursor(FilterSamples.Source.Features);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var matched = Run(predicate, cursor);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.InRange(matched, 0, 5);
    }

    private static int Run(FilterPredicate predicate, MemoryCursor cursor)
    {
        var matched = 0;
        while (cursor.MoveNext())
            matched += predicate.Matches(cursor) ? 1 : 0;
        return matched;
    }
}
