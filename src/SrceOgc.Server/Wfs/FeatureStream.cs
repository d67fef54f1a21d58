using SrceOgc.Features.Encodings;
using SrceOgc.Features.Queries;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Wfs;

/// <summary>Writes the answer to one or several queries, page included, through an encoder.</summary>
internal sealed class FeatureStream(StreamedAnswer answer, FeatureEncoder encoder, CancellationToken aborted)
{
    /// <summary>A page of one query: what matches, and the cursor on what is returned.</summary>
    private sealed record Part(LayerQuery Query, long Matched, long Returned, FeatureCursor? Cursor);

    public async Task Write(IReadOnlyList<LayerQuery> queries, PageRequest page, PageLinks links, WfsVersion version, string schema)
    {
        var parts = new List<Part>();
        try
        {
            Open(parts, queries, page);
            var matched = parts.Sum(part => part.Matched);
            page.CheckWhole(matched, version, version.Format);
            var head = new CollectionHead(matched, parts.Sum(part => part.Returned), DateTime.UtcNow)
            {
                Next = page.IsHits ? null : links.Next(matched, page.Start, page.Count),
                Previous = page.IsHits ? null : links.Previous(page.Start, page.Count),
                SchemaLocation = schema,
                IsHits = page.IsHits,
                IsSingleFeature = queries[0].IsSingleFeature,
            };
            await Write(parts, head);
        }
        finally
        {
            foreach (var part in parts)
                part.Cursor?.Dispose();
        }
    }

    /// <summary>A page runs across the queries: what the first leaves of it, the next ones fill.</summary>
    private static void Open(List<Part> parts, IReadOnlyList<LayerQuery> queries, PageRequest page)
    {
        var (start, count) = (page.Start, page.IsHits ? 0 : page.Count);
        foreach (var query in queries)
        {
            if (count == 0)
            {
                parts.Add(new Part(query, query.Layer.Source.Count(query.Query), 0, null));
                continue;
            }
            var cursor = query.Layer.Source.Open(query.Query with { Offset = start, Limit = count });
            var matched = cursor.Matched >= 0 ? cursor.Matched : query.Layer.Source.Count(query.Query);
            var returned = Math.Min(count, Math.Max(0, matched - start));
            parts.Add(new Part(query, matched, returned, cursor));
            (start, count) = (Math.Max(0, start - matched), count - returned);
        }
    }

    private async Task Write(List<Part> parts, CollectionHead head)
    {
        encoder.Begin(head, [.. parts.Select(part => part.Query.Selection)]);
        foreach (var part in parts)
        {
            encoder.BeginLayer(part.Query.Selection, new CollectionHead(part.Matched, part.Returned, head.Time));
            if (part.Cursor is { } cursor)
                await Write(cursor);
            encoder.EndLayer();
        }

        encoder.End();
        await using var file = encoder.OpenFile();
        if (file is null)
            await answer.Complete();
        else
            await answer.Complete(file);
    }

    private async Task Write(FeatureCursor cursor)
    {
        while (cursor.MoveNext())
        {
            encoder.Write(cursor);
            if (!answer.IsFull)
                continue;
            aborted.ThrowIfCancellationRequested();
            await answer.Flush();
        }
    }
}
