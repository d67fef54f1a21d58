using SrceOgc.Features.GeoPackages;

namespace SrceOgc.Tests.Server.Publishing;

/// <summary>Damaged files: what is left is served or refused in words; the SQLite library and the reader say no more than that.</summary>
public sealed class DamagedGeoPackageTests
{
    private const int Count = 120;

    [Fact]
    public void No_damage_to_a_file_surprises_the_import()
    {
        var original = TestGeoPackage.Bytes(1400);
        var mutations = new Mutations(20_190_501);
        var (read, refused) = (0, 0);
        for (var i = 0; i < Count; i++)
        {
            var damaged = mutations.Of(original);
            try
            {
                using var delivery = CheckedDelivery.Of(damaged);
                read++;
            }
            catch (GeoPackageException)
            {
                refused++;
            }
            catch (Exception fault)
            {
                Assert.Fail($"damage {i}: {fault}");
            }
        }

        Assert.True(read > 10 && refused > 10, $"{read} read, {refused} refused");
    }
}
