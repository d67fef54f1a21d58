using System.Text;
using SrceOgc.Rendering.Styles.Expressions;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Tests.Rendering.Styles.Expressions;

public sealed class ExpressionTests
{
    private static readonly StubFeature Feature = new(
        ("nom", "Forêt d'Halatte"), ("code", "02001"), ("aire", 12.5), ("nombre", 7), ("vide", null),
        ("le jour", new DateOnly(2024, 2, 29)), ("actif", true));

    private static string Evaluate(string text, EvaluationMoment? moment = null)
    {
        var context = new EvaluationContext(Feature, new MapScale(26.4583333333333, 1, 96))
        {
            Moment = moment ?? EvaluationMoment.Next(),
        };
        var value = ExpressionParser.Parse(text, Feature.Type, new StyleLosses()).Evaluate(context);
        return value.IsNull ? "NULL" : Encoding.UTF8.GetString(context.Scratch.TextOf(value));
    }

    [Theory]
    [InlineData("rand(1, 1000000000)")]
    [InlineData("randf()")]
    [InlineData("uuid()")]
    public void Chance_is_the_same_within_a_request_and_another_in_the_next(string text)
    {
        var (one, other) = (EvaluationMoment.Next(), EvaluationMoment.Next());
        Assert.Equal(Evaluate(text, one), Evaluate(text, one));
        Assert.NotEqual(Evaluate(text, one), Evaluate(text, other));
    }

    [Fact]
    public void A_random_identifier_is_a_version_4_one() =>
        Assert.Matches("^\\{[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\\}$", Evaluate("uuid()"));

    [Fact]
    public void Each_element_of_a_loop_has_its_own_chance() => Assert.Equal("false", Evaluate(
        "with_variable('a', array_foreach(array(1, 1), rand(1, 1000000000)), @a[0] = @a[1])"));

    [Theory]
    [InlineData("1 + 2 * 3", "7")]
    [InlineData("(1 + 2) * 3", "9")]
    [InlineData("7 / 2", "3.5")]
    [InlineData("7 // 2", "3")]
    [InlineData("-7 % 4", "-3")]
    [InlineData("2 ^ 10", "1024")]
    [InlineData("1 / 0", "NULL")]
    [InlineData("-nombre", "-7")]
    [InlineData("1 + NULL", "NULL")]
    [InlineData("'a' + 'b'", "ab")]
    [InlineData("1.5e1 * 2", "30")]
    [InlineData("aire * 2", "25")]
    public void Arithmetic_follows_QGIS(string text, string expected) => Assert.Equal(expected, Evaluate(text));

    [Theory]
    [InlineData("code = '02001'", "true")]
    [InlineData("code = '2001'", "false")]
    [InlineData("code = 2001", "true")]
    [InlineData("nombre = '7'", "true")]
    [InlineData("nom <> 'x'", "true")]
    [InlineData("\"le jour\" >= '2024-02-01'", "true")]
    [InlineData("nombre between 7 and 9", "true")]
    [InlineData("nombre in (1, '7')", "true")]
    [InlineData("nombre not in (1, 2)", "true")]
    [InlineData("nombre in (1, NULL)", "NULL")]
    [InlineData("vide = 1", "NULL")]
    [InlineData("vide is null", "true")]
    [InlineData("nom IS NOT NULL", "true")]
    [InlineData("vide is not 3", "true")]
    [InlineData("nom like 'For_t%'", "true")]
    [InlineData("nom like 'forêt%'", "false")]
    [InlineData("nom ilike '%FORÊT%hal%'", "true")]
    [InlineData("nom not like '%x%'", "true")]
    [InlineData("'100%' like '100\\\\%'", "true")]
    [InlineData("'100 ' like '100\\\\%'", "false")]
    [InlineData("nom ~ '^For'", "1")]
    [InlineData("actif", "true")]
    public void Comparisons_follow_QGIS(string text, string expected) => Assert.Equal(expected, Evaluate(text));

    [Theory]
    [InlineData("vide = 1 and false", "false")]
    [InlineData("vide = 1 and true", "NULL")]
    [InlineData("vide = 1 or true", "true")]
    [InlineData("not vide", "NULL")]
    [InlineData("not nombre = 7 or true", "true")]
    [InlineData("case when nombre > 9 then 'haut' when nombre > 5 then 'moyen' else 'bas' end", "moyen")]
    [InlineData("case when false then 1 end", "NULL")]
    [InlineData("if(vide, 1, 2)", "2")]
    [InlineData("coalesce(vide, code, 'rien')", "02001")]
    [InlineData("nullif(nombre, 7)", "NULL")]
    public void Unknown_is_neither_true_nor_false(string text, string expected) => Assert.Equal(expected, Evaluate(text));

    [Theory]
    [InlineData("nom || ' (' || code || ')'", "Forêt d'Halatte (02001)")]
    [InlineData("nom || vide", "NULL")]
    [InlineData("concat(nom, vide, nombre)", "Forêt d'Halatte7")]
    [InlineData("upper('forêt')", "FORÊT")]
    [InlineData("title('l ÉCOLE')", "L École")]
    [InlineData("'a[' || ']'", "a[]")]
    [InlineData("left(code, 2)", "02")]
    [InlineData("right(code, 3)", "001")]
    [InlineData("substr('abcdef', 2, 3)", "bcd")]
    [InlineData("left('été', 2)", "ét")]
    [InlineData("left('été', -1)", "été")]
    [InlineData("left('été', 9)", "été")]
    [InlineData("right('été', 2)", "té")]
    [InlineData("right('été', -1)", "été")]
    [InlineData("substr('été', -2, 1)", "t")]
    [InlineData("substr('été', 2, -1)", "t")]
    [InlineData("substr('été', 5)", "")]
    [InlineData("lower('ÉTÉ Ÿ')", "été ÿ")]
    [InlineData("length('été')", "3")]
    [InlineData("replace('a-b', '-', '_')", "a_b")]
    [InlineData("strpos('abc', 'c')", "3")]
    [InlineData("lpad('7', 3, '0')", "007")]
    [InlineData("format_number(12345.678, 1)", "12\u202F345,7")]
    [InlineData("regexp_replace('a12', '[0-9]+', '#')", "a#")]
    [InlineData("'d''eau'", "d'eau")]
    [InlineData("wordwrap('un deux trois', 6)", "un\ndeux\ntrois")]
    public void Texts_are_built(string text, string expected) => Assert.Equal(expected, Evaluate(text));

    [Theory]
    [InlineData("round(2.567, 1)", "2.6")]
    [InlineData("round(2.5)", "3")]
    [InlineData("floor(-1.2)", "-2")]
    [InlineData("max(1, nombre, vide)", "7")]
    [InlineData("min(3, 2.5)", "2.5")]
    [InlineData("clamp(0, nombre, 5)", "5")]
    [InlineData("scale_linear(nombre, 0, 14, 0, 1)", "0.5")]
    [InlineData("to_int('12')", "12")]
    [InlineData("year(\"le jour\")", "2024")]
    [InlineData("format_date(\"le jour\", 'dd/MM/yyyy')", "29/02/2024")]
    [InlineData("to_date('2024-03-01') > \"le jour\"", "true")]
    [InlineData("color_rgb(1, 2, 3)", "1,2,3")]
    [InlineData("set_color_part('#ff0000', 'alpha', 128)", "255,0,0,128")]
    [InlineData("darker('200,100,50', 200)", "100,50,25,255")]
    [InlineData("$id", "7")]
    [InlineData("round(@map_scale)", "100000")]
    [InlineData("attribute('code')", "02001")]
    [InlineData("attribute(@feature, 'code')", "02001")]
    [InlineData("1 -- commentaire\n + /* autre */ 1", "2")]
    public void Functions_are_known(string text, string expected) => Assert.Equal(expected, Evaluate(text));

    [Theory]
    [InlineData("1 +", "incomplète")]
    [InlineData("(1", "« ) » attendu")]
    [InlineData("'abc", "non fermé")]
    [InlineData("aggregate('x', 'sum', 1)", "« aggregate »")]
    [InlineData("overlay_nearest('x', 1)", "« overlay_nearest »")]
    [InlineData("array(1)[", "incomplète")]
    [InlineData("make_interval(siecles:=3)", "« siecles »")]
    [InlineData("@element", "@element")]
    [InlineData("@project_path", "@project_path")]
    [InlineData("round(1, 2, 3)", "3 paramètres")]
    [InlineData("buffer($geometry)", "« distance »")]
    [InlineData("1 2", "« 2 »")]
    public void What_is_not_understood_is_named(string text, string part) =>
        Assert.Contains(part, Assert.Throws<ExpressionException>(() => Evaluate(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("array(1, 2)[0]")]
    [InlineData("with_variable('a', 2, @a)")]
    [InlineData("make_interval(hours:=3)")]
    [InlineData("array_foreach(array(1), @element)")]
    [InlineData("buffer($geometry, 2)")]
    [InlineData("map_get(map('a', \"nom\"), 'a')")]
    public void Expressions_are_written_as_they_are_read(string text)
    {
        var read = ExpressionParser.Parse(text, Feature.Type, new StyleLosses());
        Assert.Equal(text, SrceOgc.Rendering.StyleFormats.Qml.ExpressionText.Of(read));
    }

    [Fact]
    public void Hostile_expressions_are_refused()
    {
        Assert.Throws<ExpressionException>(() => Evaluate(new string('(', 50_000)));
        Assert.Throws<ExpressionException>(() => Evaluate(string.Join(" + ", Enumerable.Repeat("1", 20_000))));
        Assert.Throws<ExpressionException>(() => Evaluate(new string('1', 200_000)));
        var nested = Enumerable.Range(0, 40).Aggregate("1", (inner, _) => $"({inner}{string.Concat(Enumerable.Repeat("+1", 900))})");
        Assert.Throws<ExpressionException>(() => Evaluate(nested));
        Assert.Equal("true", Evaluate(string.Join(" or ", Enumerable.Repeat("nombre = 8", 4_000).Append("nombre = 7"))));
    }

    [Fact]
    public void An_unknown_field_is_null_and_noted()
    {
        var losses = new StyleLosses();
        var expression = ExpressionParser.Parse("inconnu IS NULL", Feature.Type, losses);
        Assert.True(expression.IsTrue(new EvaluationContext(Feature, default)));
        Assert.Contains("inconnu", Assert.Single(losses.All).Feature, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$area", 84)]
    [InlineData("$perimeter", 56)]
    [InlineData("$x", 700005)]
    [InlineData("num_points($geometry)", 10)]
    public void Measures_are_planar(string text, double expected)
    {
        var ring = "700000 6800000, 700010 6800000, 700010 6800010, 700000 6800010, 700000 6800000";
        var hole = "700003 6800003, 700003 6800007, 700007 6800007, 700007 6800003, 700003 6800003";
        var wkb = new NetTopologySuite.IO.WKTReader().Read($"POLYGON (({ring}), ({hole}))").AsBinary();
        var feature = new StubFeature(wkb);
        var value = ExpressionParser.Parse(text, feature.Type, new StyleLosses()).Evaluate(new EvaluationContext(feature, default));
        Assert.True(Conversion.TryNumber(value, out var number));
        Assert.Equal(expected, number, 6);
    }

    [Fact]
    public void Evaluation_allocates_nothing()
    {
        var expression = ExpressionParser.Parse(
            "case when left(code, 2) = '02' and substr(upper(nom), 1, 3) = 'FOR' and code in ('1', '2', '02001') and nom ilike "
                + "'%halatte' then concat(nom, ' ', nombre + 1) else coalesce(vide, 'x') || code end",
            Feature.Type, new StyleLosses());
        var context = new EvaluationContext(Feature, default);
        // The runtime may allocate on this thread while it compiles: one quiet run proves the rest.
        Assert.Contains(0, Enumerable.Range(0, 20).Select(_ => Allocated(expression, context)).ToList());

        static long Allocated(StyleExpression expression, EvaluationContext context)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Run(expression, context);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        static void Run(StyleExpression expression, EvaluationContext context)
        {
            for (var i = 0; i < 1000; i++)
            {
                context.Scratch.Reset();
                Assert.False(expression.Evaluate(context).IsNull);
            }
        }
    }
}
