namespace SrceOgc.Server.Publishing;

/// <summary>A delivery: to which dataset, by whom, from where, with which words; a dry run is checked and built but not served.</summary>
internal sealed record Delivery(string Dataset, string Author, string From, string Comment, bool IsDryRun)
{
    public const string DropFolderAuthor = "dossier de dépôt";

    public static Delivery Dropped(string dataset) => new(dataset, DropFolderAuthor, "", "", false);
}

/// <summary>How far a publication has come: the layer being built, and its number among them all.</summary>
internal sealed record Progress(string Dataset, string Layer, int Number, int Count);
