using System.Text.Json;
using SrceOgc.Server.Plates;
using SrceOgc.Tests.Rendering.Vectors;

namespace SrceOgc.Tests.Server.Plates;

/// <summary>Models are data: those of the repository are good, and what is wrong with one is said when it is read.</summary>
public sealed class PlateModelsTests
{
    private const string Text = """{ "fr": "Un", "en": "One" }""";

    private const string Map = $$"""{ "cle": "srce", "titre": {{Text}}, "sousTitre": {{Text}}, "groupes": [{ "couches": ["*"] }] }""";

    [Fact]
    public void The_models_of_the_repository_are_read()
    {
        var models = PlateModels.Read(Path.Combine(RepositoryFiles.Root, "ogc"));
        var model = models.Require(null);
        Assert.Equal("pac-srce", model.Key);
        Assert.Equal(["srce", "trame-bleue", "noire-marron", "zonages"], model.Planches.Select(map => map.Cle));
        Assert.Equal(["srce"], model.OfCommune.Select(map => map.Cle));
    }

    [Fact]
    public void The_indicators_of_the_models_are_defined()
    {
        var defined = JsonDocument.Parse(File.ReadAllText(Path.Combine(RepositoryFiles.Root, "ogc/indicateurs.json"))).RootElement
            .GetProperty("indicateurs").EnumerateArray().Select(indicator => indicator.GetProperty("cle").GetString()!).ToArray();
        foreach (var model in PlateModels.Read(Path.Combine(RepositoryFiles.Root, "ogc")).All)
            Assert.Empty(model.Planches.SelectMany(map => map.Indicateurs ?? []).Except(defined));
    }

    [Theory]
    [InlineData("bon", $$"""{ "titre": {{Text}}, "mention": {{Text}}, "procedure": {{Text}}, "planches": [{{Map}}] }""", null)]
    [InlineData("Nom", $$"""{ "titre": {{Text}}, "mention": {{Text}}, "procedure": {{Text}}, "planches": [{{Map}}] }""", "minuscules")]
    [InlineData("a", $$"""{ "titre": {{Text}}, "mention": {{Text}}, "procedure": {{Text}}, "planches": [] }""", "au moins une planche")]
    [InlineData("a", $$"""{ "titre": {{Text}}, "mention": {{Text}}, "procedure": {{Text}}, "format": "A0", "planches": [{{Map}}] }""",
        "A0")]
    [InlineData("a", $$"""{ "titre": {{Text}}, "mention": {{Text}}, "procedure": {{Text}}, "planches": [{{Map}}, {{Map}}] }""",
        "clé à elle")]
    [InlineData("a", $$"""{ "titre": {{Text}}, "mention": {{Text}}, "procedure": {{Text}}, "planche": 1, "planches": [{{Map}}] }""",
        "planche")]
    [InlineData("a", $$"""{ "titre": {{Text}}, "mention": {{Text}}, "procedure": {{Text}}, "parCommune": ["b"], "planches": [{{Map}}] }""",
        "parCommune")]
    [InlineData("a", "{", "ligne 1")]
    public void What_is_wrong_is_said_with_its_file(string name, string json, string? fault)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, PlateModels.FolderName));
        File.WriteAllText(Path.Combine(folder.Path, PlateModels.FolderName, name + ".json"), json);
        if (fault is null)
        {
            Assert.Single(PlateModels.Read(folder.Path).All);
            return;
        }

        var thrown = Assert.Throws<InvalidDataException>(() => PlateModels.Read(folder.Path));
        Assert.Contains(name + ".json", thrown.Message, StringComparison.Ordinal);
        Assert.Contains(fault, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_folder_is_no_model()
    {
        using var folder = new TemporaryFolder();
        Assert.Empty(PlateModels.Read(folder.Path).All);
    }
}
