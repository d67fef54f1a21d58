namespace SrceOgc.Server.Publishing;

/// <summary>Opens what the store holds, at start; what cannot be opened is reported and built anew from the drop folder.</summary>
internal static class StoredPublications
{
    public static void Load(DatasetStore store, PublicationSet publications, ILogger log)
    {
        foreach (var dataset in store.Datasets)
        {
            if (store.Current(dataset) is not { } current)
                continue;
            try
            {
                publications.Switch(Publication.Open(current.Folder, current.Manifest));
            }
            catch (Exception fault) when (fault is InvalidDataException or IOException)
            {
                log.LogWarning("La publication de « {Dataset} » est abîmée et sera refaite : {Fault}", dataset, fault.Message);
            }
        }
    }
}
