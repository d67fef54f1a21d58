using SrceOgc.Publishing.Store;

namespace SrceOgc.Publishing.Deliveries;

/// <summary>A delivery: to which dataset, by whom, from where, with which words.</summary>
public sealed record Delivery(string Dataset, string Author, string From, string Comment)
{
    public const string DropFolderAuthor = "dossier de dépôt";

    /// <summary>Checked and built, but not kept.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Kept, to be activated later.</summary>
    public bool IsDraft { get; init; }

    public Precondition Precondition { get; init; } = Precondition.None;

    public static Delivery Dropped(string dataset) => new(dataset, DropFolderAuthor, "", "");
}

/// <summary>How far a publication has come: the layer being built, and its number among them all.</summary>
public sealed record Progress(string Dataset, string Layer, int Number, int Count);
