using SrceOgc.Features.Expressions.Cql;
using SrceOgc.Features.Texts;

namespace SrceOgc.Tests.Features.Expressions;

public sealed class Cql2JsonReaderTests
{
    [Theory]
    [InlineData("""{"op":"=","args":[{"property":"rang"},2]}""", "2,5")]
    [InlineData("""{"op":"and","args":[{"op":">","args":[{"property":"longueur"},3]},"""
        + """{"op":"not","args":[{"op":"isNull","args":[{"property":"nom"}]}]}]}""", "1,3")]
    [InlineData("""{"op":"like","args":[{"op":"casei","args":[{"property":"nom"}]},{"op":"casei","args":["MARAIS%"]}]}""", "2,3")]
    [InlineData("""{"op":"in","args":[{"property":"nom"},["marais été","x"]]}""", "3")]
    [InlineData("""{"op":"between","args":[{"property":"longueur"},3,8]}""", "2,3")]
    [InlineData("""{"op":"=","args":[{"op":"*","args":[{"property":"longueur"},2]},25]}""", "1")]
    [InlineData("""{"op":"s_intersects","args":[{"property":"geom"},{"type":"Polygon","coordinates":[[[0,0],[15,0],[15,15],[0,15],[0,"""
        + """0]]]}]}""", "1,2")]
    [InlineData("""{"op":"s_intersects","args":[{"property":"geom"},{"bbox":[0,0,15,15]}]}""", "1,2")]
    [InlineData("""{"op":"t_after","args":[{"property":"releve"},{"date":"2019-05-01"}]}""", "2,5")]
    [InlineData("""{"op":"t_during","args":[{"property":"releve"},{"interval":["2018-12-31","2020-06-01"]}]}""", "1,2")]
    [InlineData("true", "1,2,3,4,5")]
    public void Finds_exactly_what_is_asked(string json, string ids) =>
        Assert.Equal(ids, FilterSamples.Ids(Cql2JsonReader.Read(json, FilterSamples.Builder())));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"op":"=","args":[{"property":"rang"}]}""")]
    [InlineData("""{"op":"in","args":[{"property":"rang"},5]}""")]
    [InlineData("""{"op":"like","args":[{"property":"nom"},5]}""")]
    [InlineData("""{"op":"s_intersects","args":[{"property":"geom"},{"type":"Polygon","coordinates":[]}]}""")]
    [InlineData("""{"op":"s_intersects","args":[{"property":"geom"},{"type":"Point","coordinates":["a","b"]}]}""")]
    [InlineData("""{"op":"s_intersects","args":[{"property":"geom"},"x"]}""")]
    [InlineData("""{"op":"t_after","args":[{"property":"releve"},{"interval":["2018-12-31"]}]}""")]
    [InlineData("""{"op":"t_after","args":[{"property":"releve"},{}]}""")]
    [InlineData("""{"op":5,"args":[]}""")]
    public void What_cannot_be_answered_is_refused(string json) =>
        Assert.Throws<FilterException>(() => Cql2JsonReader.Read(json, FilterSamples.Builder()));

    [Fact]
    public void Depth_is_bounded() =>
        Assert.Throws<FilterException>(() =>
            Cql2JsonReader.Read(string.Concat(Enumerable.Repeat("{\"op\":\"not\",\"args\":[", 80)) + "true"
            + string.Concat(Enumerable.Repeat("]}", 80)), FilterSamples.Builder()));
}
