using System.Collections.Frozen;
using Microsoft.Extensions.Logging.Abstractions;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Http;
using SrceOgc.Server.Identity;
using SrceOgc.Server.Jobs;
using SrceOgc.Tests.Rendering.Vectors;

namespace SrceOgc.Tests.Server.Jobs;

/// <summary>The queue itself: who gets a place, what a restart makes of jobs, what goes when.</summary>
public sealed class JobQueueTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualClock _clock = new();
    private readonly Catalog _catalog = new(ServiceDescription.Read(Path.Combine(RepositoryFiles.Root, "ogc")), [], [],
        FrozenSet<string>.Empty, "", () => FrozenSet<string>.Empty, _ => DateTime.UnixEpoch);

    [Fact]
    public void The_same_work_of_the_same_reader_is_one_job_and_others_get_their_own()
    {
        var queue = Queue();
        var job = Enter(queue, "a", "1");
        Assert.Same(job, Enter(queue, "a", "1"));
        Assert.NotSame(job, Enter(queue, "a", "2"));
        Assert.NotSame(job, Enter(queue, "b", "1"));
        Assert.Equal(1, queue.Before(job));
    }

    [Fact]
    public void One_reader_has_so_many_and_all_readers_so_many()
    {
        var queue = Queue();
        for (var i = 0; i < RequestLimits.JobsOfOne; i++)
            Enter(queue, "a", $"{i}");
        Assert.Equal(429, Assert.Throws<ServiceException>(() => Enter(queue, "a", "one more")).Status);
        for (var i = RequestLimits.JobsOfOne; i < RequestLimits.Jobs; i++)
            Enter(queue, $"b{i}", "1");
        Assert.Equal(503, Assert.Throws<ServiceException>(() => Enter(queue, "c", "1")).Status);
        queue.Cancel(Enter(queue, "a", "0"));
        Enter(queue, "a", "one more");
    }

    [Fact]
    public void What_has_no_room_is_refused_before_it_begins()
    {
        var queue = Queue();
        Enter(queue, "a", "1", bytes: RequestLimits.AllJobBytes / 1000);
        Assert.Equal(507, Assert.Throws<ServiceException>(() => Enter(queue, "a", "2", RequestLimits.AllJobBytes)).Status);
        Assert.Equal(507, Assert.Throws<ServiceException>(() => JobFiles.RequireRoom(_folder.Path, long.MaxValue / 8)).Status);
    }

    [Fact]
    public async Task A_job_runs_to_its_file_and_both_go_after_their_day()
    {
        var queue = Queue();
        var job = Enter(queue, "a", "1");
        await Run(queue, job);
        Assert.Equal(JobPhase.Fini, job.State.Phase);
        Assert.Equal("fait", File.ReadAllText(queue.PathOf(job)));
        Assert.Equal(4, job.State.Bytes);
        Assert.Same(job, queue.Find(job.State.Id, Caller.Anonymous));
        var later = Queue();
        Assert.Equal(JobPhase.Fini, later.Find(job.State.Id, Caller.Anonymous)!.State.Phase);
        _clock.Now += TimeSpan.FromHours(RequestLimits.JobHours) + TimeSpan.FromSeconds(1);
        Assert.Null(later.Find(job.State.Id, Caller.Anonymous));
        Assert.False(File.Exists(queue.PathOf(job)));
    }

    [Fact]
    public void A_restart_says_of_what_had_not_ended_that_it_is_lost()
    {
        var id = Enter(Queue(), "a", "1").State.Id;
        var state = Queue().Find(id, Caller.Anonymous)!.State;
        Assert.Equal(JobPhase.Perdu, state.Phase);
        Assert.Contains("perdu", JobAnswer.WordOf(state.Phase, Language.French), StringComparison.Ordinal);
        Assert.NotNull(state.Ended);
    }

    [Fact]
    public void Nothing_is_on_disk_before_the_first_job()
    {
        Assert.Null(Queue().Find("0", Caller.Anonymous));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void What_is_no_job_on_disk_goes()
    {
        var strange = Directory.CreateDirectory(Path.Combine(_folder.Path, "travaux", "cassé")).FullName;
        File.WriteAllText(Path.Combine(strange, "etat.json"), "{");
        Assert.Null(Queue().Find("cassé", Caller.Anonymous));
        Assert.False(Directory.Exists(strange));
    }

    [Fact]
    public async Task A_cancelled_job_stops_and_leaves_no_file()
    {
        var queue = Queue();
        using var begun = new SemaphoreSlim(0);
        var job = Enter(queue, "a", "1", make: (work, file, _) =>
        {
            file.Write("moitié"u8);
            begun.Release();
            while (true)
            {
                work.Budget.Look();
                Thread.Sleep(1);
            }
        });
        var running = Run(queue, job);
        await begun.WaitAsync(TestContext.Current.CancellationToken);
        queue.Cancel(job);
        await running;
        Assert.Equal(JobPhase.Annule, job.State.Phase);
        Assert.Equal(["etat.json"], Directory.GetFiles(Path.GetDirectoryName(queue.PathOf(job))!).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_job_that_fails_says_why_in_both_languages()
    {
        var queue = Queue();
        var told = Enter(queue, "a", "1", make: (_, _, _) => throw new ServiceException("x", null, new("trop", "too much"), 413));
        await Run(queue, told);
        Assert.Equal((JobPhase.Echec, new Text("trop", "too much"), 413),
            (told.State.Phase, told.State.Fault!.Value, told.State.FaultStatus));
        var unknown = Enter(queue, "a", "2", make: (_, _, _) => throw new InvalidOperationException("secret of the house"));
        await Run(queue, unknown);
        Assert.Equal(500, unknown.State.FaultStatus);
        Assert.DoesNotContain("secret", unknown.State.Fault!.Value.English, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_catalogue_is_let_go_of_however_a_job_ends()
    {
        var queue = Queue();
        queue.Cancel(Enter(queue, "a", "1"));
        var done = Enter(queue, "a", "2");
        await Run(queue, done);
        queue.Cancel(done);
        queue.Cancel(done);
        Assert.True(_catalog.TryLease());
        _catalog.Release();
        await Run(queue, Enter(queue, "a", "3", make: (_, _, _) => throw new InvalidOperationException()));
        // The last lease is this test's.
        _catalog.Release();
        Assert.False(_catalog.TryLease());
    }

    public void Dispose() => _folder.Dispose();

    private JobQueue Queue() => new(_folder.Path, 64 << 20, _clock, NullLogger.Instance);

    private Job Enter(JobQueue queue, string from, string key, long bytes = 100, Action<RequestedWork, Stream, JobProgress>? make = null) =>
        queue.Enter(new(_catalog, Caller.Anonymous, Language.French, "", "", RequestBudget.Unlimited, _clock.Now.UtcDateTime), from,
            new("Essai", "essai.txt", "text/plain", bytes, key, make ?? ((_, file, _) => file.Write("fait"u8))));

    private static async Task Run(JobQueue queue, Job job)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var running = queue.Run(stop.Token);
        while (!job.State.IsOver)
            await Task.Delay(5, TestContext.Current.CancellationToken);
        await stop.CancelAsync();
        await running;
    }

    private sealed class ManualClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
