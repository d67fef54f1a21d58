using Microsoft.Extensions.Logging;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Texts;
using SrceOgc.Publishing.Store;

namespace SrceOgc.Publishing.Deliveries;

/// <summary>
/// Watches the drop folder by looking at it, which also works on network shares and read-only mounts. A file is taken
/// when it has not changed between two looks and is as long as its header says. A dataset whose file is gone for a while retires.
/// </summary>
public sealed class DropFolder(string folder, DatasetStore store, Publisher publisher, PublicationSet publications,
    Func<string, OnLoss> onLoss, TimeSpan interval, TimeProvider clock, ILogger log)
{
    private const string FolderGone = "";

    private static readonly TimeSpan Absence = TimeSpan.FromSeconds(20), RetryDelay = TimeSpan.FromSeconds(30), BetweenComplaints =
        TimeSpan.FromHours(1), LongestWriting = TimeSpan.FromSeconds(3);

    private readonly Dictionary<string, Seen> _seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTime> _said = new(StringComparer.Ordinal);

    /// <summary>What was last known of a file; <see cref="Handled"/> is the stamp it was published or refused with.</summary>
    private sealed class Seen
    {
        public (long Length, DateTime Modified) Last { get; set; }

        public (long Length, DateTime Modified)? Handled { get; set; }

        /// <summary>The stamp it could not be read with, and was said so.</summary>
        public (long Length, DateTime Modified)? Unreadable { get; set; }

        /// <summary>Since when <see cref="Last"/> is its stamp.</summary>
        public DateTime Since { get; set; }

        public DateTime LastPresent { get; set; }

        /// <summary>When to try again what failed by the server's own fault.</summary>
        public DateTime NotBefore { get; set; }
    }

    /// <summary>Looks until told to stop. Never throws for what a file or the folder does.</summary>
    public async Task Watch(CancellationToken stop)
    {
        Remember();
        while (!stop.IsCancellationRequested)
        {
            try
            {
                Look(stop);
                if (_said.Remove(FolderGone))
                    log.LogInformation("The drop folder can be read again");
                await Task.Delay(interval, stop);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                if (IsNews(FolderGone))
                    log.LogWarning("The drop folder cannot be read; what is served stays so: {Fault}", fault.Message);
                await Task.Delay(interval, CancellationToken.None);
            }
        }
    }

    /// <summary>
    /// The newest file taken from here counts, not the version served: a roll back, or a delivery by another way, must outlive a
    /// restart. What should be served and cannot be opened any more is taken again.
    /// </summary>
    private void Remember()
    {
        foreach (var dataset in store.Datasets)
            if ((publications.Find(dataset) is not null || store.CurrentNumber(dataset) is null)
                && store.All(dataset).Select(v => v.Manifest).FirstOrDefault(m => m.Author == Delivery.DropFolderAuthor) is { } newest)
                _seen[dataset] = new() { Handled = (newest.Source.Length, newest.Source.Modified), LastPresent = clock.UtcNow() };
    }

    private void Look(CancellationToken stop)
    {
        var now = clock.UtcNow();
        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(folder, "*.gpkg").Order(StringComparer.Ordinal))
        {
            stop.ThrowIfCancellationRequested();
            var dataset = NcName.Of(Path.GetFileNameWithoutExtension(path)).ToLowerInvariant();
            if (taken.TryAdd(dataset, path))
                LookAt(dataset, path, now);
            else if (IsNews(path))
                log.LogWarning("{Path} is ignored: {Other} is the dataset {Dataset} already", path, taken[dataset],
                    dataset);
        }

        foreach (var (dataset, seen) in _seen)
            if (!taken.ContainsKey(dataset) && seen.LastPresent + Absence < now
                && publications.Find(dataset)?.Author == Delivery.DropFolderAuthor)
                Retire(dataset, seen);
    }

    /// <summary>What does not change is said once, then each hour.</summary>
    private bool IsNews(string what)
    {
        var now = clock.UtcNow();
        if (_said.TryGetValue(what, out var last) && now - last < BetweenComplaints)
            return false;
        _said[what] = now;
        return true;
    }

    private void LookAt(string dataset, string path, DateTime now)
    {
        if (!_seen.TryGetValue(dataset, out var seen))
            _seen[dataset] = seen = new();
        seen.LastPresent = now;
        var stamp = Staging.Stamp(path);
        if (stamp == seen.Handled || now < seen.NotBefore)
            return;
        var isQuiet = stamp == seen.Last || now - stamp.Modified > TimeSpan.FromSeconds(5);
        if (stamp != seen.Last)
            (seen.Last, seen.Since) = (stamp, now);
        if (!isQuiet)
            return;
        if (publisher.Publish(path, Delivery.Dropped(dataset) with { OnLoss = onLoss(dataset) }) is not { } report)
        {
            SayUnreadable(dataset, path, seen, now);
            return;
        }

        if (report.IsServersFault)
            seen.NotBefore = now + RetryDelay;
        else
            seen.Handled = stamp;
        Say(report);
    }

    /// <summary>What nobody writes any more and still cannot be read is said, once, and looked at again: it may be unlocked, or
    /// mended.</summary>
    private void SayUnreadable(string dataset, string path, Seen seen, DateTime now)
    {
        if (seen.Unreadable == seen.Last || now - seen.Since < LongestWriting || now - seen.Last.Modified < LongestWriting
            || publisher.RefuseUnreadable(path, Delivery.Dropped(dataset)) is not { } report)
            return;
        seen.Unreadable = seen.Last;
        Say(report);
    }

    private void Say(Report report) => log.Log(
        report is { Accepted: true, Changes: not { NeedConsent: true } } ? LogLevel.Information : LogLevel.Warning, "{Report}", report);

    private void Retire(string dataset, Seen seen)
    {
        seen.Handled = null;
        publisher.Retire(dataset, Precondition.None, Delivery.DropFolderAuthor, "");
        log.LogInformation("{Dataset} is no longer served: its file has left the drop folder", dataset);
    }
}
