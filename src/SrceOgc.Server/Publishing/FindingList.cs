namespace SrceOgc.Server.Publishing;

/// <summary>Findings of one layer; the same fault on many rows is one finding with a count and its first row.</summary>
internal sealed class FindingList(string layer)
{
    private readonly Dictionary<string, Finding> _byMessage = [];

    public IReadOnlyList<Finding> All => [.. _byMessage.Values];

    public void Add(Severity severity, string message, string advice, long? row = null)
    {
        _byMessage[message] = _byMessage.TryGetValue(message, out var known)
            ? known with { Count = known.Count + 1 }
            : new Finding(severity, layer, message, advice, row);
    }
}
