using SrceOgc.Features.Budgets;
using SrceOgc.Rendering.Styles.Expressions;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Tests.Rendering.Styles.Expressions;

/// <summary>No text grows without bound, and no pattern takes longer than the budget.</summary>
public sealed class TextBoundTests
{
    private const int Most = 1 << 20;

    private static readonly StubFeature Feature = new(("a", new string('a', 1000)));

    private static string Thousand => $"'{new string('a', 1000)}'";

    private static int LengthOf(string text)
    {
        var expression = ExpressionParser.Parse(text, Feature.Type, new StyleLosses());
        var context = new EvaluationContext(Feature, default);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var length = expression.Evaluate(context).Bytes.Length;
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 << 20);
        return length;
    }

    [Theory]
    [InlineData("replace(replace(\"a\", 'a', \"a\"), 'a', \"a\")")]
    [InlineData("regexp_replace(regexp_replace(\"a\", 'a', \"a\"), 'a', \"a\")")]
    [InlineData("regexp_replace(replace(\"a\", 'a', \"a\"), '^.*$', '\\\\0\\\\0\\\\0\\\\0')")]
    [InlineData("concat(replace(\"a\", 'a', \"a\"), replace(\"a\", 'a', \"a\"), replace(\"a\", 'a', \"a\"))")]
    [InlineData("replace(\"a\", 'a', \"a\") || replace(\"a\", 'a', \"a\") || replace(\"a\", 'a', \"a\")")]
    [InlineData("upper(replace(replace(\"a\", 'a', \"a\"), 'a', 'aé'))")]
    [InlineData("rpad(replace(\"a\", 'a', \"a\"), 999999, 'x')")]
    public void A_text_is_cut_while_it_is_built(string text) => Assert.InRange(LengthOf(text), 1000, 3 * Most);

    [Fact]
    public void A_text_of_usual_length_is_whole()
    {
        Assert.Equal(100_000, LengthOf("replace(\"a\", 'a', '" + new string('b', 100) + "')"));
        Assert.Equal(100_000, LengthOf("regexp_replace(\"a\", 'a', '" + new string('b', 100) + "')"));
        Assert.Equal(2000, LengthOf("regexp_replace(\"a\", '(a)', '\\\\1\\\\1')"));
    }

    [Fact]
    public void Patterns_that_take_too_long_are_not_tried_for_ever()
    {
        var context = new EvaluationContext(Feature, default);
        var expression = ExpressionParser.Parse($"regexp_match({Thousand}, '^(a+)+$b')", Feature.Type, new StyleLosses());
        for (var i = 0; i < 100; i++)
            Assert.Equal(0, expression.Evaluate(context).Integer);
        Assert.InRange(context.PatternsGivenUp, 1, 20);
    }

    [Theory]
    [InlineData("regexp_match(\"a\", 'a')")]
    [InlineData("regexp_replace(\"a\", 'a', 'b')")]
    [InlineData("concat(replace(\"a\", 'a', \"a\"), 'b')")]
    public void Functions_of_texts_see_that_nobody_waits(string text)
    {
        using var budget = new RequestBudget(TimeSpan.FromSeconds(30), long.MaxValue, new CancellationToken(canceled: true));
        var expression = ExpressionParser.Parse(text, Feature.Type, new StyleLosses());
        Assert.Throws<OperationCanceledException>(() => { _ = expression.Evaluate(new EvaluationContext(Feature, default, budget)).Kind; });
    }
}
