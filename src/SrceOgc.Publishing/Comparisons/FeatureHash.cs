namespace SrceOgc.Publishing.Comparisons;

/// <summary>What tells one feature from another without holding it: hashes of its geometry, of the values of shared fields, and of its
/// code; 0 for none.</summary>
internal readonly record struct FeatureHash(long Id, ulong Geometry, ulong Values, ulong Code)
{
    public UInt128 Content => new(Geometry, Values);
}
