using System.Globalization;
using SharpFuzz;
using SrceOgc.Fuzz;

// SrceOgc.Fuzz TARGET|tous [--executions N] [--seconds N] [--seed N]   mutations of ours, in this process
// SrceOgc.Fuzz TARGET --afl                                            guided by coverage: under afl-fuzz, over assemblies that SharpFuzz
// instrumented
// SrceOgc.Fuzz TARGET --graines FOLDER                                 writes the seeds there, for afl-fuzz
// Exit code 1: a fault; 2: a hang. What it was found with lies in corpus/TARGET, and becomes a test by staying there.
string Option(string name, string otherwise) =>
    Array.IndexOf(args, "--" + name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : otherwise;
long Number(string name, long otherwise) =>
    long.Parse(Option(name, otherwise.ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture);

// Before any target is looked up: instrumented code may only run once SharpFuzz has its shared memory.
if (args.Contains("--afl"))
{
    Fuzzer.OutOfProcess.Run(stream =>
    {
        using var input = new MemoryStream();
        stream.CopyTo(input);
        FuzzTargets.All.Single(target => target.Name == args[0]).Run(input.ToArray());
    });
    return 0;
}

var chosen = FuzzTargets.All.Where(target => args is [var name, ..] && (name == "tous" || name == target.Name)).ToArray();
if (chosen.Length == 0)
{
    Console.Error.WriteLine($"Targets: {string.Join(", ", FuzzTargets.All.Select(target => target.Name))}, tous");
    return 64;
}

if (args.Contains("--graines"))
{
    var folder = Directory.CreateDirectory(Option("graines", "graines")).FullName;
    foreach (var (index, seed) in chosen[0].Seeds().Index())
        File.WriteAllBytes(Path.Combine(folder, index.ToString(CultureInfo.InvariantCulture)), seed);
    return 0;
}

var limit = new FuzzLimit(Number("executions", long.MaxValue), TimeSpan.FromSeconds(Number("seconds", 10)));
foreach (var target in chosen)
{
    var (executions, fault) = new FuzzRun(target, Option("corpus", "corpus"), (int)Number("seed", 20_190_501)).Go(limit);
    Console.WriteLine($"{target.Name}: {executions} executions{(fault is null ? "" : ", FAULT")}");
    if (fault is null)
        continue;
    Console.Error.WriteLine(fault);
    return 1;
}

return 0;
