using System.Globalization;
using SrceOgc.Features.Formats;
using SrceOgc.Features.Formats.Writing;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Configuration;
using SrceOgc.Server.FeatureRequests;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Wfs;

/// <summary>
/// Which part of the matches to give. Where the version and the format can say "there is more", a page of the announced
/// size; where they cannot, everything up to the announced cap: leaving features out in silence would be worse than slow.
/// </summary>
internal readonly record struct PageRequest(long Start, long Count, bool IsHits, bool IsExplicit, long Cap, DateTime Now)
{
    public static PageRequest Read(ServiceRequest request, WfsVersion version, FeatureFormat format, Settings settings)
    {
        var parameters = request.Parameters;
        var start = Whole(parameters, "STARTINDEX") ?? 0;
        var asked = Whole(parameters, "COUNT") ?? Whole(parameters, "MAXFEATURES");
        var otherwise = version.HasPages && !format.IsWhole ? settings.PageSize : settings.MaxFeatures;
        return new PageRequest(start, Math.Min(asked ?? otherwise, settings.MaxFeatures), IsHitsAsked(parameters, version),
            asked is not null, settings.MaxFeatures, request.Now);
    }

    /// <summary>Writes this page of the queries with the numbers and links WFS gives it.</summary>
    public Task Write(FeatureStream stream, IReadOnlyList<LayerQuery> queries, PageLinks links, WfsVersion version, FeatureFormat format,
        string schema)
    {
        // A query for one feature has no pages (WFS 2.0.0, 7.9.3.6): what is asked of pages is not for it.
        var isSingle = queries is [{ IsSingleFeature: true }];
        var page = isSingle ? this with { Start = 0, Count = 1, IsHits = false } : this;
        return stream.Write(queries, page.Start, page.IsHits ? 0 : page.Count, (matched, returned) =>
        {
            page.CheckWhole(matched, version, format);
            return page.Head(matched, returned, links, schema) with { IsSingleFeature = isSingle };
        });
    }

    private CollectionHead Head(long matched, long returned, PageLinks links, string schema) => new(matched, returned, Now)
    {
        // The first page of what was counted (WFS 2.0.0, 7.7.4.2).
        Next = IsHits ? links.First(matched, Start, Count) : links.Next(matched, Start, Count),
        Previous = IsHits ? null : links.Previous(matched, Start, Count),
        SchemaLocation = schema,
        IsHits = IsHits,
    };

    /// <summary>A whole answer that would not be whole is refused.</summary>
    private void CheckWhole(long matched, WfsVersion version, FeatureFormat format)
    {
        if (!IsHits && matched - Start > Cap && !(IsExplicit && Count < Cap) && (format.IsWhole || !version.HasPages))
            throw new ServiceException("OperationProcessingFailed", version.CountParameter, new(
                $"La requête désigne {matched} objets ; une réponse en contient au plus {Cap}. Restreindre par un filtre ou par "
                    + $"{version.CountParameter}.",
                $"The query matches {matched} features; an answer holds {Cap} at most. Narrow it by a filter or by "
                    + $"{version.CountParameter}."));
    }

    private static long? Whole(Parameters parameters, string name)
    {
        if (parameters.Optional(name) is not { } text)
            return null;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number : throw ServiceException.Invalid(name, text, "un entier positif ou nul", "a whole number");
    }

    private static bool IsHitsAsked(Parameters parameters, WfsVersion version) =>
        parameters.Optional("RESULTTYPE")?.ToLowerInvariant() switch
        {
            null or "results" => false,
            "hits" when version.HasHits => true,
            var other => throw ServiceException.Invalid("RESULTTYPE", other,
                version.HasHits ? "results ou hits" : "results", version.HasHits
                ? "results or hits" : "results"),
        };
}
