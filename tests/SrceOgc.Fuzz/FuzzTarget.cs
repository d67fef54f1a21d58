namespace SrceOgc.Fuzz;

/// <summary>
/// A reader that is fed with anything: its name, inputs it understands, the words of its language, and one run of it. A run refuses in
/// the reader's own words (it returns), or it throws, which is a fault.
/// </summary>
internal sealed record FuzzTarget(string Name, Func<IReadOnlyList<byte[]>> Seeds, IReadOnlyList<string> Words,
    Action<ReadOnlyMemory<byte>> Run);
