using System.Diagnostics.Tracing;

namespace SrceOgc.Publishing.Store;

/// <summary>
/// The steps of a publication as trace events: <c>dotnet-trace</c> shows where one spends its time, and tests stop the
/// process at each. Nobody listening, a step costs one comparison.
/// </summary>
[EventSource(Name = "SrceOgc-Publication")]
internal sealed class PublishingSteps : EventSource
{
    public static readonly PublishingSteps Trace = new();

    private PublishingSteps()
    {
    }

    [Event(1)]
    public void Reached(string step)
    {
        if (IsEnabled())
            WriteEvent(1, step);
    }
}
