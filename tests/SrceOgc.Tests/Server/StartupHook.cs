using System.Diagnostics;
using System.Diagnostics.Tracing;
using System.Globalization;

/// <summary>
/// Loaded by the runtime into the server that a test starts (DOTNET_STARTUP_HOOKS): writes down each step of publishing that is
/// traced, and at the one told kills the process as a power cut would, with nothing closed or flushed; at a step told by its name it waits
/// while a file of that name plus ".attente" stands beside the list of steps.
/// </summary>
internal static class StartupHook
{
    public const string StepsVariable = "SRCE_TEST_STEPS", StopVariable = "SRCE_TEST_STOP_AT", WaitingSuffix = ".attente";

    private static Listener? _listener;

    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(StepsVariable) is { } path)
            _listener = new(path, int.Parse(Environment.GetEnvironmentVariable(StopVariable) ?? "0", CultureInfo.InvariantCulture));
    }

    private sealed class Listener(string path, int stopAt) : EventListener
    {
        private readonly Lock _lock = new();
        private int _steps;

        protected override void OnEventSourceCreated(EventSource source)
        {
            if (source.Name == "SrceOgc-Publication")
                EnableEvents(source, EventLevel.LogAlways);
        }

        protected override void OnEventWritten(EventWrittenEventArgs step)
        {
            if (step.EventId != 1)
                return;
            lock (_lock)
            {
                File.AppendAllText(path, step.Payload![0] + "\n");
                if (++_steps == stopAt)
                    Process.GetCurrentProcess().Kill();
            }

            var gate = Path.Combine(Path.GetDirectoryName(path)!, step.Payload[0] + WaitingSuffix);
            while (File.Exists(gate))
                Thread.Sleep(20);
        }
    }
}
