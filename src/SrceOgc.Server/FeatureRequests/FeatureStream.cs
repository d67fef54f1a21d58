using SrceOgc.Features.Budgets;
using SrceOgc.Features.Formats.Writing;
using SrceOgc.Features.Layers;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.FeatureRequests;

/// <summary>
/// Writes the answer to one or several queries, page included, through an encoder. All of it is within the budget of the request,
/// whose clock stands still while the client takes what was written: a slow one may take hours over a large file.
/// </summary>
internal sealed class FeatureStream(ServiceRequest request, StreamedAnswer answer, FeatureEncoder encoder, FeatureAdmission admission)
{
    /// <summary>Features between two looks at the size of a file made aside.</summary>
    private const int MeasureEach = 1024;

    private readonly RequestBudget _budget = request.Budget;
    private int _written;

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
            using (await admission.Enter(queries.Any(query => QueryCost.IsCostly(request, query.Source, query.Query)), request.Aborted))
            {
                _budget.Start();
                Open(parts, queries, start, count);
            }

            await Write(parts, describe(parts.Sum(part => part.Matched), parts.Sum(part => part.Returned)));
        }
        finally
        {
            foreach (var part in parts)
                part.Cursor?.Dispose();
        }
    }

    /// <summary>A page runs across the queries: what the first leaves of it, the next ones fill.</summary>
    private void Open(List<Part> parts, IReadOnlyList<LayerQuery> queries, long start, long count)
    {
        foreach (var query in queries)
        {
            var asked = query.Query with { Budget = _budget };
            if (count == 0)
            {
                parts.Add(new Part(query, query.Source.Count(asked), 0, null));
                continue;
            }
            var cursor = query.Source.Open(asked with { Offset = start, Limit = count });
            var matched = cursor.Matched >= 0 ? cursor.Matched : query.Source.Count(asked);
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
        _budget.Pause();
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
            _budget.Look();
            encoder.Write(cursor);
            if (++_written % MeasureEach == 0)
                RequireSmallFile();
            if (!answer.IsFull)
                continue;
            _budget.Pause();
            await answer.Flush();
            _budget.Start();
        }
    }

    private void RequireSmallFile()
    {
        if (encoder.FileBytes > RequestLimits.FileBytes)
            throw new ServiceException("OperationProcessingFailed", null, new(
                $"Le fichier demandé dépasse {RequestLimits.FileBytes >> 20} Mo. Restreindre la requête.",
                $"The file asked for exceeds {RequestLimits.FileBytes >> 20} MB. Narrow the request."));
    }
}
