using System.Text.Json;

namespace SrceOgc.Tests.Server.Discovery;

public sealed class CatalogApiTests(RunningServer server)
{
    private async Task<JsonElement> Json(string address)
    {
        using var document = JsonDocument.Parse(await server.GetText(address));
        return document.RootElement.Clone();
    }

    private static string[] Names(JsonElement answer) =>
        [.. answer.GetProperty("couches").EnumerateArray().Select(c => c.GetProperty("nom").GetString()!)];

    [Theory]
    [InlineData("corridors")]
    [InlineData("CORRIDORS ecologiques")]
    [InlineData("écologiques corridor")]
    public async Task Words_are_found_whatever_the_case_the_accents_and_the_order(string words) =>
        Assert.Contains("Corridors_ecologiques", Names(await Json("/api/v1/couches?q=" + Uri.EscapeDataString(words))));

    [Fact]
    public async Task Words_that_no_layer_has_find_nothing()
    {
        var answer = await Json("/api/v1/couches?q=corridors%20introuvable");
        Assert.Equal(0, answer.GetProperty("total").GetInt32());
        Assert.Empty(Names(answer));
    }

    [Fact]
    public async Task Pages_join_into_the_whole_list()
    {
        var all = Names(await Json("/api/v1/couches"));
        var read = new List<string>();
        for (var address = "/api/v1/couches?limite=2"; address is not null;)
        {
            var page = await Json(address);
            read.AddRange(Names(page));
            address = page.TryGetProperty("suivant", out var next) ? next.GetString()![server.Address.Length..] : null;
        }

        Assert.True(all.Length > 3);
        Assert.Equal(all, read);
    }

    [Fact]
    public async Task A_facet_counts_the_layers_its_choice_gives()
    {
        var all = await Json("/api/v1/couches");
        foreach (var theme in all.GetProperty("facettes").GetProperty("trames").EnumerateArray())
            Assert.Equal(theme.GetProperty("nombre").GetInt32(),
                Names(await Json("/api/v1/couches?trame=" + theme.GetProperty("cle").GetString())).Length);
        foreach (var dataset in all.GetProperty("facettes").GetProperty("jeux").EnumerateArray())
            Assert.Equal(dataset.GetProperty("nombre").GetInt32(),
                Names(await Json("/api/v1/couches?jeu=" + dataset.GetProperty("cle").GetString())).Length);
    }

    [Fact]
    public async Task A_box_elsewhere_leaves_no_layer()
    {
        Assert.Empty(Names(await Json("/api/v1/couches?bbox=-60,-50,-59,-49")));
        Assert.NotEmpty(Names(await Json("/api/v1/couches?bbox=-10,40,12,52")));
    }

    [Theory]
    [InlineData("/api/v1/couches?bbox=1,2,3", "bbox")]
    [InlineData("/api/v1/couches?bbox=1,2,3,x", "bbox")]
    [InlineData("/api/v1/couches?limite=0", "limite")]
    [InlineData("/api/v1/couches?debut=-1", "debut")]
    [InlineData("/api/v1/couches?commune=00000", "commune")]
    [InlineData("/api/v1/communes", "q")]
    [InlineData("/api/v1/etat", "couches")]
    public async Task A_wrong_value_is_refused_by_name(string address, string parameter)
    {
        var (status, text) = await server.GetAnswer(address);
        Assert.Equal(400, status);
        Assert.Equal(parameter, JsonDocument.Parse(text).RootElement.GetProperty("parameter").GetString());
    }

    [Fact]
    public async Task A_sheet_tells_fields_styles_and_addresses_that_answer()
    {
        var sheet = await Json("/api/v1/couches/communes");
        Assert.NotEmpty(sheet.GetProperty("champs").EnumerateArray());
        Assert.Equal("EPSG:2154", sheet.GetProperty("systeme").GetString());
        Assert.Equal(["02001", "02002", "02003", "02004", "02005", "02006", "02007", "02008", "02009"], sheet.GetProperty("champs")[0]
            .GetProperty("valeurs").EnumerateArray().Select(v => v.GetString()!));
        var addresses = sheet.GetProperty("styles")[0].EnumerateObject().Concat(sheet.GetProperty("adresses").EnumerateObject())
            .Where(p => p.Value.GetString()!.StartsWith("http"))
            .Where(p => p.Name is not ("wms" or "wfs" or "citer")).Select(p => p.Value.GetString()!)
            .Concat(sheet.GetProperty("telechargements").EnumerateArray().Select(d => d.GetProperty("adresse").GetString()!)).ToArray();
        Assert.True(addresses.Length > 8);
        foreach (var address in addresses)
        {
            using var answer = await server.Http.GetAsync(address, TestContext.Current.CancellationToken);
            Assert.True(answer.IsSuccessStatusCode, address);
        }
    }

    [Fact]
    public async Task An_unknown_layer_has_no_sheet() => Assert.Equal(404, (await server.GetAnswer("/api/v1/couches/introuvable")).Status);

    [Fact]
    public async Task The_state_tells_what_moved_on_since_a_project_was_made()
    {
        var layer = (await Json("/api/v1/couches?q=communes")).GetProperty("couches").EnumerateArray()
            .First(c => c.GetProperty("nom").GetString() == "communes");
        var (version, style) = (layer.GetProperty("version").GetString(), layer.GetProperty("style").GetString());
        var state = (await Json($"/api/v1/etat?couches=communes@{version}@{style},communes@essai-0@{style},communes@{version}@autre,"
            + $"partie")).GetProperty("couches").EnumerateArray().ToArray();
        Assert.Equal((false, false),
            (state[0].GetProperty("nouvelleVersion").GetBoolean(), state[0].GetProperty("nouveauStyle").GetBoolean()));
        Assert.Equal((true, false),
            (state[1].GetProperty("nouvelleVersion").GetBoolean(), state[1].GetProperty("nouveauStyle").GetBoolean()));
        Assert.Equal((false, true),
            (state[2].GetProperty("nouvelleVersion").GetBoolean(), state[2].GetProperty("nouveauStyle").GetBoolean()));
        Assert.False(state[3].GetProperty("publiee").GetBoolean());
    }
}
