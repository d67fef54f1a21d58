using SrceOgc.Features.Encodings;
using SrceOgc.Features.Queries;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Requests;

/// <summary>Writes the answer to one or several queries, page included, through an encoder.</summary>
internal sealed class FeatureStream(StreamedAnswer answer, FeatureEncoder encoder, CancellationToken aborted)
{
    /// <summary>A page of one query: what matches, and the cursor on what is returned.</summary>
    private sealed record Part(LayerQuery Query, long Matched, long Returned, FeatureCursor? Cursor);

    /// <summary>
    /// <paramref name="describe"/> makes the head from the exact numbers (matched, returned) before anything is written: it
    /// may still refuse, and set headers.
    /// </summary>
    public async Task Write(IReadOnlyList<LayerQuery> queries, long start, long count, Func<long, long, CollectionHead> describe)
    {
        var parts = new List<Part>();
        try
        {
            Open(parts, queries, start, count);
            await Write(parts, describe(parts.Sum(part => part.Matched), parts.Sum(part => part.Returned)));
        }
        finally
        {
            foreach (var part in parts)
                part.Cursor?.Dispose();
        }
    }

    /// <summary>A page runs across the queries: what the first leaves of it, the next ones fill.</summary>
    private static void Open(List<Part> parts, IReadOnlyList<LayerQuery> queries, long start, long count)
    {
        foreach (var query in queries)
        {
            if (count == 0)
            {
                parts.Add(new Part(query, query.Source.Count(query.Query), 0, null));
                continue;
            }
            var cursor = query.Source.Open(query.Query with { Offset = start, Limit = count });
            var matched = cursor.Matched >= 0 ? cursor.Matched : query.Source.Count(query.Query);
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
