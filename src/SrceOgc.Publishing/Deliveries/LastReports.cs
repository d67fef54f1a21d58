using SrceOgc.Publishing.Checks;
using SrceOgc.Publishing.Store;

namespace SrceOgc.Publishing.Deliveries;

/// <summary>
/// <c>rapports/{dataset}</c>: the report of the last delivery that became no version, refused or tried, with its faults. The
/// next delivery of the dataset takes its place. Nothing depends on it: what a stop leaves half-done is only lost.
/// </summary>
public sealed class LastReports(string dataFolder)
{
    private string Folder(string dataset) => Path.Combine(dataFolder, "rapports", dataset);

    /// <summary>The folder of a dataset's last report, or null.</summary>
    public string? Find(string dataset) => File.Exists(Path.Combine(Folder(dataset), Report.FileName)) ? Folder(dataset) : null;

    /// <param name="report">A report of no version.</param>
    /// <param name="built">Where its faults were written, if they were; null when nothing was built.</param>
    public void Keep(Report report, string? built)
    {
        Forget(report.Dataset);
        Directory.CreateDirectory(Folder(report.Dataset));
        if (built is not null && FaultsFile.In(built) is { } faults)
            File.Move(faults, Path.Combine(Folder(report.Dataset), FaultsFile.Name));
        report.Write(Folder(report.Dataset));
    }

    public void Forget(string dataset) => DatasetStore.DeleteFolder(Folder(dataset));
}
