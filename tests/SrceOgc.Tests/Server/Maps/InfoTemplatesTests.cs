using SrceOgc.Server.Maps;

namespace SrceOgc.Tests.Server.Maps;

public sealed class InfoTemplatesTests
{
    [Fact]
    public void Fields_are_filled_and_unknown_ones_are_empty()
    {
        var folder = Directory.CreateTempSubdirectory("srceogc-modeles").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "modeles"));
        File.WriteAllText(Path.Combine(folder, "modeles", "communes.html"), "<p>{{nom}} ({{ insee }}){{rien}}</p>");
        var templates = InfoTemplates.Read(folder);
        Directory.Delete(folder, recursive: true);
        Assert.False(templates.Has("epci"));
        Assert.Equal("<p>Ors (59450)</p>", templates.Fill("communes", name => name switch { "nom" => "Ors", "insee" => "59450", _ => "" }));
    }

    [Fact]
    public void The_shipped_templates_are_read() =>
        Assert.True(InfoTemplates.Read(Path.Combine(RepositoryFiles.Root, "ogc")).Has("ecodistricts_entites"));
}
