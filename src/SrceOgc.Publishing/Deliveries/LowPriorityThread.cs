using System.Runtime.InteropServices;

namespace SrceOgc.Publishing.Deliveries;

/// <summary>A thread that gives way to requests: long work nobody waits for.</summary>
public static partial class LowPriorityThread
{
    private const int OfThread = 0, Nice = 10;

    /// <summary>Ends, or fails, with the work.</summary>
    public static Task Run(Action work)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() => Work(work, done)) { IsBackground = true, Priority = ThreadPriority.BelowNormal }.Start();
        return done.Task;
    }

    private static void Work(Action work, TaskCompletionSource done)
    {
        // .NET's priorities do nothing on Linux, where a niceness is a thread's own.
        if (OperatingSystem.IsLinux())
            _ = SetPriority(OfThread, 0, Nice);
        try
        {
            work();
            done.SetResult();
        }
        catch (Exception fault)
        {
            done.SetException(fault);
        }
    }

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, int who, int priority);
}
