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

    /// <summary>What becomes of it when it would lose so much that somebody must agree.</summary>
    public OnLoss OnLoss { get; init; } = OnLoss.Refuse;

    /// <summary>The layer it replaces and leaves all others as they were; null for a whole dataset.</summary>
    public ReplacedLayer? Replaces { get; init; }

    public Precondition Precondition { get; init; } = Precondition.None;

    public static Delivery Dropped(string dataset) => new(dataset, DropFolderAuthor, "", "");
}

/// <summary>What becomes of a delivery that loses much of what is served.</summary>
public enum OnLoss
{
    /// <summary>Nothing changes; the report says what would disappear.</summary>
    Refuse,

    /// <summary>Published: somebody agreed, or wants it so.</summary>
    Publish,

    /// <summary>Kept as a draft until somebody activates it, as nobody is there to be asked.</summary>
    KeepDraft,
}

/// <summary>How far a publication has come: the layer being built, and its number among them all.</summary>
public sealed record Progress(string Dataset, string Layer, int Number, int Count);
