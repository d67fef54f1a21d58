namespace SrceOgc.Server.Commands;

/// <summary>What a script learns from a command: whether to go on, to mend the call, to try again later, or to ask for a token.</summary>
internal static class ExitCode
{
    public const int Done = 0, Refused = 1, Misused = 2, Unreachable = 3, Forbidden = 4;
}

/// <summary>An option of a command: <c>--name VALUE</c>, or a switch when <paramref name="Value"/> is empty.</summary>
internal sealed record Option(string Name, string Value, string Meaning);

/// <summary>A command of the executable: its arguments as its help shows them, what it does, and how.</summary>
internal sealed record Command(string Name, string Arguments, string Meaning, int Least, int Most, IReadOnlyList<Option> Options,
    Func<CommandCall, Task<int>> Run);

/// <summary>The call cannot be understood; the message is French.</summary>
internal sealed class UsageException(string message) : Exception(message);
