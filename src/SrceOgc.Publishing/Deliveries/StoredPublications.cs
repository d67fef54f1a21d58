using Microsoft.Extensions.Logging;
using SrceOgc.Publishing.Store;

namespace SrceOgc.Publishing.Deliveries;

/// <summary>Opens what the store holds, at start; what cannot be opened is reported, and built anew from the delivered file, kept or in the
/// drop folder.</summary>
public static class StoredPublications
{
    public static void Load(DatasetStore store, PublicationSet publications, Journal journal, ILogger log)
    {
        journal.Mend(store.Datasets.Where(d => store.CurrentNumber(d) is not null)
            .ToDictionary(d => d, d => store.CurrentNumber(d)!.Value));
        foreach (var dataset in store.Datasets)
        {
            if (store.IsRestricted(dataset))
                publications.Restrict(dataset, true);
            if (store.CurrentNumber(dataset) is null)
                continue;
            if (store.Current(dataset) is not { } current)
            {
                log.LogWarning("The version of {Dataset} to be served is missing, damaged or of another version of the server; it is built "
                    + "anew if the delivered file is kept, else deliver the dataset again", dataset);
                continue;
            }

            try
            {
                publications.Switch(Publication.Open(current.Folder, current.Manifest));
            }
            catch (Exception fault) when (fault is InvalidDataException or IOException)
            {
                log.LogWarning("The publication of {Dataset} is damaged; it is built anew if the delivered file is kept or in the drop "
                    + "folder: {Fault}", dataset, fault.Message);
            }
        }
    }
}
