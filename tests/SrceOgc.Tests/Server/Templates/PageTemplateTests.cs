using SrceOgc.Features.Texts;
using SrceOgc.Server.Pages;
using SrceOgc.Server.Templates;

namespace SrceOgc.Tests.Server.Templates;

/// <summary>Every template of the server: what it is given is shown, and is never markup.</summary>
public sealed class PageTemplateTests
{
    private const string Script = "<script>alert(1)</script>\"'&";

    public static TheoryData<string> Templates => [.. Directory.GetFiles(
        Path.Combine(RepositoryFiles.Root, "src", "SrceOgc.Server", "Pages", "Assets"), "*.html").Select(file => Path.GetFileName(file))];

    /// <summary>Any name is hostile: whatever a template asks for, and however deep.</summary>
    [Theory, MemberData(nameof(Templates))]
    public void Nothing_it_is_given_becomes_markup(string name)
    {
        var text = File.ReadAllText(Path.Combine(RepositoryFiles.Root, "src", "SrceOgc.Server", "Pages", "Assets", name));
        var names = TemplateNames.Of(text);
        Assert.All([Language.French, Language.English], language =>
        {
            var html = new PageTemplate(name).Render(
                names.Select(one => (one, (object?)TemplateNames.Hostile(text, one, Script))), language);
            Assert.DoesNotContain("<script>alert", html);
            Assert.DoesNotContain("\"'&", html);
            Assert.True(names.Count == 0 || html.Contains("&lt;script&gt;alert", StringComparison.Ordinal), html);
        });
    }

    [Fact]
    public void A_text_is_in_the_language_of_whoever_reads()
    {
        var template = LiquidTemplate.Parse("{{ \"Couche\" | en: \"Layer\" }} {{ language }}");
        Assert.Equal("Couche fr", template.Render([], Language.French));
        Assert.Equal("Layer en", template.Render([], Language.English));
    }

    [Fact]
    public void Content_of_Liquids_own_making_is_put_in_as_it_is_and_nothing_else()
    {
        var layout = LiquidTemplate.Parse("<main>{{ content }}{{ other }}</main>");
        Assert.Equal("<main><p>&lt;</p>&lt;p&gt;</main>", layout.Render([("other", "<p>")], Language.French, "<p>&lt;</p>"));
    }

    [Fact]
    public void A_template_includes_no_file() =>
        Assert.ThrowsAny<Exception>(() => LiquidTemplate.Parse("{% include 'appsettings' %}").Render([], Language.French));
}
