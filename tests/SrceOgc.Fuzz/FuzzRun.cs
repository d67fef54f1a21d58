using System.Diagnostics;
using System.Security.Cryptography;

namespace SrceOgc.Fuzz;

/// <summary>How long a run goes on: so many executions, so many seconds, whichever is first.</summary>
internal sealed record FuzzLimit(long Executions, TimeSpan Time);

/// <summary>
/// Runs one target in this process: first what is kept of it (<c>corpus/{target}</c>, inputs that once crashed or hung), then mutations. An
/// input under
/// which it throws, or which takes longer than <see cref="LongestRun"/>, is written there and ends the run.
/// </summary>
internal sealed class FuzzRun(FuzzTarget target, string corpusFolder, int seed)
{
    /// <summary>Generous, as machines are slow at times; what hangs hangs for minutes.</summary>
    private static readonly TimeSpan LongestRun = TimeSpan.FromSeconds(20);

    private readonly string _kept = Path.Combine(corpusFolder, target.Name);
    private long _started;
    private byte[]? _current;

    /// <returns>The number of executions; the fault, if there was one.</returns>
    public (long Executions, string? Fault) Go(FuzzLimit limit)
    {
        // A server is started for the first request, which may take as long as it likes.
        if (Fault(target.Seeds()[0]) is { } early)
            return (0, early);
        using var watch = new Timer(_ => StopIfHung(), null, LongestRun, TimeSpan.FromSeconds(1));
        var kept = Directory.Exists(_kept)
            ? Directory.GetFiles(_kept).Order(StringComparer.Ordinal).Select(File.ReadAllBytes).ToArray() : [];
        byte[][] corpus = [.. target.Seeds(), .. kept];
        foreach (var input in corpus)
            if (Fault(input) is { } fault)
                return (0, fault);
        var mutator = new Mutator(seed, target.Words);
        var clock = Stopwatch.StartNew();
        for (var count = 1L; ; count++)
        {
            if (Fault(mutator.Next(corpus)) is { } fault)
                return (count, fault);
            if (count >= limit.Executions || ((count & 15) == 0 && clock.Elapsed >= limit.Time))
                return (count, null);
        }
    }

    private string? Fault(ReadOnlyMemory<byte> input)
    {
        _current = input.ToArray();
        Volatile.Write(ref _started, Stopwatch.GetTimestamp());
        try
        {
            target.Run(input);
            return null;
        }
        catch (Exception fault)
        {
            return $"{target.Name}: {Keep(input.Span)}\n{fault}";
        }
        finally
        {
            Volatile.Write(ref _started, 0);
        }
    }

    private void StopIfHung()
    {
        var started = Volatile.Read(ref _started);
        if (started == 0 || Stopwatch.GetElapsedTime(started) < LongestRun)
            return;
        Console.Error.WriteLine($"{target.Name}: hangs on {Keep(_current)}");
        Environment.Exit(2);
    }

    private string Keep(ReadOnlySpan<byte> input)
    {
        Directory.CreateDirectory(_kept);
        var path = Path.Combine(_kept, Convert.ToHexStringLower(SHA256.HashData(input).AsSpan(0, 6)));
        File.WriteAllBytes(path, input);
        return path;
    }
}
