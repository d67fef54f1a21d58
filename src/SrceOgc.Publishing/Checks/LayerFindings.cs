using SrceOgc.Features.GeoPackages;

namespace SrceOgc.Publishing.Checks;

/// <summary>What was found in one layer, and the system its places are in.</summary>
internal sealed record LayerFindings(GeoPackageSrs? Srs, FindingList Findings)
{
    public LayerFaults Faults => new(Srs, [.. Findings.Places]);
}
