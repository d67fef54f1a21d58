using SrceOgc.Features.Formats.GeoJson;
using SrceOgc.Features.Formats.Writing;

namespace SrceOgc.Features.Formats;

/// <summary>What an encoder needs of its surroundings.</summary>
public sealed record EncodingContext(Utf8Output Output, string Prefix, string NamespaceUri)
{
    public GeoJsonDialect GeoJson { get; init; } = GeoJsonDialect.Wfs;
}

/// <summary>
/// A row of the table of formats, which capabilities, negotiation, error texts and file names all read.
/// <paramref name="Spellings"/> are other names clients use, compared without case, spaces and plus signs (a plus in an
/// address that was not encoded arrives as a space).
/// </summary>
public sealed record FeatureFormat(string Key, string MediaType, string Extension, Func<EncodingContext, FeatureEncoder> CreateEncoder,
    params IReadOnlyList<string> Spellings)
{
    /// <summary>Holds features of one layer only.</summary>
    public bool IsSingleLayer { get; init; }

    /// <summary>A file to keep, that cannot say "there is more": without a count it is the whole layer.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Another media type that capabilities list beside the first: some clients look for that very name.</summary>
    public string? AlsoAnnounced { get; init; }

    /// <summary>The names that capabilities list.</summary>
    public IEnumerable<string> AnnouncedNames => AlsoAnnounced is null ? [MediaType] : [MediaType, AlsoAnnounced];

    /// <summary>Bytes, without a character set.</summary>
    public bool IsBinary { get; init; }

    /// <summary>The only reference system the format knows, or null for any.</summary>
    public int? OnlySrid { get; init; }

    public bool Answers(string asked)
    {
        var compact = Compact(asked);
        return compact == Compact(MediaType) || compact == Key || Spellings.Any(spelling => Compact(spelling) == compact);
    }

    private static string Compact(string name) => name.Replace(" ", "").Replace("+", "").ToLowerInvariant();
}
