using SrceOgc.Features.Texts;
using SrceOgc.Server.Maps;

namespace SrceOgc.Tests.Server.Maps;

public sealed class InfoTemplatesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("srceogc-modeles").FullName;
    private readonly List<string> _faults = [];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private InfoTemplates Written(string layer, string text)
    {
        Directory.CreateDirectory(Path.Combine(_folder, "modeles"));
        File.WriteAllText(Path.Combine(_folder, "modeles", $"{layer}.html"), text);
        return InfoTemplates.Read(_folder, (file, fault) => _faults.Add($"{file}: {fault}"));
    }

    private string Filled(string text, params (string Name, string Value)[] values) => Written("communes", text).Fill("communes",
        values.ToDictionary(value => value.Name, value => value.Value, StringComparer.OrdinalIgnoreCase), Language.French);

    [Fact]
    public void Fields_are_filled_and_unknown_ones_are_empty()
    {
        Assert.Equal("<p>Ors (59450)</p>", Filled("<p>{{nom}} ({{ insee }}){{rien}}</p>", ("nom", "Ors"), ("insee", "59450")));
        Assert.False(Written("communes", "").Has("epci"));
    }

    [Theory]
    [InlineData("{{état}}", "état")]
    [InlineData("{{ surface-ha }}", "surface-ha")]
    [InlineData("{{2020}}", "2020")]
    [InlineData("{{a.b}}", "a.b")]
    [InlineData("{{NOM}}", "nom")]
    [InlineData("{{ objet[\"code unité\"] }}", "code unité")]
    public void Every_name_a_field_can_have_is_found(string template, string field) =>
        Assert.Equal("oui", Filled(template, (field, "oui")));

    [Fact]
    public void Values_are_encoded_whatever_the_template_asks_for()
    {
        const string Script = "<script>alert(1)</script>";
        foreach (var template in new[] { "{{nom}}", "{{ nom | raw }}", "{{ nom | append: nom }}", "{{ objet['nom'] | raw }}",
            "{% assign x = nom %}{{ x | raw }}", "{% capture x %}{{ nom }}{% endcapture %}{{ x }}" })
        {
            var html = Filled(template, ("nom", Script));
            Assert.DoesNotContain("<script>", html);
            Assert.Contains("&lt;script&gt;", html);
        }
    }

    [Fact]
    public void It_says_conditions_and_lists_as_Liquid_does() =>
        Assert.Equal("bon", Filled("{% if etat == 'B' %}bon{% endif %}", ("etat",
        "B")));

    [Fact]
    public void What_is_no_Liquid_is_told_and_leaves_the_layer_its_table()
    {
        Assert.False(Written("communes", "{% if nom %}").Has("communes"));
        Assert.StartsWith("communes.html: ", Assert.Single(_faults));
    }

    [Fact]
    public void A_template_that_would_never_end_is_stopped() => Assert.ThrowsAny<Exception>(() =>
        Filled("{% for i in (1..100000) %}{% for j in (1..100000) %}{{ i }}{% endfor %}{% endfor %}", ("nom", "")));

    [Fact]
    public void The_shipped_templates_are_read()
    {
        Assert.True(InfoTemplates.Read(Path.Combine(RepositoryFiles.Root, "ogc"), (_, fault) => _faults.Add(fault))
            .Has("ecodistricts_entites"));
        Assert.Empty(_faults);
    }
}
