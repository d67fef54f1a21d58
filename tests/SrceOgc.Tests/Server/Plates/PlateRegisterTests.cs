using SrceOgc.Features.Budgets;
using SrceOgc.Server.Plates;
using SrceOgc.Tests.Rendering.Vectors;

namespace SrceOgc.Tests.Server.Plates;

public sealed class PlateRegisterTests
{
    [Fact]
    public void It_outlives_a_restart_and_a_line_cut_short_and_holds_each_print_once()
    {
        using var folder = new TemporaryFolder();
        var register = new PlateRegister(folder.Path);
        register.Add(Plate("aa", "02001"));
        register.Add(Plate("bb", "02002"));
        register.Add(Plate("aa", "02001"));
        File.AppendAllText(Path.Combine(folder.Path, PlateRegister.FileName), "{\"sha256\":\"cc\",");
        var read = new PlateRegister(folder.Path);
        Assert.Equal(["bb", "aa"], read.Find(null, null, null).Select(plate => plate.Sha256));
        Assert.Equal("02001", read.Find("aa", null, null).Single().Code);
        Assert.Empty(read.Find(null, "epci", null));
    }

    [Fact]
    public void It_is_bounded()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllLines(Path.Combine(folder.Path, PlateRegister.FileName), Enumerable.Range(0, RequestLimits.RegisteredPlates)
            .Select(i =>
                $$"""{"sha256":"{{i}}","donnee":"2026-11-27T00:00:00Z","type":"t","code":"c","nom":"n","modele":"m","versions":[]}"""));
        var register = new PlateRegister(folder.Path);
        Assert.Equal(RequestLimits.RegisteredPlates, register.Find(null, null, null).Count);
        register.Add(Plate("aa", "02001"));
        Assert.Equal("aa", register.Find(null, null, null)[0].Sha256);
        Assert.InRange(new PlateRegister(folder.Path).Find(null, null, null).Count, 1, RequestLimits.RegisteredPlates / 2 + 1);
    }

    private static RegisteredPlate Plate(string print, string code) =>
        new(print, DateTime.UnixEpoch, "commune", code, "Commune", "pac-srce", ["essai-1"], 1000);
}
