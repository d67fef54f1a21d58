using FsCheck;
using FsCheck.Fluent;
using SrceOgc.Publishing.Comparisons;

namespace SrceOgc.Tests.Server.Publishing.Comparisons;

/// <summary>Who is who between two versions; identifier, geometry, values and code are numbers here, 0 for none.</summary>
public sealed class FeaturePairingTests
{
    [Fact]
    public void Under_the_same_identifier_a_feature_changed()
    {
        var found = FeaturePairing.Pair([new(1, 10, 20, 0), new(2, 11, 21, 0)], [new(1, 10, 99, 0), new(2, 98, 21, 0)], false);
        Assert.Equal([new(1, 1, false), new(2, 2, true)], found.Changed);
        Assert.False(found.IsRenumbered || found.Added.Count + found.Removed.Count > 0);
    }

    [Fact]
    public void A_removed_twin_is_one_removed() =>
        Assert.Equal([7], FeaturePairing.Pair([new(7, 10, 20, 0)], [], false).Removed);

    [Fact]
    public void Numbered_anew_a_changed_feature_is_known_by_its_code_then_its_geometry_then_its_values()
    {
        List<FeatureHash> before = [.. Enumerable.Range(1, 20).Select(i => new FeatureHash(i, (ulong)i, (ulong)i, (ulong)i))];
        List<FeatureHash> after = [.. before.Select(hash => hash with { Id = 100 - hash.Id })];
        after[0] = after[0] with { Geometry = 500, Values = 501 };
        after[1] = after[1] with { Values = 502, Code = 0 };
        after[2] = after[2] with { Geometry = 503, Code = 0 };
        after[3] = new(300, 600, 601, 602);
        var found = FeaturePairing.Pair(before, after, false);
        Assert.Equal([new(1, 99, true), new(2, 98, false), new(3, 97, true)], found.Changed);
        Assert.Equal(([300L], [4L], 16, true), (found.Added.ToArray(), found.Removed.ToArray(), found.Renumbered, found.IsRenumbered),
            Same);
    }

    /// <summary>A code that a steward names goes before identifiers that were given to other features.</summary>
    [Fact]
    public void A_declared_code_goes_before_identifiers()
    {
        List<FeatureHash> before = [new(1, 10, 20, 71), new(2, 11, 21, 72)], after = [new(1, 31, 41, 72), new(2, 30, 40, 71)];
        Assert.Equal([new(1, 2, true), new(2, 1, true)], FeaturePairing.Pair(before, after, true).Changed.OrderBy(c => c.Before));
        Assert.Equal([new(1, 1, true), new(2, 2, true)], FeaturePairing.Pair(before, after, false).Changed.OrderBy(c => c.Before));
    }

    [Fact]
    public void Whatever_the_order_of_new_numbers_nothing_changed() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>().Filter(contents => contents.Length > 0),
        contents =>
        {
            List<FeatureHash> before = [.. contents.Select((content, i) => new FeatureHash(i, content, (ulong)content / 3, 0))];
            List<FeatureHash> after =
                [.. contents.Reverse().Select((content, i) => new FeatureHash(1000 + i, content, (ulong)content / 3, 0))];
            var found = FeaturePairing.Pair(before, after, false);
            return !found.Any && found.Renumbered == contents.Length;
        }).QuickCheckThrowOnFailure();

    private static bool Same((long[] Added, long[] Removed, int Renumbered, bool IsRenumbered) one,
        (long[] Added, long[] Removed, int Renumbered, bool IsRenumbered) other) =>
        one.Added.SequenceEqual(other.Added) && one.Removed.SequenceEqual(other.Removed)
            && (one.Renumbered, one.IsRenumbered) == (other.Renumbered, other.IsRenumbered);
}
