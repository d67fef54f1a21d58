using System.Net.Http.Headers;
using System.Text.Json;

namespace SrceOgc.Tests.Server.Diagnostics;

public sealed class DiagnosticTests(RunningServer server)
{
    private static async Task<JsonElement> Ask(HttpClient http, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address + "/diagnostic");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return document.RootElement.Clone();
    }

    [Fact]
    public async Task A_sound_service_passes_every_check()
    {
        var diagnosis = await Ask(server.Http, server.Address);
        Assert.True(diagnosis.GetProperty("bien").GetBoolean(), diagnosis.ToString());
        Assert.True(diagnosis.GetProperty("essais").GetArrayLength() >= 9);
        Assert.Contains("Tout fonctionne", await server.GetText("/diagnostic?language=fre"));
    }

    [Fact]
    public async Task A_wrong_public_address_is_told_with_its_cure()
    {
        await using var other = new ServerProcess();
        TestGeoPackage.Write(Path.Combine(other.GpkgFolder, "essai.gpkg"));
        other.Start("--publicUrl", "https://ailleurs.exemple.fr");
        await other.WaitForLayer("seuils_ROE");
        var diagnosis = await Ask(other.Http, other.Address);
        var fault = Assert.Single(diagnosis.GetProperty("essais").EnumerateArray(), check => !check.GetProperty("bien").GetBoolean());
        Assert.Contains("publicUrl", fault.GetProperty("defaut").GetString());
    }

    [Theory]
    [InlineData(null, "« profils » manque au dossier de dépôt", "The folder 'profils' is missing")]
    [InlineData("{", "Profil « faux.json » ignoré, ligne 1 :", "Profile 'faux.json' ignored, line 1:")]
    public async Task Profiles_that_cannot_be_read_are_told_in_the_log_and_here(string? profile, string fault, string logged)
    {
        await using var other = new ServerProcess();
        TestGeoPackage.Write(Path.Combine(other.GpkgFolder, "essai.gpkg"));
        if (profile is null)
            Directory.Delete(other.ProfilesFolder);
        else
            await File.WriteAllTextAsync(Path.Combine(other.ProfilesFolder, "faux.json"), profile, TestContext.Current.CancellationToken);
        other.Start();
        await other.WaitForLayer("seuils_ROE");
        var diagnosis = await Ask(other.Http, other.Address);
        var told = Assert.Single(diagnosis.GetProperty("essais").EnumerateArray(), check => !check.GetProperty("bien").GetBoolean());
        Assert.Contains(fault, told.GetProperty("defaut").GetString());
        Assert.Contains(logged, other.Log);
    }

    [Fact]
    public async Task A_service_without_layers_says_where_to_begin()
    {
        await using var empty = new ServerProcess();
        empty.Start();
        await empty.WaitFor("an answer", async () => (await empty.Get("/sante")).IsSuccessStatusCode);
        var diagnosis = await Ask(empty.Http, empty.Address);
        Assert.Contains("dossier de dépôt", diagnosis.GetProperty("essais")[0].GetProperty("defaut").GetString());
    }
}
