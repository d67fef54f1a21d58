using System.Security.Cryptography;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Texts;
using SrceOgc.Publishing.Deliveries;
using SrceOgc.Server.Http;
using SrceOgc.Server.Identity;

namespace SrceOgc.Server.Jobs;

/// <summary>
/// Work too long for a request, one after the other in a thread that gives way to requests.
/// <list type="number">
/// <item>A job is refused before it begins, or it has a place: its size is counted against the quota of all files.</item>
/// <item>What is known of a job is on disk before its address is told. A restart makes what had not ended lost, and says so.</item>
/// <item>A file is whole or not there.</item>
/// <item>Jobs and files go a day after their end.</item>
/// <item>The catalogue a job reads is leased until its end, however it ends.</item>
/// </list>
/// Nothing is read or made before the first job, nor at a start without jobs on disk.
/// </summary>
internal sealed class JobQueue(string dataFolder, long requestBytes, TimeProvider clock, ILogger log)
{
    private const int IdBytes = 16, RetryAfterSeconds = 60;

    private static readonly TimeSpan Kept = TimeSpan.FromHours(RequestLimits.JobHours), Sweep = TimeSpan.FromMinutes(10);

    private readonly JobFiles _files = new(dataFolder);
    private readonly Lock _turn = new();
    private readonly SemaphoreSlim _wake = new(0);
    private readonly Queue<Job> _waiting = new();
    private Dictionary<string, Job>? _jobs;

    /// <summary>A place for the work, or the job the same caller has for the same work already.</summary>
    /// <param name="work">For whom, of which catalogue.</param>
    /// <param name="from">Their address of the network.</param>
    /// <param name="order">What.</param>
    /// <exception cref="ServiceException">429, 503 or 507: no place for it.</exception>
    public Job Enter(RequestedWork work, string from, JobOrder order)
    {
        var owner = work.Caller.Token is { } token ? "jeton " + token.Id : "adresse " + from;
        lock (_turn)
        {
            var jobs = Known();
            var own = jobs.Values.Where(job => job.Owner == owner && job.Order is not null).ToArray();
            if (Array.Find(own, job => job.Order!.Key == order.Key && (!job.State.IsOver || job.State.Phase == JobPhase.Fini)) is { } same)
                return same;
            Refuse(jobs.Values, own, order);
            work.Catalog.TryLease();
            var job = new Job(new(NewId(), order.Title, order.FileName, order.ContentType, work.Caller.Token?.Id, clock.UtcNow()),
                order, work, owner);
            try
            {
                _files.Write(job.State);
            }
            catch
            {
                work.Catalog.Release();
                throw;
            }

            jobs.Add(job.State.Id, job);
            _waiting.Enqueue(job);
            _wake.Release();
            return job;
        }
    }

    /// <summary>Null when there is none, or not any more, or not for this caller.</summary>
    public Job? Find(string id, Caller caller)
    {
        lock (_turn)
            return Known().GetValueOrDefault(id) is { } job && (job.State.TokenId is null || job.State.TokenId == caller.Token?.Id)
                ? job : null;
    }

    /// <summary>How many are before it; 0 when it is its turn, or was.</summary>
    public int Before(Job job)
    {
        lock (_turn)
            return job.State.Phase == JobPhase.Attente
                ? _waiting.TakeWhile(other => other != job).Count(other => !other.State.IsOver) + 1 : 0;
    }

    /// <summary>When the file goes; null while there is none.</summary>
    public static DateTime? GoneAt(JobState state) => state.Ended + Kept;

    public string PathOf(Job job) => _files.PathOf(job.State.Id);

    /// <summary>It ends without a file, whether it waits, runs or is done.</summary>
    public void Cancel(Job job)
    {
        lock (_turn)
        {
            if (job.State.Phase == JobPhase.Cours)
            {
                job.Cancel();
                return;
            }

            if (job.State.Phase == JobPhase.Fini)
                _files.DropFile(job.State.Id);
            if (job.State.Phase is JobPhase.Attente or JobPhase.Fini)
                End(job, JobPhase.Annule);
        }
    }

    /// <summary>The loop that works.</summary>
    public async Task Run(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await _wake.WaitAsync(Sweep, stop);
                if (_jobs is null && !_files.AnyLeft)
                    continue;
                if (Next() is { } job)
                    await LowPriorityThread.Run(() => Work(job, stop));
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // The server stops; what had not ended is said to be lost by the next one.
            }
            catch (IOException fault)
            {
                log.LogError(fault, "Jobs could not be looked after");
            }
        }
    }

    private Job? Next()
    {
        lock (_turn)
        {
            Known();
            while (_waiting.TryDequeue(out var job))
                if (job.State.Phase == JobPhase.Attente)
                {
                    job.Become(JobPhase.Cours);
                    return job;
                }

            return null;
        }
    }

    private void Work(Job job, CancellationToken stop)
    {
        var phase = JobPhase.Fini;
        ServiceException? fault = null;
        try
        {
            Make(job, stop);
        }
        catch (OperationCanceledException)
        {
            phase = stop.IsCancellationRequested ? JobPhase.Perdu : JobPhase.Annule;
        }
        catch (Exception failure)
        {
            (phase, fault) = (JobPhase.Echec, FaultOf(failure));
            if (failure is not (ServiceException or BudgetExceededException))
                log.LogError(failure, "Job failed: {Title}", job.State.Title);
        }

        lock (_turn)
        {
            var file = new FileInfo(_files.UnfinishedPathOf(job.State.Id));
            var bytes = phase == JobPhase.Fini ? file.Length : 0;
            if (bytes > 0 && bytes + HeldBytes(job) > RequestLimits.AllJobBytes)
                (phase, fault, bytes) = (JobPhase.Echec, Full(), 0);
            if (phase == JobPhase.Fini)
                _files.Finish(job.State.Id);
            else
                _files.DropFile(job.State.Id);
            End(job, phase, bytes, fault);
        }
    }

    private void Make(Job job, CancellationToken stop)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(job.Cancelled, stop);
        using var budget = new RequestBudget(TimeSpan.FromSeconds(RequestLimits.JobSeconds), requestBytes, ended.Token, clock);
        budget.Start();
        using var file = new FileStream(_files.UnfinishedPathOf(job.State.Id), FileMode.Create, FileAccess.ReadWrite);
        job.Order!.Make(job.Work! with { Budget = budget }, file, job.Progress);
        budget.Look();
    }

    private void End(Job job, JobPhase phase, long bytes = 0, ServiceException? fault = null)
    {
        // A finished one whose file is thrown away has let go of its catalogue already.
        if (!job.State.IsOver)
            job.Work?.Catalog.Release();
        _files.Write(job.Become(phase, clock.UtcNow(), bytes, fault));
    }

    private static ServiceException FaultOf(Exception failure) => failure switch
    {
        ServiceException known => known,
        BudgetExceededException { Resource: SpentResource.Time } => new("NoApplicableCode", null, new(
            $"Ce travail n'a pas pu être fini en {RequestLimits.JobSeconds / 60} minutes. Demandez moins à la fois.",
            $"This work could not be finished within {RequestLimits.JobSeconds / 60} minutes. Ask for less at a time."), 503),
        BudgetExceededException spent => new("NoApplicableCode", null, new(
            $"Ce travail demande plus de {spent.MostBytes >> 20} Mo de mémoire. Demandez moins à la fois.",
            $"This work needs more than {spent.MostBytes >> 20} MB of memory. Ask for less at a time."), 503),
        _ => new("NoApplicableCode", null, new("Une erreur inattendue s'est produite ; elle est notée au journal du serveur.",
            "An unexpected error occurred; it is in the server's log."), 500),
    };

    private void Refuse(IReadOnlyCollection<Job> all, Job[] own, JobOrder order)
    {
        if (own.Count(job => !job.State.IsOver) >= RequestLimits.JobsOfOne)
            throw new ServiceException("TooManyRequests", null, new(
                $"Vous avez déjà {RequestLimits.JobsOfOne} travaux en attente ou en cours ; attendez la fin de l'un d'eux, ou annulez-le.",
                $"You have {RequestLimits.JobsOfOne} jobs waiting or running already; wait for one to end, or cancel it."), 429)
            { RetryAfter = RetryAfterSeconds };
        if (all.Count(job => !job.State.IsOver) >= RequestLimits.Jobs)
            throw new ServiceException("NoApplicableCode", null, new(
                "Trop de travaux longs sont demandés à la fois ; recommencez dans quelques minutes.",
                "Too many long jobs are asked for at once; try again in a few minutes."), 503)
            { RetryAfter = RetryAfterSeconds };
        if (HeldBytes(null) + order.Bytes > RequestLimits.AllJobBytes)
            throw Full();
        _files.RequireRoom(order.Bytes);
    }

    /// <summary>Of the files there are, and of those that are to come.</summary>
    private long HeldBytes(Job? except) => Known().Values.Where(job => job != except)
        .Sum(job => job.State.IsOver ? job.State.Bytes : job.Order?.Bytes ?? 0);

    private static ServiceException Full() => new("InsufficientStorage", null, new(
        $"Les fichiers préparés occupent déjà les {RequestLimits.AllJobBytes >> 30} Go permis ; recommencez quand les plus anciens "
            + $"auront été effacés ({RequestLimits.JobHours} heures).",
        $"Files made take up the {RequestLimits.AllJobBytes >> 30} GB allowed already; try again when the oldest are gone "
            + $"({RequestLimits.JobHours} hours)."), 507)
    { RetryAfter = RetryAfterSeconds };

    /// <summary>All there are, without those whose day is over; read from disk at first.</summary>
    private Dictionary<string, Job> Known()
    {
        _jobs ??= ReadKept();
        foreach (var old in _jobs.Values.Where(job => GoneAt(job.State) < clock.UtcNow()).ToArray())
        {
            _files.Drop(old.State.Id);
            _jobs.Remove(old.State.Id);
            old.Dispose();
        }

        return _jobs;
    }

    private Dictionary<string, Job> ReadKept()
    {
        var jobs = new Dictionary<string, Job>(StringComparer.Ordinal);
        foreach (var state in _files.All())
        {
            var job = new Job(state, null, null, "");
            jobs.Add(state.Id, job);
            if (state.IsOver)
                continue;
            _files.DropFile(state.Id);
            End(job, JobPhase.Perdu);
        }

        return jobs;
    }

    private static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));
}
