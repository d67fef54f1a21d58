using System.Text;
using SrceOgc.Features.Expressions.Evaluation;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;

namespace SrceOgc.Tests.Features.Layers;

/// <summary>
/// What every source of features holds, whatever keeps them: protocols, formats and the renderer count on nothing else. A new source gets a
/// class that derives from this one.
/// </summary>
public abstract class SourceContract
{
    private readonly Lazy<IFeatureSource> _source;
    private long _sum;

    protected SourceContract() => _source = new(NewSource);

    private IFeatureSource Source => _source.Value;

    private FeatureType Type => Source.Type;

    /// <summary>Some features at least, of several kinds of fields, some of them null.</summary>
    protected abstract IFeatureSource NewSource();

    [Fact]
    public void The_type_tells_how_many_there_are_and_where()
    {
        var rows = Read(FeatureQuery.All);
        Assert.NotEmpty(rows);
        Assert.Equal(Type.Count, rows.Count);
        Assert.Equal(rows.Aggregate(Envelope.Empty, (all, row) => all.Union(row.Bounds)), Type.Extent);
        Assert.Equal(Type.Count, Source.Count(FeatureQuery.All));
    }

    [Fact]
    public void Identifiers_are_unique_and_numbers_dense_or_none()
    {
        var rows = Read(FeatureQuery.All);
        Assert.Equal(rows.Count, rows.Select(row => row.Id).Distinct().Count());
        if (rows.Any(row => row.Ordinal >= 0))
            Assert.Equal(Enumerable.Range(0, rows.Count), rows.Select(row => row.Ordinal).Order());
    }

    [Fact]
    public void A_stamp_lasts_as_long_as_what_is_read()
    {
        var stamp = Source.Stamp;
        var rows = Texts(Read(FeatureQuery.All));
        Assert.NotEqual("", stamp);
        Assert.Equal(rows, Texts(Read(FeatureQuery.All)));
        Assert.Equal(stamp, Source.Stamp);
        Assert.False(Source.IsDamaged);
    }

    [Fact]
    public void Pages_are_the_whole_cut_up()
    {
        foreach (var sort in Sorts().Prepend([]))
        {
            var whole = Texts(Read(new FeatureQuery { Sort = sort }));
            const int Page = 7;
            var pages = Enumerable.Range(0, whole.Count / Page + 1)
                .SelectMany(page => Read(new FeatureQuery { Sort = sort, Offset = page * Page, Limit = Page }));
            Assert.Equal(whole, Texts(pages));
        }
    }

    [Fact]
    public void Neither_offset_nor_limit_changes_a_count()
    {
        foreach (var filter in Filters().Append(Filter.All))
        {
            var query = new FeatureQuery { Filter = filter };
            Assert.Equal(Read(query).Count, Source.Count(query with { Offset = 3, Limit = 1 }));
            using var cursor = Source.Open(query with { Offset = 1, Limit = 2 });
            Assert.Contains(cursor.Matched, new[] { -1, Source.Count(query) });
        }
    }

    [Fact]
    public void A_filter_keeps_what_it_holds_for_in_the_same_order()
    {
        foreach (var filter in Filters())
        {
            var kept = new List<string>();
            var predicate = FilterPredicate.Compile(filter);
            using (var cursor = Source.Open(FeatureQuery.All))
                while (cursor.MoveNext())
                    if (predicate.Matches(cursor))
                        kept.Add(Row(cursor).Text);
            Assert.Equal(kept, Texts(Read(new FeatureQuery { Filter = filter })));
        }
    }

    [Fact]
    public void A_sort_puts_nulls_last_or_with_the_largest_first()
    {
        foreach (var sort in Sorts())
        {
            var rows = Read(new FeatureQuery { Sort = sort });
            Assert.Equal(Type.Count, rows.Count);
            for (var i = 1; i < rows.Count; i++)
                Assert.True(Compared(rows[i - 1], rows[i], sort) <= 0, $"{rows[i - 1].Text} before {rows[i].Text}");
        }
    }

    [Fact]
    public void Geometry_is_in_the_normal_form_and_in_its_bounds()
    {
        using var cursor = Source.Open(FeatureQuery.All);
        while (cursor.MoveNext())
        {
            Assert.True(Type.HasGeometry || cursor.Geometry.IsEmpty);
            Assert.True(Source.HasFeaturesWithoutGeometry || !Type.HasGeometry || !cursor.Geometry.IsEmpty);
            Assert.Equal(BoundsOf(cursor.Geometry), cursor.Bounds);
            Assert.True(cursor.DrawnGeometry.SequenceEqual(cursor.Geometry));
            Assert.False(cursor.IsGeneralized);
        }
    }

    [Fact]
    public void A_window_leaves_out_nothing_that_meets_it()
    {
        foreach (var window in Windows())
        {
            var all = Read(FeatureQuery.All);
            var found = Read(new FeatureQuery { Window = window });
            var meeting = all.Where(row => row.Bounds.Intersects(window)).Select(row => row.Id);
            Assert.Subset(found.Select(row => row.Id).ToHashSet(), meeting.ToHashSet());
            Assert.Equal(found.Count, Source.Count(new FeatureQuery { Window = window }));
        }
    }

    [Fact]
    public void A_drawing_shows_features_of_its_window_no_finer_than_asked()
    {
        var side = Math.Max(Type.Extent.Width, Type.Extent.Height);
        foreach (var window in Windows())
            foreach (var pixels in new[] { 4, 64, 4096 })
            {
                var here = Read(new FeatureQuery { Window = window }).ToDictionary(row => row.Id);
                using var cursor = Source.Open(new FeatureQuery { Window = window, Resolution = side / pixels });
                while (cursor.MoveNext())
                {
                    Assert.Equal(here[cursor.Id].Bounds, cursor.Bounds);
                    Assert.Equal(here[cursor.Id].Text, Row(cursor).Text);
                    Assert.True(VerticesOf(cursor.DrawnGeometry) <= VerticesOf(cursor.Geometry));
                    Assert.True(cursor.IsGeneralized || cursor.DrawnGeometry.SequenceEqual(cursor.Geometry));
                }
            }
    }

    [Fact]
    public void Choice_lists_are_the_texts_there_are()
    {
        for (var field = 0; field < Type.Fields.Count; field++)
        {
            var found = Source.DistinctTexts(field, int.MaxValue);
            if (found is null)
                continue;
            Assert.Equal(FieldKind.Text, Type.Fields[field].Kind);
            var texts = Read(FeatureQuery.All).Select(row => row.Values[field]).OfType<string>();
            Assert.Equal(texts.Distinct().Order(StringComparer.Ordinal), found);
            if (found.Count > 1)
                Assert.Null(Source.DistinctTexts(field, found.Count - 1));
        }
    }

    [Fact]
    public void No_feature_allocates()
    {
        Walk();
        var opening = Allocated(() => Source.Open(FeatureQuery.All).Dispose());
        Assert.True(Allocated(Walk) <= opening, $"{Allocated(Walk)} bytes for {Type.Count} features, {opening} to open");
    }

    private static long Allocated(Action work)
    {
        work();
        var before = GC.GetAllocatedBytesForCurrentThread();
        work();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private void Walk()
    {
        using var cursor = Source.Open(FeatureQuery.All);
        while (cursor.MoveNext())
        {
            _sum += cursor.Id + cursor.Ordinal + cursor.Geometry.Length + (cursor.Bounds.IsEmpty ? 0 : 1);
            for (var field = 0; field < Type.Fields.Count; field++)
                _sum += (int)cursor[field].Kind;
        }
    }

    private IEnumerable<SortKey[]> Sorts()
    {
        for (var field = SortKey.Identifier; field < Type.Fields.Count; field++)
        {
            yield return [new(field, Descending: false), new(SortKey.Identifier, Descending: true)];
            yield return [new(field, Descending: true)];
        }
    }

    private IEnumerable<Filter> Filters()
    {
        yield return Filter.None;
        var some = Read(FeatureQuery.All)[(int)Type.Count / 2];
        yield return new IdFilter([some.Id, long.MaxValue]);
        for (var i = 0; i < Type.Fields.Count; i++)
        {
            var field = new FieldExpression(i, Type.Fields[i]);
            yield return new IsNullFilter(field);
            LiteralExpression? literal = some.Values[i] switch
            {
                long number => LiteralExpression.Of(number),
                double number => LiteralExpression.Of(number),
                string text => LiteralExpression.Of(text),
                _ => null,
            };
            if (literal is null)
                continue;
            yield return new ComparisonFilter(ComparisonOperator.Equal, field, literal);
            yield return new ComparisonFilter(ComparisonOperator.Less, field, literal);
            yield return new NotFilter(new ComparisonFilter(ComparisonOperator.GreaterOrEqual, field, literal));
        }
    }

    private IEnumerable<Envelope> Windows()
    {
        var (all, width, height) = (Type.Extent, Type.Extent.Width / 3, Type.Extent.Height / 3);
        if (all.IsEmpty)
            yield break;
        yield return all;
        yield return new(all.MinX, all.MinY, all.MinX + width, all.MinY + height);
        yield return new(all.MinX + width, all.MinY + height, all.MinX + 1.5 * width, all.MinY + 1.5 * height);
        yield return new(all.MaxX + 1, all.MaxY + 1, all.MaxX + 2, all.MaxY + 2);
    }

    private sealed record Feature(long Id, int Ordinal, Envelope Bounds, object?[] Values, string Text);

    private static List<string> Texts(IEnumerable<Feature> rows) => [.. rows.Select(row => row.Text)];

    private List<Feature> Read(FeatureQuery query)
    {
        var rows = new List<Feature>();
        using var cursor = Source.Open(query);
        while (cursor.MoveNext())
            rows.Add(Row(cursor));
        return rows;
    }

    private Feature Row(FeatureCursor cursor)
    {
        var values = new object?[Type.Fields.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = ValueOf(cursor[i]);
        return new(cursor.Id, cursor.Ordinal, cursor.Bounds, values, FormattableString.Invariant(
            $"{cursor.Id} {cursor.Ordinal} {string.Join('|', values.Select(value => value ?? "∅"))}"));
    }

    private static object? ValueOf(FieldValue value) => value.Kind switch
    {
        FieldKind.Null => null,
        FieldKind.Boolean => value.Boolean ? 1L : 0L,
        FieldKind.Integer => value.Integer,
        FieldKind.Real => value.Real,
        FieldKind.Text => value.Text,
        FieldKind.Date => value.Date.DayNumber,
        FieldKind.DateTime => value.DateTime.Ticks,
        _ => Encoding.Latin1.GetString(value.Bytes),
    };

    private static int Compared(Feature one, Feature other, SortKey[] sort)
    {
        foreach (var key in sort)
        {
            var order = key.Field == SortKey.Identifier ? one.Id.CompareTo(other.Id) : Compared(one.Values[key.Field],
                other.Values[key.Field]);
            if (order != 0)
                return key.Descending ? -order : order;
        }

        return 0;
    }

    private static int Compared(object? one, object? other) => (one, other) switch
    {
        (null, null) => 0,
        (null, _) => 1,
        (_, null) => -1,
        (string a, string b) => Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b)),
        _ => ((IComparable)one!).CompareTo(other),
    };

    private static int VerticesOf(ReadOnlySpan<byte> wkb)
    {
        var vertices = 0;
        var cursor = new WkbCursor(wkb);
        while (cursor.MoveToPart())
            for (var runs = cursor.Runs; runs > 0; runs--)
                vertices += cursor.ReadRun().Count;
        return vertices;
    }

    private static Envelope BoundsOf(ReadOnlySpan<byte> wkb)
    {
        var bounds = Envelope.Empty;
        var cursor = new WkbCursor(wkb);
        while (cursor.MoveToPart())
            for (var runs = cursor.Runs; runs > 0; runs--)
            {
                var run = cursor.ReadRun();
                for (var i = 0; i < run.Count; i++)
                    bounds = bounds.Union(new(run.X(i), run.Y(i), run.X(i), run.Y(i)));
            }

        return bounds;
    }
}
