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
                log.LogWarning("La version à servir de « {Dataset} » manque, est abîmée ou vient d'une autre version du serveur ; elle "
                    + "est refaite si le fichier livré est gardé, sinon livrez le jeu de nouveau.", dataset);
                continue;
            }

            try
            {
                publications.Switch(Publication.Open(current.Folder, current.Manifest));
            }
            catch (Exception fault) when (fault is InvalidDataException or IOException)
            {
                log.LogWarning("La publication de « {Dataset} » est abîmée ; elle est refaite si le fichier livré est gardé ou au dépôt "
                    + ": {Fault}", dataset, fault.Message);
            }
        }
    }
}
