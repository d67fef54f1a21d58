using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;
using SrceOgc.Rendering.Styles;
using SrceOgc.Rendering.Styles.Expressions;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Tests.Rendering.Styles;

public sealed class RuleIndexTests
{
    private static readonly FeatureType Type = StubFeature.TypeOf(GeometryFamily.Polygon, "code", "taille");

    private static Rule Rule(string? filter) => filter == "ELSE"
        ? new Rule { IsElse = true }
        : new Rule { Filter = filter is null ? null : ExpressionParser.Parse(filter, Type, new StyleLosses()) };

    private static int[] Candidates(string?[] filters, object? code)
    {
        var feature = new StubFeature(("code", code), ("taille", 1));
        return new RuleIndex([.. filters.Select(Rule)]).Candidates(new EvaluationContext(feature, default)).ToArray();
    }

    private static string[] Classes(string expression) => [.. Enumerable.Range(0, 60).Select(i => $"{expression} = '{i:00}'")];

    [Theory]
    [InlineData("code")]
    [InlineData("left(code, 2)")]
    [InlineData("upper(substr(code, 1, 2))")]
    public void Dozens_of_classes_of_one_expression_cost_one_look_up(string expression) =>
        Assert.Equal([42], Candidates(Classes(expression), "42"));

    [Fact]
    public void Lists_conjunctions_and_the_other_rules_keep_their_order()
    {
        string?[] filters = ["taille > 0", "code IN ('a', 'b')", "code = 'c'", "code = 'b' AND taille > 5", "code = 'd'", null, "ELSE"];
        Assert.Equal([0, 1, 3, 5], Candidates(filters, "b"));
        Assert.Equal([0, 5], Candidates(filters, "zzz"));
        Assert.Equal([0, 5], Candidates(filters, null));
    }

    [Fact]
    public void Numbers_and_texts_that_say_the_same_meet()
    {
        Assert.Equal([7], Candidates(Classes("code"), 7));
        Assert.Equal([7], Candidates([.. Enumerable.Range(0, 9).Select(i => $"code = {i}")], "7"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(null)]
    public void What_compares_in_several_spellings_tries_every_rule_and_null_none(bool? value) =>
        Assert.Equal(value is null ? 0 : 60, Candidates(Classes("code"), value).Length);

    [Fact]
    public void Few_rules_are_tried_in_turn() => Assert.Equal([0, 1], Candidates(["code = 'a'", "code = 'b'"], "b"));
}
