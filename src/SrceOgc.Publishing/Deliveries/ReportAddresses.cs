namespace SrceOgc.Publishing.Deliveries;

/// <summary>Where the faults of a delivery are read; a report says it.</summary>
internal static class ReportAddresses
{
    public static string FaultsOf(string dataset, int version) => $"/api/v1/jeux/{dataset}/versions/{version}/{Checks.FaultsFile.Name}";

    public static string FaultsOfLast(string dataset) => $"/api/v1/jeux/{dataset}/rapport/{Checks.FaultsFile.Name}";
}
