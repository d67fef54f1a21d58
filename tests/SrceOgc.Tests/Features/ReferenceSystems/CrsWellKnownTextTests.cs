using SrceOgc.Features.GeoPackages;
using SrceOgc.Features.ReferenceSystems;

namespace SrceOgc.Tests.Features.ReferenceSystems;

public sealed class CrsWellKnownTextTests
{
    public static TheoryData<int> Srids => new(CrsRegistry.Standard.All.Select(crs => crs.Srid));

    /// <summary>Our own reader of definitions, which compares where they put points, finds the same system again.</summary>
    [Theory]
    [MemberData(nameof(Srids))]
    public void A_definition_describes_the_system_it_was_written_for(int srid)
    {
        var crs = CrsRegistry.Standard.Find(srid) ?? CrsRegistry.Standard.LonLat;
        var text = CrsWellKnownText.Of(crs);
        Assert.Equal(text.Count(c => c == '['), text.Count(c => c == ']'));
        Assert.EndsWith($"AUTHORITY[\"EPSG\",\"{(srid == 84 ? 4326 : srid)}\"]]", text);
        Assert.Equal(srid == 84 ? 4326 : srid, GeoPackageReferenceSystem.Resolve(CrsRegistry.Standard, 100000, "", "NONE", 0, text)?.Srid);
    }

    [Theory]
    [InlineData(2154)]
    [InlineData(3942)]
    [InlineData(32631)]
    [InlineData(2975)]
    public void It_says_so_by_its_parameters_too(int srid)
    {
        var crs = CrsRegistry.Standard.Find(srid)!;
        var anonymous = CrsWellKnownText.Of(crs).Replace($",AUTHORITY[\"EPSG\",\"{srid}\"]", "").Replace(crs.Title, "Inconnu");
        var found = GeoPackageReferenceSystem.Resolve(CrsRegistry.Standard, 100000, "", "NONE", 0, anonymous);
        Assert.Same(crs, found);
    }
}
