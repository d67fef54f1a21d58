namespace SrceOgc.Features.Formats.Writing;

/// <summary>A link of an answer, as RFC 8288 has them.</summary>
public sealed record AnswerLink(string Rel, string Type, string Href, string Title);

/// <summary>
/// What an answer says of itself before its first feature: exact numbers, and where the pages beside it are. A query that
/// is one of several has its own.
/// </summary>
public sealed record CollectionHead(long Matched, long Returned, DateTime Time)
{
    public string? Next { get; init; }

    public string? Previous { get; init; }

    /// <summary>Other addresses, for encodings that say them.</summary>
    public IReadOnlyList<AnswerLink> Links { get; init; } = [];

    /// <summary>Only the numbers were asked for.</summary>
    public bool IsHits { get; init; }

    /// <summary>One feature alone, without a collection around it (WFS 2.0.0, 7.9.3.6: GetFeatureById).</summary>
    public bool IsSingleFeature { get; init; }

    /// <summary>Where the schema of the features is, for encodings that say it.</summary>
    public string SchemaLocation { get; init; } = "";
}
